"""Questions of units: asked, answered by the International Department, shared without the name of who asked."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import can, has
from portal.audit.models import Verb
from portal.records.services import save_record
from portal.text import fold

from ..models import Question
from ..notices.library import tell_answered, tell_asked


@transaction.atomic
def ask(question: Question, *, by, at: dt.datetime, revision: int | None = None) -> Question:
    """Ask, or word a question anew while nobody has answered it. Raises what `save_record` raises."""
    is_new = question.pk is None
    if not is_new and Question.objects.filter(pk=question.pk).exclude(answer="").exists():
        raise ValidationError(_("This question was answered: ask a new one."))
    if is_new:
        question.asked_by, question.asked_at = by, at
    save_record(question, by=by, revision=revision)
    if is_new:
        tell_asked(question, by=by)
    return question


def may_answer(question: Question, user) -> bool:
    return has(user, Permission.REPORT_REVIEW) and can(user, Permission.REPORT_REVIEW, question)


@transaction.atomic
def answer(question: Question, *, by, at: dt.datetime, text: str, answer: str, is_shared: bool) -> Question:
    """Answer, or mend the answer. `text` is the question as it will be read: who shares it may word it anew.

    SECURITY: what is shared is read by all units, so neither text may name the unit or the person who asked.
    """
    question = Question.objects.select_for_update(of=("self",)).select_related("unit", "asked_by").get(pk=question.pk)  # fmt: skip
    if not may_answer(question, by):
        raise PermissionDenied
    if not answer.strip():
        raise ValidationError({"answer": _("Answer: found nothing, expected what the unit is to know.")})
    if is_shared:
        _refuse_names(question, text=text, answer=answer)
    is_first = not question.answer
    question.text, question.answer, question.is_shared = text.strip(), answer.strip(), is_shared
    question.answered_at, question.answered_by_name = at, str(by)
    save_record(question, by=by, verb=Verb.ACCEPTED if is_first else Verb.UPDATED)
    tell_answered(question, by=by)
    return question


def _refuse_names(question: Question, **texts: str) -> None:
    """A text that all units read names neither the unit, its province, nor who asked."""
    names = [question.unit.name, question.unit.short_name, question.unit.province_name]
    names += [str(question.asked_by)] if question.asked_by else []
    labels = {"text": _("Question"), "answer": _("Answer")}
    wrong = {}
    for field, text in texts.items():
        words = f" {fold(text)} "
        named = next((name for name in names if name and fold(name) in words), None)
        if named:
            sentence = _("%(field)s: found “%(found)s”, expected a text without the name of who asked.")
            wrong[field] = sentence % {"field": labels[field], "found": named}
    if wrong:
        raise ValidationError(wrong)

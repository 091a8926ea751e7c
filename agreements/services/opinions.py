"""Opinions in a procedure: asked with a deadline that is frozen, answered, and what became of the comments."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.deadlines.working import WorkCalendar
from portal.documents.models import Document
from portal.text import normalise
from portal.ui.formats import date_vi

from ..figures.deadlines import deadline
from ..figures.procedure_stages import ASKING
from ..models import Opinion, OpinionAnswer, Procedure, ProcedureStage, refusal
from .procedures import check_parts, check_writable


@transaction.atomic
def ask(
    procedure: Procedure,
    stage: ProcedureStage,
    *,
    bodies: Sequence[str],
    asked_on: dt.date,
    by,
    at: dt.datetime,
    letter_number: str = "",
) -> list[Opinion]:
    """Ask these bodies by one letter; each answer is due by the rule of the stage as it stands that day.

    Raises PermissionDenied, or ValidationError where the dossier lacks what the stage needs, the day lies in the
    future, nobody is named, or a body was asked by a letter of that day already.
    """
    procedure = Procedure.objects.select_for_update(of=("self",)).get(pk=procedure.pk)
    check_writable(procedure, by=by)
    today = timezone.localdate(at)
    names = list(dict.fromkeys(normalise(body) for body in bodies if body.strip()))
    _check_asking(stage, names, asked_on, today)
    check_parts(procedure, stage.code, on=today)
    with translation.override("vi"):  # kept for good: in the language of the rule
        due = deadline(stage.rule_code, asked_on, WorkCalendar(), on=asked_on)
        said = due.said[:300]
    rows = [
        Opinion(
            procedure=procedure, stage=stage.code, body=name[:200], asked_on=asked_on,
            letter_number=normalise(letter_number)[:60], rule_code=stage.rule_code, rule_said=said, due_on=due.due_on,
        )
        for name in names
    ]  # fmt: skip
    for row in rows:
        row.full_clean()
        row.save()
    write_trail(Verb.SUBMITTED, procedure, by=by, at=at, details={"asked": "; ".join(names)[:400]})
    return rows


def _check_asking(stage: ProcedureStage, names: list[str], asked_on: dt.date, today: dt.date) -> None:
    if stage.code not in ASKING:
        expected = _("a stage in which opinions are asked")
        raise ValidationError({"stage": refusal(_("stage"), stage.get_code_display(), expected)})
    if not names:
        expected = _("at least one body")
        raise ValidationError({"bodies": refusal(_("who is asked"), _("nothing"), expected)})
    if asked_on > today:
        expected = _("%(day)s or earlier") % {"day": date_vi(today)}
        raise ValidationError({"asked_on": refusal(_("asked on"), date_vi(asked_on), expected)})


@transaction.atomic
def answer(
    opinion: Opinion,
    *,
    by,
    at: dt.datetime,
    answer: str,
    answered_on: dt.date | None = None,
    answer_number: str = "",
    content: str = "",
    handling: str = "",
    scan: Document | None = None,
) -> Opinion:
    """Write down what was answered, or that nothing came in time; and how the comments were dealt with.

    Raises PermissionDenied, or ValidationError: an answer before the letter or in the future, comments without
    what they say, silence before the time is up.
    """
    opinion = Opinion.objects.select_for_update(of=("self",)).select_related("procedure").get(pk=opinion.pk)
    check_writable(opinion.procedure, by=by)
    _check_answer(opinion, answer, answered_on, content, timezone.localdate(at))
    opinion.answer = answer
    opinion.answered_on = None if answer == OpinionAnswer.SILENT else answered_on
    opinion.answer_number, opinion.content = normalise(answer_number)[:60], content.strip()
    opinion.handling, opinion.scan = handling.strip(), scan or opinion.scan
    opinion.save()
    details = {"body": opinion.body, "answer": answer}
    write_trail(Verb.ACCEPTED, opinion.procedure, by=by, at=at, details=details)
    return opinion


def _check_answer(
    opinion: Opinion, answer: str, answered_on: dt.date | None, content: str, today: dt.date
) -> None:
    if answer not in OpinionAnswer.values:
        raise ValidationError({"answer": refusal(_("answer"), answer, _("one of the list"))})
    if answer == OpinionAnswer.SILENT:
        _check_silence(opinion, today)
        return
    found = date_vi(answered_on) if answered_on else _("nothing")
    if answered_on is None or not opinion.asked_on <= answered_on <= today:
        expected = _("a day from %(first)s to %(last)s") % {
            "first": date_vi(opinion.asked_on), "last": date_vi(today),
        }  # fmt: skip
        raise ValidationError({"answered_on": refusal(_("answered on"), found, expected)})
    if answer != OpinionAnswer.AGREES and not content.strip():
        expected = _("what the comments or objections are")
        raise ValidationError({"content": refusal(_("what it says"), _("nothing"), expected)})


def _check_silence(opinion: Opinion, today: dt.date) -> None:
    if opinion.due_on is not None and today <= opinion.due_on:
        expected = _("an answer: its time is up only after %(day)s") % {"day": date_vi(opinion.due_on)}
        raise ValidationError({"answer": refusal(_("answer"), OpinionAnswer.SILENT.label, expected)})


@transaction.atomic
def take_back(opinion: Opinion, *, by, at: dt.datetime) -> None:
    """Asked by mistake: the row goes, the trail keeps it. Raises ValidationError once it was answered."""
    check_writable(opinion.procedure, by=by)
    if opinion.answer:
        expected = _("one that was not answered yet: answers stay")
        raise ValidationError(refusal(_("opinion"), opinion.get_answer_display(), expected))
    write_trail(Verb.WITHDRAWN, opinion.procedure, by=by, at=at, details={"body": opinion.body})
    opinion.delete()

"""The register of questions and answers. Who asked is told to those alone who read the unit's records."""

from django.db.models import Case, CharField, F, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import can, reached_units
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.library import QuestionFilter
from ..forms.library import QuestionForm
from ..models import LibraryItem, Question
from ..notices.library import question_chase_text
from ..services.questions import ask, may_answer


def question_state(row: Question) -> tuple[str, str]:
    if not row.answer:
        return _now("waits for the answer"), "wait"
    return (_now("answered, shown to all units"), "ok") if row.is_shared else (_now("answered"), "ok")


def _state(row: Question) -> Cell:
    label, tone = question_state(row)
    return Cell(label, f"{row.answered_at.astimezone():%d/%m/%Y}" if row.answered_at else "", tone=tone)


class QuestionRegister(Register):
    model = Question
    form_class = QuestionForm
    filter_class = QuestionFilter
    namespace, name = "reports", "question"
    icon = "message-square-text"
    title, title_one = _("Questions and answers"), _("Ask a question")
    hint = _("Questions of units to the International Department; shared answers name nobody.")
    ordering = ("-asked_at",)
    detail_template = "reports/question.html"
    tabs = [
        (_("All"), ""),
        (_("Waiting for the answer"), "state=waiting"),
        (_("Answered"), "state=answered"),
        (_("Shown to all units"), "state=shared"),
    ]
    columns = [
        Column("text", _("Question"), lambda q: Cell(str(q), q.answer[:120]), order="search_text", width=60, export=lambda q: q.text),
        Column("answer", _("Answer"), lambda q: q.answer, only_export=True, width=60),
        Column("unit", _("Unit"), lambda q: q.asking or "–", width=26),
        Column("asked", _("Day of the question"), lambda q: timezone.localdate(q.asked_at), order="asked_at", width=14),
        Column("state", _("State"), _state, order="answered_at", width=24, export=lambda q: question_state(q)[0]),
    ]  # fmt: skip

    def rows(self, user):
        """`asking` is the unit's name; empty where the reader does not read that unit's records."""

        known = When(unit_id__in=reached_units(user, Permission.RECORD_VIEW), then=F("unit__short_name"))
        asking = Case(known, default=Value(""), output_field=CharField())
        return super().rows(user).annotate(asking=asking)

    def for_detail(self, queryset):
        return queryset.select_related("unit", "item", "asked_by", "created_by")

    def badges(self, record):
        return [question_state(record)]

    def sections(self, record, user):
        knows = self.knows_who(record, user)
        seen = record.item and LibraryItem.objects.visible_to(user).filter(pk=record.item_id).exists()
        asked = [
            fact(_("Question"), record.text),
            fact(_("Day of the question"), timezone.localdate(record.asked_at)),
        ]
        if knows:
            asked.append(fact(_("Asked by"), record.unit.name, small=str(record.asked_by or "")))
        if seen:
            asked.append(fact(_("About the document"), record.item, url=record.item.get_absolute_url()))
        given = [fact(_("Answer"), record.answer)]
        if record.answered_at:
            given.append(fact(_("Answered by"), record.answered_by_name, small=f"{record.answered_at.astimezone():%d/%m/%Y}"))  # fmt: skip
        return [Section(_("Question"), asked), Section(_("Answer"), given)]

    @staticmethod
    def knows_who(record, user) -> bool:
        """SECURITY: a shared question is read by all, the unit that asked it by those who read its records."""
        return can(user, Permission.RECORD_VIEW, record)

    def savings(self, record, user):
        """Its history names who asked, and so is theirs alone."""
        return super().savings(record, user) if self.knows_who(record, user) else []

    def actions(self, record, user):
        if record.is_archived or not may_answer(record, user):
            return []
        label = _("Mend the answer") if record.answer else _("Answer")
        return [(label, reverse("reports:question-answer", args=[record.pk]), "pen-line")]

    def extras(self, record, user):
        waits = not record.answer and not record.is_archived and not may_answer(record, user)
        return {
            "knows_who": self.knows_who(record, user),
            "chase_text": question_chase_text(record) if waits else "",
        }

    def save(self, form, *, by):
        return ask(form.record(), by=by, at=timezone.now(), revision=form.cleaned_data.get("revision"))


question_urls = QuestionRegister().urls("hoi-dap/")

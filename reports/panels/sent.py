"""What a person sent on and waits for: reports, proposals, questions, assignments, units that are chased."""

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import seeds
from portal.dashboard.registry import Kind, Reader, Sent, sent

from ..models import Assignment, Proposal, Question, Receipt, Report
from ..notices import chase_text
from ..notices.library import chase_text as receipt_text
from ..notices.library import question_chase_text
from ..notices.resolution import chase_text as assignment_text

MOST_CHASED = 10


def _day(at):
    return timezone.localtime(at).date() if at else None


@sent(order=20, permission=Permission.REPORT_WRITE)
def reports_sent(reader: Reader) -> list[Sent]:
    """Reports of the reader's own units that nobody has received yet."""
    mine = seeds(reader.user, Permission.REPORT_WRITE)
    rows = Report.objects.visible_to(reader.user).live().submitted().filter(unit__in=mine)
    rows = rows.select_related("cycle", "unit", "collected_by__unit").order_by("submitted_at", "pk")
    return [
        Sent(
            _("Report %(period)s, %(unit)s") % {"period": row.cycle.label_vi, "unit": row.unit}, row.get_absolute_url(),
            str(row.collected_by.unit) if row.collected_by else _("International Department"), _day(row.submitted_at),
            kind=Kind.REPORT, small=_("It waits to be received."),
        )
        for row in rows[: reader.most]
    ]  # fmt: skip


@sent(order=22, permission=Permission.CHASE)
def units_chased(reader: Reader) -> list[Sent]:
    """Units that are overdue, those that are late longest; the board holds all of them."""
    rows = (
        Report.objects.visible_to(reader.user).direct().overdue(on=reader.today).filter(cycle__state="open")
    )
    rows = rows.select_related("cycle", "unit").order_by("due_on", "unit__sort_key", "pk")
    return [
        Sent(
            _("Report %(period)s") % {"period": row.cycle.label_vi}, row.get_absolute_url(), str(row.unit),
            _day(row.cycle.opened_at), row.due_on, Kind.REPORT, chase=chase_text(row), icon="clipboard-list",
        )
        for row in rows[:MOST_CHASED]
    ]  # fmt: skip


@sent(order=24, permission=Permission.CHASE)
def confirmations_chased(reader: Reader) -> list[Sent]:
    """Units that have not confirmed a document although its day is past."""
    rows = Receipt.objects.visible_to(reader.user).waiting().filter(item__due_on__lt=reader.today)
    rows = rows.select_related("item", "unit").order_by("item__due_on", "unit__sort_key", "pk")
    return [
        Sent(
            row.item.title, row.item.get_absolute_url(), str(row.unit), _day(row.item.sent_at), row.item.due_on,
            Kind.PAPER, chase=receipt_text(row), icon="book-open",
        )
        for row in rows[:MOST_CHASED]
    ]  # fmt: skip


@sent(order=30, permission=Permission.RECORD_VIEW)
def proposals_sent(reader: Reader) -> list[Sent]:
    """Proposals upward of the reader's own units that have no answer."""
    mine = {*seeds(reader.user, Permission.RECORD_EDIT), *seeds(reader.user, Permission.REPORT_SUBMIT)}
    rows = Proposal.objects.visible_to(reader.user).waiting().filter(unit__in=mine)
    rows = rows.select_related("unit").order_by("proposed_on", "pk")
    return [
        Sent(
            row.text[:160], row.get_absolute_url(), row.addressee, row.proposed_on, kind=Kind.TASK,
            small=" · ".join(filter(None, [_("Proposal upward"), str(row.unit), row.paper_number])),
            icon="message-square-text",
        )
        for row in rows[: reader.most]
    ]  # fmt: skip


@sent(order=32, permission=Permission.RECORD_VIEW)
def questions_asked(reader: Reader) -> list[Sent]:
    """Questions that the reader asked in the library."""
    rows = (
        Question.objects.visible_to(reader.user)
        .waiting()
        .filter(asked_by=reader.user)
        .order_by("asked_at", "pk")
    )
    return [
        Sent(
            str(row), row.get_absolute_url(), _("International Department"), _day(row.asked_at), kind=Kind.PAPER,
            small=_("Question about documents and forms"), icon="message-square-text", chase=question_chase_text(row),
        )
        for row in rows[: reader.most]
    ]  # fmt: skip


@sent(order=34, permission=Permission.RECORD_VIEW)
def assignments_given(reader: Reader) -> list[Sent]:
    """What the reader gave to units out of resolutions and is not done."""
    rows = Assignment.objects.visible_to(reader.user).open().filter(
        created_by_id=reader.user.pk, task__resolution__archived_at=None
    )  # fmt: skip
    rows = rows.select_related("unit", "owner", "task__resolution").order_by("due_on", "pk")
    return [
        Sent(
            row.text, row.get_absolute_url(), " · ".join(filter(None, [str(row.unit), str(row.owner or "")])),
            _day(row.created_at), row.due_on, Kind.TASK,
            small=_("Task %(code)s of: %(resolution)s") % {"code": row.task.code, "resolution": row.task.resolution},
            icon="landmark", chase=assignment_text(row),
        )
        for row in rows[: reader.most]
    ]  # fmt: skip

"""“Chờ tôi xử lý”: steps of approvals that the reader takes, with what is needed to decide, and what to record."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.ui.formats import field_value
from portal.workflow.questions import to_record, waiting_for
from portal.workflow.waiting import Row, rows_of

from .registry import Item, Reader, waiting

STEPS_SHOWN = 6


@waiting(order=2)
def steps_of_approvals(reader: Reader) -> list[Item]:
    """The nearest steps one by one, the rest as one line that leads to the list."""
    steps = waiting_for(reader.user, reader.today)
    found = list(steps[: STEPS_SHOWN + 1])
    rows = rows_of(found[:STEPS_SHOWN], reader.user, on=reader.today)
    items = [_item(row) for row in rows]
    if len(found) > STEPS_SHOWN:
        more = steps.count() - STEPS_SHOWN
        label = ngettext("%(count)s more step waits for you", "%(count)s more steps wait for you", more)
        items.append(Item(label % {"count": more}, reverse("workflow:waiting"), _("View"), icon="inbox"))
    return items


def _item(row: Row) -> Item:
    """What it is about, whose it is, and the few facts that its app gives for the decision."""
    facts = [f"{label}: {field_value(value)}" for label, value in row.brief]
    reason = " · ".join([str(row.step.approval.unit), row.step.title, *facts])
    return Item(
        label=f"{row.matter}: {row.title}", url=row.url or reverse("workflow:waiting"), action=_("Read and act"),
        reason=reason, due_on=row.step.due_on, tone="bad" if row.is_overdue else "wait", icon="clipboard-check",
    )  # fmt: skip


@waiting(order=4)
def decisions_to_record(reader: Reader) -> list[Item]:
    """Outside decisions and bút phê that the reader is expected to record: one line."""
    count = to_record(reader.user, reader.today).count()
    if not count:
        return []
    label = ngettext("%(count)s decision to be recorded", "%(count)s decisions to be recorded", count)
    reason = _("Decided on paper or outside the portal: number, date, authority and scan.")
    return [
        Item(
            label % {"count": count}, reverse("workflow:waiting"), _("View"), reason=reason, icon="file-check"
        )
    ]

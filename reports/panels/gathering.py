"""What units below sent to the unit that asked for it, on the home page of who gathers it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from portal.access.permissions import Permission
from portal.dashboard.registry import Deed, Item, Kind, Reader, waiting
from reports.models import Report


def _gathered(user):
    return Report.objects.visible_to(user).gathered_by(user).live().submitted()


def receiving(row: Report) -> list[Deed]:
    """Received whole on the line, or returned with a reason; part by part it is read on its page."""
    address = [row.cycle.code, row.unit.code]
    question = _("Receive the report of %(unit)s, %(period)s?") % {
        "unit": row.unit,
        "period": row.cycle.label_vi,
    }
    return [
        Deed(_("Receive"), reverse("reports:step", args=[*address, "accept"]), question=question),
        Deed(
            _("Return"), reverse("reports:step-with-reason", args=[*address, "return"]), "corner-up-left",
            kind="outline-danger",
        ),
    ]  # fmt: skip


def to_read(row: Report) -> Item:
    """One report that waits to be received."""
    sent_on = f"{row.submitted_at.astimezone():%d/%m/%Y}" if row.submitted_at else ""
    return Item(
        _("Report %(period)s, %(unit)s") % {"period": row.cycle.label_vi, "unit": row.unit},
        reverse("reports:review", args=[row.cycle.code, row.unit.code]), _("Review"), icon="inbox",
        reason=_("Sent on %(day)s.") % {"day": sent_on} if sent_on else "", deeds=receiving(row),
    )  # fmt: skip


def _mine(user) -> list:
    return [_gathered(user)]


@waiting(
    order=12,
    permission=Permission.REPORT_WRITE,
    kind=Kind.REPORT,
    why=_later("Your unit asked for it."),
    counted=_mine,
)
def reports_to_gather(reader: Reader) -> list[Item]:
    """Reports of units below that wait to be received, the earliest first."""
    rows = _gathered(reader.user).select_related("cycle", "unit").order_by("submitted_at", "pk")
    return [
        Item(
            _("Report of a unit below, %(unit)s, %(period)s")
            % {"unit": row.unit, "period": row.cycle.label_vi},
            reverse("reports:review", args=[row.cycle.code, row.unit.code]), _("Review"), icon="inbox",
            deeds=receiving(row),
        )
        for row in rows[: reader.most]
    ]  # fmt: skip

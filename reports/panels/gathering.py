"""What units below sent to the unit that asked for it, on the home page of who gathers it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.dashboard.registry import Item, Reader, waiting
from reports.models import Report

SHOWN = 6


@waiting(order=12, permission=Permission.REPORT_WRITE)
def reports_to_gather(reader: Reader) -> list[Item]:
    """Reports of units below that wait to be received, the earliest first."""
    rows = Report.objects.visible_to(reader.user).gathered_by(reader.user).live().submitted()
    rows = rows.select_related("cycle", "unit").order_by("submitted_at", "pk")[:SHOWN]
    return [
        Item(
            _("Report of a unit below, %(unit)s, %(period)s")
            % {"unit": row.unit, "period": row.cycle.label_vi},
            reverse("reports:review", args=[row.cycle.code, row.unit.code]), _("Review"), icon="inbox",
        )
        for row in rows
    ]  # fmt: skip

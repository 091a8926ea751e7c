"""What a unit tells the units below it when it asks them for their reports."""

from portal.access.permissions import Permission
from portal.notifications.services import tell_unit

from ..models import Report
from .reports import people_of


def tell_asked(report: Report, *, by) -> int:
    """To who writes for the unit below, and to its mailbox: who asks, and until when. How many."""
    upper = report.collected_by
    context = {
        "report": report,
        "unit": report.unit,
        "cycle": report.cycle,
        "due_on": report.due_on,
        "upper": upper,
    }
    people, url = people_of(report.unit, Permission.REPORT_WRITE), report.get_absolute_url()
    return tell_unit(
        report.unit, people, "reports/asked", context, url,
        about=report, by=by, key=f"reports/asked:{report.pk}",
    )  # fmt: skip

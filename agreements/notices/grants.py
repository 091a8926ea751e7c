"""Reports on grants: before they are due, and once they are overdue."""

import datetime as dt

from partners.notices.obligations import keepers_of
from partners.notices.responsible import leaders_of
from portal.notifications.services import tell_message

from ..models import GrantReport


def due_key(report: GrantReport) -> str:
    """What tells this announcement from others: a moved day is announced anew."""
    return f"agreements/grant-report-due:{report.pk}:{report.due_on.isoformat()}"


def overdue_key(report: GrantReport) -> str:
    return f"agreements/grant-report-overdue:{report.pk}:{report.due_on.isoformat()}"


def tell_report_due(report: GrantReport, *, on: dt.date) -> list:
    """Once for each due day: a moved day is announced anew. To the officer and who enters the unit's records."""
    context = {"report": report, "resource": report.resource, "days": (report.due_on - on).days}
    url = report.resource.get_absolute_url()
    return tell_message(_keepers(report), "agreements/grant_report_due", context, url, key=due_key(report))


def tell_report_overdue(report: GrantReport, *, on: dt.date) -> list:
    """Once for each due day that passed; to the unit's leaders, too."""
    context = {"report": report, "resource": report.resource, "days": (on - report.due_on).days}
    people = {user.pk: user for user in [*_keepers(report), *leaders_of(report.resource.unit)]}
    return tell_message(
        people.values(),
        "agreements/grant_report_overdue",
        context,
        report.resource.get_absolute_url(),
        key=overdue_key(report),
    )


def _keepers(report: GrantReport) -> list:
    """The officer of the grant, where that person has an account, and who enters the unit's records."""
    officer = report.resource.officer
    found = {user.pk: user for user in keepers_of(report.resource.unit)}
    if officer and officer.user and officer.user.is_active:
        found[officer.user.pk] = officer.user
    return list(found.values())

"""Reports on grants: before they are due, and once they are overdue."""

import datetime as dt

from django.urls import reverse

from portal.accounts.models import User
from portal.notifications import chasing
from portal.notifications.many import Event, Heap

from ..models import GrantReport
from .addressees import Addressees


def report_heap() -> Heap:
    return Heap("agreements/grant_report_many", f"{reverse('agreements:resource-list')}?reports=overdue")


def chase_text(report: GrantReport) -> str:
    """What is copied for Zalo: that a report is owed, not on what (domain.md 9.9)."""
    url = report.resource.get_absolute_url()
    return chasing.chase_text(report.resource.unit, "gửi báo cáo về khoản viện trợ", report.due_on, url)


def due_event(report: GrantReport, addressees: Addressees, *, on: dt.date) -> Event:
    """Once for each due day: a moved day is announced anew. To the officer and who enters the unit's records."""
    context = {"report": report, "resource": report.resource, "days": (report.due_on - on).days}
    key = f"agreements/grant-report-due:{report.pk}:{report.due_on.isoformat()}"
    url = report.resource.get_absolute_url()
    return Event(
        _keepers(report, addressees), "agreements/grant_report_due", context, url, key, report.resource
    )


def overdue_event(report: GrantReport, addressees: Addressees, *, on: dt.date) -> Event:
    """Once for each due day that passed; to the unit's leaders, too."""
    context = {"report": report, "resource": report.resource, "days": (on - report.due_on).days}
    key = f"agreements/grant-report-overdue:{report.pk}:{report.due_on.isoformat()}"
    people = [*_keepers(report, addressees), *addressees.leaders_of(report.resource.unit_id)]
    url = report.resource.get_absolute_url()
    return Event(people, "agreements/grant_report_overdue", context, url, key, report.resource)


def _keepers(report: GrantReport, addressees: Addressees) -> list[User]:
    """The officer of the grant, where that person has an account, and who enters the unit's records."""
    officer = report.resource.officer
    own = [officer.user] if officer and officer.user else []
    return [*own, *addressees.keepers_of(report.resource.unit_id)]

"""Reminders of a report that has not been sent: to who writes it, then to who leads the unit."""

import datetime as dt

from partners.notices.responsible import leaders_of
from portal.access.permissions import Permission
from portal.notifications.services import tell_message

from ..models import Report
from .reports import people_of


def tell_due(report: Report, *, lead: int, on: dt.date) -> list:
    """Once for each lead time and deadline: a moved deadline is announced anew. Returns the new notices."""
    context = {**_about(report), "days": (report.due_on - on).days}
    people = people_of(report.unit, Permission.REPORT_WRITE)
    key, url = _key(report, "due", lead), report.get_absolute_url()
    return tell_message(people, "reports/due", context, url, about=report, key=key)


def tell_overdue(report: Report, *, step: int, on: dt.date) -> list:
    """Once for each of the days after a deadline."""
    return _overdue(report, people_of(report.unit, Permission.REPORT_WRITE), str(step), on)


def tell_overdue_to_leader(report: Report, *, on: dt.date) -> list:
    """The same to the leaders of the unit; of one without an account for them, to the department.

    What an upper unit asked for is that unit's own matter: there it goes to who gathers it.
    """
    upper = report.collected_by
    people = people_of(upper.unit, Permission.REPORT_WRITE) if upper is not None else leaders_of(report.unit)
    return _overdue(report, people, "leader", on)


def _overdue(report: Report, people, step: str, on: dt.date) -> list:
    context = {**_about(report), "days": (on - report.due_on).days}
    key, url = _key(report, "overdue", step), report.get_absolute_url()
    return tell_message(people, "reports/overdue", context, url, about=report, key=key)


def _key(report: Report, kind: str, step: int | str) -> str:
    return f"reports/{kind}:{report.pk}:{report.due_on.isoformat()}:{step}"


def _about(report: Report) -> dict:
    return {"report": report, "unit": report.unit, "cycle": report.cycle, "due_on": report.due_on}

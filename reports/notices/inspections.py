"""What the inspected unit is told: the decision, the conclusion, remedies that are due."""

import datetime as dt

from partners.notices.responsible import leaders_of
from portal.access.permissions import Permission
from portal.notifications import chasing
from portal.notifications.services import tell_message

from ..models import Inspection, Remedy
from .reports import people_of


def tell_inspected(row: Inspection, *, by, at: dt.datetime, **given) -> None:
    """Decision and conclusion, to who writes for the inspected unit and to its leaders."""
    people = {*people_of(row.inspected, Permission.REPORT_WRITE), *leaders_of(row.inspected)} - {by}
    key = f"reports/inspection:{row.pk}:{row.stage}"
    tell_message(
        sorted(people, key=lambda user: user.pk), "reports/inspection", {"inspection": row}, row.get_absolute_url(),
        about=row, by=by, key=key,
    )  # fmt: skip


def chase_text(remedy: Remedy) -> str:
    """What is copied for Zalo, without what is to be put right (domain.md 9.9)."""
    row = remedy.inspection
    what = "khắc phục và gửi minh chứng theo kết luận kiểm tra, giám sát"
    return chasing.chase_text(row.inspected, what, remedy.due_on, row.get_absolute_url())


def tell_remedy_due(remedy: Remedy, *, on: dt.date) -> list:
    """Once for each day by which it is due."""
    key = f"reports/remedy-due:{remedy.pk}:{remedy.due_on.isoformat()}"
    return _tell(remedy, people_of(remedy.inspection.inspected, Permission.REPORT_WRITE), key, on)


def tell_remedy_overdue(remedy: Remedy, *, on: dt.date, to_leader: bool) -> list:
    """Once to who writes for the unit, and once more to its leaders."""
    key = f"reports/remedy-overdue:{remedy.pk}:{remedy.due_on.isoformat()}"
    unit = remedy.inspection.inspected
    told = _tell(remedy, people_of(unit, Permission.REPORT_WRITE), key, on)
    return told + (_tell(remedy, leaders_of(unit), f"{key}:leader", on) if to_leader else [])


def _tell(remedy: Remedy, people, key: str, on: dt.date) -> list:
    days = (remedy.due_on - on).days
    context = {"remedy": remedy, "inspection": remedy.inspection, "days": abs(days), "is_late": days < 0}
    url = remedy.inspection.get_absolute_url()
    return tell_message(people, "reports/remedy", context, url, about=remedy.inspection, key=key)

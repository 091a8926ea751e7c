"""Assignments of resolutions: given, before they are due, overdue level by level, checked; proposals answered."""

import datetime as dt

from partners.notices.responsible import leaders_of, owner_of, people_at
from portal.access.permissions import Permission
from portal.notifications import chasing
from portal.notifications.services import tell_message

from ..figures.proposals import state_label
from ..models import Assignment, Proposal
from .reports import people_of


def tell_assigned(row: Assignment, *, by) -> list:
    """To who looks after it, else who enters the unit's own records; who gave it to itself need not be told."""
    owner = row.owner.user if row.owner else None
    people = [owner] if owner else people_of(row.unit, Permission.RECORD_EDIT)
    people = [user for user in people if user != by]
    key = f"reports/assignment:{row.pk}"
    return tell_message(
        people, "reports/assignment_given", {"row": row}, row.get_absolute_url(), about=row, by=by, key=key
    )


def chase_text(row: Assignment) -> str:
    """What is copied for Zalo: the number of the task, nothing of what it says (domain.md 9.9)."""
    what = f"thực hiện và báo cáo kết quả nhiệm vụ {row.task.code}"
    return chasing.chase_text(row.unit, what, row.due_on, row.get_absolute_url())


def tell_due_soon(row: Assignment, *, on: dt.date) -> list:
    """Once for each day by which it is due: a moved day is announced anew. Returns the new notices."""
    context = {"row": row, "days": (row.due_on - on).days}
    key = f"reports/assignment-due:{row.pk}:{row.due_on.isoformat()}"
    url = row.get_absolute_url()
    return tell_message(owner_of(row), "reports/assignment_due", context, url, about=row, key=key)


def tell_overdue(row: Assignment, *, level: int, on: dt.date) -> list:
    """Once for each level and day by which it was due. Returns the new notices."""
    context = {"row": row, "days": (on - row.due_on).days, "level": level}
    key = f"reports/assignment-overdue:{row.pk}:{row.due_on.isoformat()}:{level}"
    people, url = people_at(level, row), row.get_absolute_url()
    return tell_message(people, "reports/assignment_overdue", context, url, about=row, key=key)


def tell_to_check(row: Assignment, *, by) -> list:
    """To the unit's leader, else to the department: somebody other than who did it looks at the evidence."""
    people = [user for user in leaders_of(row.unit) if user != by]
    url = row.get_absolute_url()
    return tell_message(people, "reports/assignment_check", {"row": row}, url, about=row, by=by, mail=False)


def tell_not_accepted(row: Assignment, *, reason: str, by) -> list:
    """To who did it and who looks after it: why the evidence does not do."""
    people = {user.pk: user for user in [*owner_of(row), *([row.done_by] if row.done_by else [])]}
    context, url = {"row": row, "reason": reason}, row.get_absolute_url()
    return tell_message(people.values(), "reports/assignment_returned", context, url, about=row, by=by)


def tell_proposal_answered(row: Proposal, *, by) -> list:
    """To all who write for the unit, but who entered the answer."""
    people = [user for user in people_of(row.unit, Permission.REPORT_WRITE) if user != by]
    return tell_message(
        people,
        "reports/proposal_answered",
        {"row": row, "state": state_label(row)},
        row.get_absolute_url(),
        about=row,
        by=by,
        mail=False,
    )

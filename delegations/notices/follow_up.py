"""Follow-up: before it is due, once it is overdue level by level, when it waits for a check or was sent back."""

import datetime as dt

from partners.notices.responsible import leaders_of, owner_of, people_at
from portal.notifications import chasing
from portal.notifications.services import tell_message

from ..models import FollowUp


def chase_text(row: FollowUp) -> str:
    """What is copied for Zalo, without a word of what is to be done (domain.md 9.9)."""
    what = "thực hiện và báo cáo kết quả việc sau đoàn"
    return chasing.chase_text(
        row.owner or row.addressee or row.unit, what, row.due_on, row.get_absolute_url()
    )


def tell_due_soon(row: FollowUp, *, on: dt.date) -> list:
    """Once for each day by which it is due: a moved day is announced anew. Returns the new notices."""
    context = {"row": row, "days": (row.due_on - on).days}
    key = f"delegations/follow-up-due:{row.pk}:{row.due_on.isoformat()}"
    url = row.get_absolute_url()
    return tell_message(owner_of(row), "delegations/follow_up_due", context, url, about=row, key=key)


def tell_overdue(row: FollowUp, *, level: int, on: dt.date) -> list:
    """Once for each level and day by which it was due. Returns the new notices."""
    context = {"row": row, "days": (on - row.due_on).days, "level": level}
    key = f"delegations/follow-up-overdue:{row.pk}:{row.due_on.isoformat()}:{level}"
    people, url = people_at(level, row), row.get_absolute_url()
    return tell_message(people, "delegations/follow_up_overdue", context, url, about=row, key=key)


def tell_to_check(row: FollowUp, *, by) -> list:
    """To the unit's leader, else to the department: somebody other than who did it looks at the evidence."""
    people = [user for user in leaders_of(row.unit) if user != by]
    return tell_message(
        people, "delegations/follow_up_check", {"row": row}, row.get_absolute_url(), about=row, by=by, mail=False
    )  # fmt: skip


def tell_not_accepted(row: FollowUp, *, reason: str, by) -> list:
    """To who did it and who looks after it: why the evidence does not do."""
    people = {user.pk: user for user in [*owner_of(row), *([row.done_by] if row.done_by else [])]}
    context = {"row": row, "reason": reason}
    return tell_message(
        people.values(), "delegations/follow_up_returned", context, row.get_absolute_url(), about=row, by=by
    )

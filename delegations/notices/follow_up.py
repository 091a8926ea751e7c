"""Follow-up: before it is due, once it is overdue level by level, when it waits for a check or was sent back."""

import datetime as dt

from partners.notices.obligations import keepers_of
from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.accounts.models import User
from portal.notifications.services import tell_message
from portal.units.models import Unit

from ..models import FollowUp

OWNER, LEADER, DEPARTMENT, HEAD = 0, 1, 2, 3


def _holders(permission: str, unit: Unit | None = None) -> list[User]:
    held = RoleAssignment.objects.current().permitting(permission)
    if unit is not None:
        held = held.filter(unit=unit)
    return list(User.objects.active().filter(roles__in=held).distinct())


def owner_of(row: FollowUp) -> list[User]:
    """Who looks after it, where that person has an account; else who enters the unit's records."""
    user = row.owner.user if row.owner else None
    return [user] if user and user.is_active else list(keepers_of(row.unit))


def leaders_of(unit: Unit) -> list[User]:
    """The leaders of the unit; of one without an account for them, the department."""
    return _holders(Permission.REPORT_SUBMIT, unit) or _holders(Permission.PARTNER_EDIT)


def people_at(level: int, row: FollowUp) -> list[User]:
    """Whom an overdue matter reaches on a level."""
    if level == OWNER:
        return owner_of(row)
    if level == LEADER:
        return leaders_of(row.unit)
    if level == DEPARTMENT:
        return _holders(Permission.PARTNER_EDIT)
    return _holders(Permission.PUT)


def tell_due_soon(row: FollowUp, *, on: dt.date) -> list:
    """Once for each day by which it is due: a moved day is announced anew. Returns the new notices."""
    context = {"row": row, "days": (row.due_on - on).days}
    key = f"delegations/follow-up-due:{row.pk}:{row.due_on.isoformat()}"
    return tell_message(owner_of(row), "delegations/follow_up_due", context, row.get_absolute_url(), key=key)


def tell_overdue(row: FollowUp, *, level: int, on: dt.date) -> list:
    """Once for each level and day by which it was due. Returns the new notices."""
    context = {"row": row, "days": (on - row.due_on).days, "level": level}
    key = f"delegations/follow-up-overdue:{row.pk}:{row.due_on.isoformat()}:{level}"
    return tell_message(
        people_at(level, row), "delegations/follow_up_overdue", context, row.get_absolute_url(), key=key
    )


def tell_to_check(row: FollowUp, *, by) -> list:
    """To the unit's leader, else to the department: somebody other than who did it looks at the evidence."""
    people = [user for user in leaders_of(row.unit) if user != by]
    return tell_message(
        people, "delegations/follow_up_check", {"row": row}, row.get_absolute_url(), by=by, mail=False
    )


def tell_not_accepted(row: FollowUp, *, reason: str, by) -> list:
    """To who did it and who looks after it: why the evidence does not do."""
    people = {user.pk: user for user in [*owner_of(row), *([row.done_by] if row.done_by else [])]}
    context = {"row": row, "reason": reason}
    return tell_message(
        people.values(), "delegations/follow_up_returned", context, row.get_absolute_url(), by=by
    )

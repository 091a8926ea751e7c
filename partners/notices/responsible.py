"""Who is told of what is to be done for a unit: who looks after it, then level by level above."""

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.accounts.models import User
from portal.units.models import Unit

from .obligations import keepers_of

OWNER, LEADER, DEPARTMENT, HEAD = 0, 1, 2, 3


def _holders(permission: str, unit: Unit | None = None) -> list[User]:
    held = RoleAssignment.objects.current().permitting(permission)
    if unit is not None:
        held = held.filter(unit=unit)
    return list(User.objects.active().filter(roles__in=held).distinct())


def owner_of(row) -> list[User]:
    """Who looks after it, where that person has an account; else who enters the unit's records."""
    user = row.owner.user if row.owner else None
    return [user] if user and user.is_active else list(keepers_of(row.unit))


def leaders_of(unit: Unit) -> list[User]:
    """The leaders of the unit; of one without an account for them, the department."""
    return _holders(Permission.REPORT_SUBMIT, unit) or _holders(Permission.PARTNER_EDIT)


def people_at(level: int, row) -> list[User]:
    """Whom an overdue matter (with `owner` and `unit`) reaches on a level."""
    if level == OWNER:
        return owner_of(row)
    if level == LEADER:
        return leaders_of(row.unit)
    if level == DEPARTMENT:
        return _holders(Permission.PARTNER_EDIT)
    return _holders(Permission.PUT)

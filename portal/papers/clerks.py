"""Who gives numbers: the clerk; in a unit that has none, the unit's own officers, so that its papers can leave.

The Confederation and its departments share one register: there nobody stands in for the clerk.
"""

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.access.scope import can, has, seeds
from portal.units.models import Unit, UnitType

CENTRAL = (UnitType.CONFEDERATION, UnitType.DEPARTMENT)


def units_without_clerk(user):
    """Units in which this person is an officer and nobody holds the office of the clerk. One query."""
    own = [] if not user.is_authenticated else seeds(user, Permission.RECORD_EDIT)
    held = RoleAssignment.objects.current().permitting(Permission.NUMBER).filter(user__is_active=True)
    local = Unit.objects.filter(pk__in=own).exclude(unit_type__in=CENTRAL)
    return local.exclude(pk__in=held.values("unit_id"))


def stands_in(user, record) -> bool:
    """Whether the record's own unit has no clerk and this person is an officer of that very unit."""
    return units_without_clerk(user).filter(pk=record.unit_id).exists()


def may_number(user, record) -> bool:
    """Clerks, and who stands in for one that the unit does not have."""
    return can(user, Permission.NUMBER, record) or stands_in(user, record)


def numbers_somewhere(user) -> bool:
    """Whether the clerk's queue is this person's work at all."""
    return has(user, Permission.NUMBER) or (
        has(user, Permission.RECORD_EDIT) and units_without_clerk(user).exists()
    )

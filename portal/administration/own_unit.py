"""What the people of a unit may change about it themselves: who is its reporting contact."""

from django.db import transaction

from portal.access.permissions import Permission
from portal.access.scope import require, seeds
from portal.units.models import Unit
from portal.units.services import update_unit


def editable_units(user):
    """Units on which the user writes reports; not those below, and no central ones."""
    return Unit.objects.reporting().filter(pk__in=seeds(user, Permission.REPORT_WRITE), valid_to=None)


@transaction.atomic
def update_contact(unit: Unit, *, revision: int, by) -> Unit:
    """Save post, telephone and mail of the unit's contact. Raises PermissionDenied for another's unit."""
    require(by, Permission.REPORT_WRITE, unit)
    return update_unit(unit, revision=revision, by=by)

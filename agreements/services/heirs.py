"""The unit in which a unit that has ended lives on."""

from django.utils import timezone

from portal.units.lineage import current_successors
from portal.units.models import Unit


def sole_heir(unit: Unit) -> Unit | None:
    """The one unit in which it lives on today; None while it lives, and where it was split or simply closed."""
    if unit.valid_to is None:
        return None
    found = current_successors(unit, on=timezone.localdate())
    return found[0] if len(found) == 1 and found[0] != unit else None

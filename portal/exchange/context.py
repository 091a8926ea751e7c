"""What all rows of one import share: who imports, into which unit, and the tables for matching."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from portal.access.permissions import Permission
from portal.access.scope import reached_units, seeds
from portal.units.models import Unit

from .units import UnitMatcher

ROOT = "TLD"


@dataclass
class Context:
    """`writable` are the ids of the units into which `by` may import; None: no unit is asked for."""

    by: Any
    on: dt.date
    unit: Unit | None
    writable: frozenset[int] | None
    units: UnitMatcher = field(default_factory=UnitMatcher.load)
    _shared: dict[str, Any] = field(default_factory=dict)

    def shared(self, name: str, load: Callable[[], Any]) -> Any:
        """A table that is read once for the whole file (the partners and their names)."""
        if name not in self._shared:
            self._shared[name] = load()
        return self._shared[name]

    def may_write(self, unit: Unit | None) -> bool:
        return self.writable is None or (unit is not None and unit.pk in self.writable)


def writable_units(user, permission: Permission) -> frozenset[int] | None:
    """Ids of the units whose records the user may import; None for registers that ask for no unit."""
    if permission == Permission.PARTNER_EDIT:
        return None
    editable = set(reached_units(user, Permission.RECORD_EDIT).values_list("unit_id", flat=True))
    return frozenset(editable.intersection(reached_units(user, permission).values_list("unit_id", flat=True)))


def default_unit(user, permission: Permission, writable: frozenset[int] | None) -> Unit | None:
    """Where a row goes whose unit is blank or unknown: the Confederation, else the user's own unit."""
    root = Unit.objects.filter(code=ROOT).first()
    if root and (writable is None or root.pk in writable):
        return root
    own = seeds(user, permission)
    return Unit.objects.get(pk=own[0]) if len(own) == 1 else None

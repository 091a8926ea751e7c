"""The window through which the registers are read: days and units."""

import datetime as dt
from dataclasses import dataclass

from portal.units.models import Closure, Unit, UnitType


@dataclass(frozen=True)
class Window:
    """Records from `first` to `last` of the units `unit_ids` (all units where None)."""

    first: dt.date
    last: dt.date
    unit_ids: frozenset[int] | None = None

    def a_year_before(self, period) -> "Window":
        before = period.previous_year()
        return Window(before.starts_on, before.ends_on, self.unit_ids)


def units_of(unit: Unit) -> frozenset[int]:
    """The unit, all below it, and what merged into it: whose records count as its own."""
    return frozenset(Closure.objects.reached_from([unit.pk]).values_list("unit_id", flat=True))


def central_units() -> frozenset[int]:
    """The Confederation and its departments: the International Department's own report (domain.md 9.6)."""
    return frozenset(
        Unit.objects.filter(unit_type__in=[UnitType.CONFEDERATION, UnitType.DEPARTMENT]).values_list(
            "pk", flat=True
        )
    )


def of_units(queryset, window: Window):
    """The queryset narrowed to the window's units; records shared among units appear once."""
    return queryset if window.unit_ids is None else queryset.of_units(window.unit_ids)

"""What border provinces can afford: planned and spent by source, what was called off for want of money (question 10)."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q, Sum

from portal.access.permissions import Permission
from portal.access.scope import units_for
from portal.units.models import Closure, Unit, UnitType

from ..models import CancelReason, Settled, State

NO_MONEY = CancelReason.NO_MONEY


@dataclass
class Afforded:
    """Whole đồng by source; how many lines name no estimate, how many activities no cost; what was called off."""

    planned: Counter[str] = field(default_factory=Counter)
    spent: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    called_off: int = 0
    without_estimate: int = 0
    activities: int = 0
    without_cost: int = 0

    def join(self, other: "Afforded") -> None:
        for name in ("planned", "spent"):
            getattr(self, name).update(getattr(other, name))
        for name in ("lines", "called_off", "without_estimate", "activities", "without_cost"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def is_empty(self) -> bool:
        return not (self.lines or self.activities or self.called_off)


def border_provinces(user, *, on: dt.date, within: list[int] | None = None) -> list[Unit]:
    """The federations of border provinces of that day that the user reads, in their order. One query."""
    rows = units_for(user, Permission.RECORD_VIEW).as_of(on)
    rows = rows.filter(unit_type=UnitType.PROVINCIAL_FEDERATION, is_border=True)
    return list((rows if within is None else rows.filter(pk__in=within)).order_by("sort_key"))


def homes_of(provinces: list[Unit]) -> dict[int, int]:
    """Unit of all times → the province of today in which it lives on: records of merged units count as its own."""
    rows = Closure.objects.filter(ancestor__in=provinces).values_list("unit_id", "ancestor_id")
    return dict(rows)


def afforded(
    homes: Mapping[int, int], items, delegations, events, *, year: int, on: dt.date
) -> dict[int, Afforded]:
    """Province → what it planned and spent in a calendar year. Five queries.

    Planned are the estimates of approved plans; spent is the cost of what was held, by its own source of funds;
    `called_off` are lines, and activities that stand in no line, put off or cancelled for want of money.
    """
    found = {home: Afforded() for home in homes.values()}
    _add_lines(found, homes, items.live().approved().of_year(year).filter(unit_id__in=homes))
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    for rows in (delegations, events):
        mine = rows.live().filter(unit_id__in=homes).order_by()
        _add_held(found, homes, mine.held().within(first, min(last, on)))
        put_off = Q(state__in=(State.POSTPONED, State.CANCELLED), put_off_because=NO_MONEY, plan_item=None)
        dropped = mine.within(first, last).filter(put_off)
        for unit, count in dropped.values_list("unit_id").annotate(Count("pk")):
            found[homes[unit]].called_off += count
    return found


def _add_lines(found: dict[int, Afforded], homes: Mapping[int, int], rows) -> None:
    for_want = Q(settled__in=(Settled.POSTPONED, Settled.CANCELLED, Settled.CARRIED), cancel_reason=NO_MONEY)
    asked = {
        "sum": Sum("estimate"), "lines": Count("pk"), "silent": Count("pk", filter=Q(estimate=None)),
        "off": Count("pk", filter=for_want),
    }  # fmt: skip
    for row in rows.order_by().values("unit_id", "funding_source").annotate(**asked):
        mine = found[homes[row["unit_id"]]]
        mine.planned[row["funding_source"]] += row["sum"] or 0
        mine.lines += row["lines"]
        mine.without_estimate += row["silent"]
        mine.called_off += row["off"]


def _add_held(found: dict[int, Afforded], homes: Mapping[int, int], rows) -> None:
    asked = {"sum": Sum("cost"), "held": Count("pk"), "silent": Count("pk", filter=Q(cost=None))}
    for row in rows.values("unit_id", "funding_source").annotate(**asked):
        mine = found[homes[row["unit_id"]]]
        mine.spent[row["funding_source"]] += row["sum"] or 0
        mine.activities += row["held"]
        mine.without_cost += row["silent"]

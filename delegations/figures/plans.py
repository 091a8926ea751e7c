"""Plan against what took place: a year of the whole union, what is due, what was planned, annex XI.

The plan of a year is due on the day of rule R16 in the year before, and decided by that of R16-approval.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from portal.access.permissions import Permission
from portal.access.scope import reached_units
from portal.deadlines.rules import rule
from portal.units.models import Unit

from ..models import (
    AnnualPlan,
    Delegation,
    Direction,
    Event,
    LineCondition,
    Mode,
    PlanChase,
    PlanItem,
    Planned,
)

DUE, DECIDED = "R16", "R16-approval"
#: What became of the plan: neither waits nor runs any more.
NOT_DONE = (LineCondition.POSTPONED, LineCondition.CANCELLED, LineCondition.CARRIED)


def due_on(year: int, code: str = DUE) -> dt.date | None:
    """The last day on which plans of that year are in time; None where the rule has ended."""
    found = rule(code, dt.date(year - 1, 12, 31))
    return dt.date(year - 1, found.month, found.day) if found and found.month else None


def owing(user, *, on: dt.date):
    """Units that owe a plan (those that owe reports) and that the reader sees."""
    mine = reached_units(user, Permission.RECORD_VIEW)
    return Unit.objects.reporting().as_of(on).filter(pk__in=mine).order_by("sort_key")


# -- a year of the whole union --


@dataclass
class Sums:
    """So many lines, so many of each condition, their estimates and what was spent, in đồng."""

    lines: int = 0
    conditions: Counter = field(default_factory=Counter)
    estimate: int = 0
    spent: int = 0
    unstated: int = 0  # lines without an estimate

    def add(self, condition: str, estimate: int | None, spent: int | None) -> None:
        self.lines += 1
        self.conditions[condition] += 1
        self.estimate += estimate or 0
        self.spent += spent or 0
        self.unstated += estimate is None

    @property
    def done(self) -> int:
        return self.conditions[LineCondition.DONE]


@dataclass
class UnitYear:
    """One unit's plan of the year; `plan` is None where it has none. `days_late` counts from the day due."""

    unit: Unit
    plan: AnnualPlan | None
    owes: bool
    sums: Sums
    days_late: int = 0
    chases: list[PlanChase] = field(default_factory=list)  # the last one first

    @property
    def is_sent(self) -> bool:
        return self.plan is not None and not self.plan.is_open


@dataclass
class PlanYear:
    """`by_kind`, `by_source`, `by_month` (0: no month named) hold `Sums`; `unplanned` counts dossiers of no line."""

    year: int
    due_on: dt.date | None
    units: list[UnitYear]
    whole: Sums
    by_kind: dict[str, Sums]
    by_source: dict[str, Sums]
    by_month: dict[int, Sums]
    unplanned: int

    @property
    def times_chased(self) -> int:
        return sum(len(one.chases) for one in self.units)

    @property
    def missing(self) -> list[UnitYear]:
        return [one for one in self.units if one.owes and not one.is_sent]


def plan_year(user, *, year: int, on: dt.date) -> PlanYear:
    """The plans of a year as the reader sees them, in a handful of queries however many lines there are."""
    plans = AnnualPlan.objects.visible_to(user).live().of_year(year).select_related("unit")
    by_unit = {plan.unit_id: plan for plan in plans}
    owed = {unit.pk: unit for unit in owing(user, on=on)}
    units = {**owed, **{plan.unit_id: plan.unit for plan in by_unit.values()}}
    due = due_on(year)
    late = max(0, (on - due).days) if due else 0
    sums: dict[int, Sums] = {pk: Sums() for pk in units}
    chased = chases_by_unit(user, year=year)
    found = PlanYear(year, due, [], Sums(), {}, {}, {}, dossiers_of_no_line(user, year=year).total)
    for unit_id, kind, source, condition, month, estimate, spent in _lines(user, year, on):
        for one in (
            sums[unit_id], found.whole, found.by_kind.setdefault(kind, Sums()),
            found.by_source.setdefault(source, Sums()), found.by_month.setdefault(month, Sums()),
        ):  # fmt: skip
            one.add(condition, estimate, spent)
    for unit in sorted(units.values(), key=lambda unit: unit.sort_key):
        line = UnitYear(unit, by_unit.get(unit.pk), unit.pk in owed, sums[unit.pk])
        line.chases = chased.get(unit.pk, [])
        line.days_late = late if line.owes and not line.is_sent else 0
        found.units.append(line)
    return found


def chases_by_unit(user, *, year: int) -> dict[int, list[PlanChase]]:
    """Unit → each time that it was chased for its plan of the year, the last one first."""
    found: dict[int, list[PlanChase]] = {}
    for row in PlanChase.objects.visible_to(user).filter(year=year).select_related("by"):
        found.setdefault(row.unit_id, []).append(row)
    return found


def _lines(user, year: int, on: dt.date) -> Iterable[tuple]:
    """(unit, kind, source, condition, month or 0, estimate, spent) of each live line."""
    rows = (
        PlanItem.objects.visible_to(user)
        .live()
        .of_live_plans()
        .of_year(year)
        .with_condition(on=on)
        .with_spent()
    )
    names = ("plan__unit_id", "kind", "funding_source", "condition", "starts_on", "estimate", "spent")
    for unit, kind, source, condition, starts, estimate, spent in rows.order_by().values_list(*names):
        yield unit, kind, source, condition, (starts.month or 0) if starts else 0, estimate, spent


# -- dossiers that stand in no line --


@dataclass(frozen=True)
class OfNoLine:
    """Dossiers of a year that no line holds: two querysets."""

    delegations: object
    events: object

    @property
    def total(self) -> int:
        return self.delegations.count() + self.events.count()

    def all(self) -> list:
        """Both, the earliest first, with what a list prints."""
        found = [*self.delegations.for_list(), *self.events.for_list()]
        return sorted(found, key=lambda record: (record.placed_from, record.pk))


def dossiers_of_no_line(user, *, year: int, unit_ids: Iterable[int] | None = None) -> OfNoLine:
    """Trips abroad, guests and conferences of the calendar year that stand in no line of a plan ("phát sinh").

    What its officer called planned without naming the line is none of them; see `without_their_line`.
    """
    return outside(*_seen(user), year=year, unit_ids=unit_ids)


def without_their_line(user, *, year: int, unit_ids: Iterable[int] | None = None) -> OfNoLine:
    """What is said to stand in the plan, but nobody said in which line."""
    rows = (_unlinked(one, year, unit_ids) for one in _seen(user))
    return OfNoLine(*(one.filter(planned=Planned.IN_PLAN) for one in rows))


def outside(delegations, events, *, year: int, unit_ids: Iterable[int] | None = None) -> OfNoLine:
    """`dossiers_of_no_line` among rows that the caller has scoped."""
    rows = (_unlinked(one, year, unit_ids) for one in (delegations, events))
    return OfNoLine(*(one.exclude(planned=Planned.IN_PLAN) for one in rows))


def _seen(user) -> tuple:
    return Delegation.objects.visible_to(user), Event.objects.visible_to(user)


def _unlinked(rows, year: int, unit_ids: Iterable[int] | None):
    """Talks over a line and guests at home are planned by nobody."""
    found = rows.live().expected().filter(plan_item=None).within(dt.date(year, 1, 1), dt.date(year, 12, 31))
    if rows.model is Delegation:
        found = found.exclude(mode=Mode.ONLINE).exclude(direction=Direction.DOMESTIC)
    return found if unit_ids is None else found.filter(unit_id__in=list(unit_ids))


# -- the column "Kế hoạch năm" of annex I --


def planned_numbers(year: int, unit_ids: Iterable[int] | None = None) -> dict[str, int | None]:
    """Figure → what the approved plans of the year hold; None where no plan was approved or none says so.

    The plan as it was approved: lines added during the year are not in it, those carried over into it are.
    The codes are those of annex I: outgoing, outgoing_people, incoming, incoming_people, events.
    """
    plans = AnnualPlan.objects.live().approved().of_year(year)
    rows = PlanItem.objects.live().filter(is_addition=False)
    if unit_ids is not None:
        plans = plans.filter(unit_id__in=list(unit_ids))
    rows = rows.filter(plan__in=plans).order_by().values_list("kind", "size")
    if not plans.exists():
        return {}
    lines = list(rows)
    found: dict[str, int | None] = {}
    for kind, code in ((Direction.OUTGOING, "outgoing"), (Direction.INCOMING, "incoming")):
        sizes = [size for line, size in lines if line == kind]
        found[code] = len(sizes)
        stated = [size for size in sizes if size is not None]
        found[f"{code}_people"] = sum(stated) if stated or not sizes else None
    found["events"] = sum(kind == Direction.DOMESTIC for kind, _size in lines)
    return found

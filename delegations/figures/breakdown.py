"""Delegations by direction and level, conferences by kind and our part, beside the same days of the year before.

Talks over a line are no trip: with what is held at home they stand under `HERE`, as the list of delegations has it.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db import models
from django.db.models import Case, Count, F, Q, Sum, Value, When

from ..models import Direction, Mode
from ..querysets import DelegationQuerySet, EventQuerySet
from .records import Days

HERE = "here"
GROUPS = (Direction.OUTGOING, Direction.INCOMING, HERE)


@dataclass
class Counted:
    """(group, code) → how many: of these days, and of those of the year before."""

    now: Counter = field(default_factory=Counter)
    before: Counter = field(default_factory=Counter)

    def of_group(self, group: str) -> tuple[int, int]:
        return _sum(self.now, 0, group), _sum(self.before, 0, group)

    def of_code(self, code: str) -> tuple[int, int]:
        return _sum(self.now, 1, code), _sum(self.before, 1, code)

    @property
    def total(self) -> tuple[int, int]:
        return self.now.total(), self.before.total()


def _sum(counts: Counter, place: int, key: str) -> int:
    return sum(count for keys, count in counts.items() if keys[place] == key)


def by_level(rows: DelegationQuerySet, now: Days, before: Days) -> Counted:
    """(direction group, level) → delegations held. One query."""
    group = Case(
        When(Q(mode=Mode.ONLINE) | Q(direction=Direction.DOMESTIC), then=Value(HERE)),
        default=F("direction"),
        output_field=models.CharField(),
    )
    found = Counted()
    for stretch, *keys, count in _counted(rows.annotate(group=group), now, before, "group", "level"):
        getattr(found, stretch)[tuple(keys)] += count
    return found


@dataclass
class Conferences(Counted):
    """(our part, kind) → conferences; foreign participants of those that state them."""

    foreign: int = 0
    stated: int = 0


def by_part(rows: EventQuerySet, now: Days, before: Days) -> Conferences:
    """One query."""
    found = Conferences()
    sums = {"stated": Count("participants_foreign"), "foreign": Sum("participants_foreign")}
    for stretch, part, kind, count, stated, foreign in _counted(
        rows, now, before, "our_role", "event_kind", **sums
    ):
        getattr(found, stretch)[part, kind] += count
        if stretch == "now":
            found.stated += stated
            found.foreign += foreign or 0
    return found


def _counted(rows, now: Days, before: Days, *by: str, **sums):
    """(now | before, values of `by`, count, sums) of what was held and surely lies inside the days."""
    stretch = Case(
        When(_inside(now), then=Value("now")),
        When(_inside(before), then=Value("before")),
        output_field=models.CharField(),
    )
    held = rows.live().held().filter(placed_to__gte=before[0]).annotate(stretch=stretch).exclude(stretch=None)
    return held.order_by().values_list("stretch", *by).annotate(number=Count("pk"), **sums)


def _inside(days: Days) -> Q:
    return Q(placed_from__gte=days[0], placed_to__lte=days[1])

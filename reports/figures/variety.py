"""How varied external information is, and which topics research has left alone (domain.md 7.2, rows 11 and 14)."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from portal.text import fold

from ..models import ActivityKind

FEW = 5  # fewer items say nothing about variety
MONOTONOUS = 0.4  # below this much of the possible variety a unit's information is called monotonous
STALE = dt.timedelta(days=730)  # topics without research in 24 months
#: by what external information is told apart
ASPECTS = ("media_kind", "language", "channel_kind", "audience_kind", "topic")


@dataclass(frozen=True)
class Variety:
    """Items of one unit (or of all): how many, and for each aspect how many different values and how even they are."""

    unit: str
    items: int
    different: dict[str, int]
    evenness: dict[str, float]
    unit_id: int | None = None

    @property
    def index(self) -> float | None:
        """The mean of the aspects, 0 (always the same) to 1 (every value as often); None with too few items to say."""
        if self.items < FEW:
            return None
        return sum(self.evenness.values()) / len(self.evenness)

    @property
    def is_monotonous(self) -> bool:
        return self.index is not None and self.index < MONOTONOUS


def variety(activities: QuerySet, first: dt.date, last: dt.date) -> tuple[Variety, list[Variety]]:
    """(all together, unit by unit in their order) of the items published in the days; one query."""
    rows = (
        activities.live()
        .filter(kind=ActivityKind.EXTERNAL_INFORMATION)
        .within(first, last)
        .order_by("unit__sort_key")
        .values_list("unit_id", "unit__short_name", "quantity", *ASPECTS)
    )
    found: dict[tuple[int, str], list[tuple]] = {}
    for unit_id, unit, quantity, *aspects in rows:
        found.setdefault((unit_id, unit), []).append((quantity or 1, *aspects))
    return _measured("", [row for each in found.values() for row in each]), [
        _measured(unit, each, unit_id) for (unit_id, unit), each in found.items()
    ]


def _measured(unit: str, rows: Sequence[tuple], unit_id: int | None = None) -> Variety:
    different, even = {}, {}
    for place, name in enumerate(ASPECTS, 1):
        counted: Counter[str] = Counter()
        for row in rows:
            counted[fold(row[place])] += row[0]
        different[name] = len([value for value in counted if value])
        even[name] = evenness(counted.values())
    return Variety(unit, sum(row[0] for row in rows), different, even, unit_id)


def evenness(counts: Iterable[int]) -> float:
    """Pielou's evenness J = H / ln S (E. C. Pielou, 1966): Shannon's entropy over its greatest value; 0 for one kind."""
    counts = [count for count in counts if count]
    whole, kinds = sum(counts), len(counts)
    if kinds < 2:
        return 0.0
    entropy = -sum(count / whole * math.log(count / whole) for count in counts)
    return entropy / math.log(kinds)


@dataclass(frozen=True)
class Topic:
    """A topic of research: how many items, when the last was finished."""

    name: str
    items: int
    latest: dt.date | None

    def is_stale(self, *, on: dt.date) -> bool:
        return self.latest is None or self.latest < on - STALE


def spelling(names: Iterable[str]) -> str:
    """How one thing that was spelt in several ways is shown: with the most accents."""
    return max((name.strip() for name in names), key=lambda name: len(name.encode()))


def topics_of_research(activities: QuerySet) -> list[Topic]:
    """Topics by the age of what is known of them, the oldest first; spelt alike but for accents they are one."""
    rows = activities.live().filter(kind=ActivityKind.RESEARCH).values_list("topic", "placed_to")
    named: dict[str, list[tuple[str, dt.date | None]]] = {}
    for topic, placed in rows:
        named.setdefault(fold(topic), []).append((topic, placed))
    found = [
        Topic(
            spelling(name for name, _day in each),
            len(each),
            max((day for _name, day in each if day), default=None),
        )
        for each in named.values()
    ]
    return sorted(found, key=lambda topic: (topic.latest or dt.date.min, topic.name))

"""What upper apps know about twins across the border: agreements, money. They hand it up from their `panels.py`.

    @twin_fact("agreements", _("Agreements in force"), gap=_("no agreement in force"), order=10)
    def agreements(asked: Asked) -> dict[tuple[int, int], int]:   # {(province id, partner id): figure}

One function answers for all twins of a page at once, with a constant number of queries.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Pair = tuple[int, int]


@dataclass(frozen=True)
class Asked:
    """For whom, for which days, and for which twins.

    `provinces` maps the id of each unit, former ones included, to the ids of the provinces of today in which it
    lives on; `partners` are the ids of the unions across the border.
    """

    user: Any
    first: dt.date
    on: dt.date
    provinces: Mapping[int, frozenset[int]]
    partners: frozenset[int]

    def pairs(self, units: Iterable[int], partners: Iterable[int]) -> Iterator[Pair]:
        """The twins that a record of these units with these partners belongs to, each once."""
        homes = {home for unit in units for home in self.provinces.get(unit, ())}
        there = self.partners.intersection(partners)
        return ((home, partner) for home in sorted(homes) for partner in sorted(there))


@dataclass(frozen=True)
class TwinFact:
    """One column of the view. `gap` is said of twins whose figure is missing or zero; "" says nothing."""

    name: str
    label: str | Promise
    ask: Callable[[Asked], Mapping[Pair, int]]
    order: int
    gap: str | Promise
    is_money: bool


_FACTS: dict[str, TwinFact] = {}


def twin_fact(
    name: str, label: str | Promise, *, order: int = 50, gap: str | Promise = "", is_money: bool = False
):
    """Register a column; the same name twice replaces the first."""

    def decorate(function: Callable[[Asked], Mapping[Pair, int]]):
        _FACTS[name] = TwinFact(name, label, function, order, gap, is_money)
        return function

    return decorate


def twin_facts() -> list[TwinFact]:
    return sorted(_FACTS.values(), key=lambda fact: (fact.order, fact.name))

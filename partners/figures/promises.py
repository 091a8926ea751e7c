"""How much of what was promised was kept: the implementation rate of a partner, a unit, an agreement."""

import datetime as dt
from dataclasses import dataclass, fields

from django.db.models import Count, Q

from ..querysets.promises import IS_OPEN, IS_SETTLED, WAITS_FOR_CHECK, is_overdue


@dataclass(frozen=True)
class Kept:
    """Counts of promises on a day. One that recurs counts once for each time; one given up is not due.

    `kept` are those settled: important ones when another has checked them. `waiting` ones are kept and not yet
    checked; `overdue` ones are open past their day; `resting` ones are open under a suspended agreement.
    """

    all: int = 0
    kept: int = 0
    waiting: int = 0
    overdue: int = 0
    open: int = 0
    resting: int = 0
    given_up: int = 0

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    @property
    def due(self) -> int:
        """What was to be kept by the day."""
        return self.kept + self.waiting + self.overdue

    @property
    def percent(self) -> int | None:
        """The implementation rate: kept of what was due, in whole percent; None where nothing was due."""
        return round(100 * self.kept / self.due) if self.due else None


def rate(rows, *, on: dt.date) -> Kept:
    """The counts of these promises (a queryset) on a day. One query."""
    return Kept(**rows.live().order_by().aggregate(**_counts(on)))


def rates(rows, by: str, *, on: dt.date) -> dict[int, Kept]:
    """The same for each value of the column `by` ("partner", "agreement_commitment__agreement"). One query."""
    found = rows.live().order_by().values(by).annotate(**_counts(on))
    return {row.pop(by): Kept(**row) for row in found}


def _counts(on: dt.date) -> dict[str, Count]:
    asked = {
        "all": Q(), "kept": IS_SETTLED, "waiting": WAITS_FOR_CHECK, "overdue": is_overdue(on), "open": IS_OPEN,
        "resting": IS_OPEN & Q(suspended_on__isnull=False), "given_up": ~Q(dropped_reason=""),
    }  # fmt: skip
    return {
        name: Count("pk", filter=condition) if condition else Count("pk") for name, condition in asked.items()
    }

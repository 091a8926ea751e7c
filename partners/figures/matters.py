"""Matters that arose: how many in each month, how many are settled, how long it took."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from django.utils import timezone

from portal.text import PartialDate

from ..models import MatterState

Days = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Arisen:
    """One matter as far as it is counted; a span is None where an end of it is not known to the day."""

    arose: PartialDate
    is_open: bool
    reported_after: int | None
    settled_after: int | None
    is_reported: bool


@dataclass(frozen=True)
class Matters:
    """Those that arose in the period, and how many did in the same days of the year before."""

    rows: Sequence[Arisen]
    before: int

    @property
    def open(self) -> int:
        return sum(row.is_open for row in self.rows)

    @property
    def reported(self) -> int:
        return sum(row.is_reported for row in self.rows)

    def by_month(self, months: Sequence[Days]) -> tuple[list[int], list[int]]:
        """(still open, settled) in each of the months; what is not known to the month stands in none."""
        counts = [
            [sum(row.is_open is wanted and row.arose.lies_within(*month) for row in self.rows) for month in months]
            for wanted in (True, False)
        ]  # fmt: skip
        return counts[0], counts[1]

    def times(self, name: str) -> tuple[float | None, int]:
        """(median of days, of how many matters) for `reported_after` or `settled_after`."""
        known = [value for row in self.rows if (value := getattr(row, name)) is not None]
        return (median(known) if known else None), len(known)


def matters_of(rows, now: Days, before: Days) -> Matters:
    """By the day on which they arose, whenever they were settled. One query."""
    asked = rows.live().filter(starts_on__gte=str(before[0].year), starts_on__lte=now[1].isoformat())
    found = list(asked.values_list("starts_on", "ends_on", "state", "reported_at"))
    inside = [row for row in found if row[0].lies_within(*now)]
    return Matters([_arisen(*row) for row in inside], sum(row[0].lies_within(*before) for row in found))


def _arisen(arose: PartialDate, ended: PartialDate | None, state: str, reported_at) -> Arisen:
    is_open = state != MatterState.CLOSED
    told = timezone.localtime(reported_at).date() if reported_at else None
    settled = _day(ended) if not is_open else None
    return Arisen(arose, is_open, _after(arose, told), _after(arose, settled), told is not None)


def _day(date: PartialDate | None) -> dt.date | None:
    return date.earliest if date and date.precision == "day" else None


def _after(arose: PartialDate, day: dt.date | None) -> int | None:
    first = _day(arose)
    return max(0, (day - first).days) if first and day else None

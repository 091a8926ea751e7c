"""What a page of days is drawn from: boxes of days, columns of months, the programme of a week."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portal.access.scope import visible

from ..models import Delegation, Event, ProgrammeItem
from .calendar import WEEKDAYS, DayBox, Entry, Span, by_day, without_days

MOST_A_DAY = 4
MOST_IN_A_WEEKS_DAY = 25
MOST_A_MONTH = 40
MOST_WITHOUT_DAYS = 12

Address = Callable[[str, dt.date], str]


@dataclass(frozen=True)
class Shown:
    """So many of the entries that a page has room for, and the way to the rest."""

    entries: list[Entry]
    more: int
    url: str

    @classmethod
    def of(cls, found: Iterable[Entry], most: int, url: str) -> "Shown":
        found = list(found)
        return cls(found[:most], max(0, len(found) - most), url)


@dataclass(frozen=True)
class Box:
    """A day of the month: what begins first, then what goes on; `weekday` in words.

    On the first day of a page, what goes on from before is told like what begins.
    """

    day: dt.date
    shown: Shown
    is_first: bool
    is_today: bool
    is_inside: bool

    @property
    def weekday(self) -> str:
        return str(WEEKDAYS[self.day.weekday()])

    @property
    def lines(self) -> list[tuple[Entry, bool]]:
        """(entry, whether it only goes on)."""
        return [(entry, entry.first < self.day and not self.is_first) for entry in self.shown.entries]

    @property
    def is_quiet(self) -> bool:
        """Nothing begins: below 768 px such a day is left out."""
        return all(goes_on for _entry, goes_on in self.lines)


@dataclass(frozen=True)
class WeekDay:
    """A day of the week with the programme of each of its entries."""

    box: DayBox
    is_today: bool
    items: dict[tuple[type, int], list[ProgrammeItem]]

    @property
    def day(self) -> dt.date:
        return self.box.day

    @property
    def weekday(self) -> str:
        return str(WEEKDAYS[self.day.weekday()])

    @property
    def lines(self) -> list[tuple[Entry, bool, list[ProgrammeItem]]]:
        """(entry, whether it begins on this day, its programme of the day)."""
        return [
            (entry, entry.first == self.day, self.items.get((entry.model, entry.pk), []))
            for entry in self.box.all[:MOST_IN_A_WEEKS_DAY]
        ]

    @property
    def more(self) -> int:
        """How many the page has no room for: filters show them."""
        return max(0, len(self.box.all) - MOST_IN_A_WEEKS_DAY)


def drawn(found: list[Entry], span: Span, today: dt.date, user, address: Address) -> dict:
    """The context of one page by week, month or quarter; the week costs one query, for its programme."""
    coarse = without_days(found, span)
    context = {"coarse": Shown.of(coarse, MOST_WITHOUT_DAYS, address("list", span.first))}
    if span.view == "week":
        return context | {"days": week_days(found, span, today, user)}
    if span.view == "month":
        return context | {"weeks": month_weeks(found, span, today, address), "weekdays": WEEKDAYS}
    return context | {"columns": quarter_columns(found, span, address)}


def week_days(found: list[Entry], span: Span, today: dt.date, user) -> list[WeekDay]:
    boxes = by_day(found, span.weeks[0], span)
    items = programme(found, span, user)
    return [WeekDay(box, box.day == today, items[box.day]) for box in boxes]


def programme(
    found: Iterable[Entry], span: Span, user
) -> dict[dt.date, dict[tuple[type, int], list[ProgrammeItem]]]:
    """The points of the programme in the span, by day and entry. One query."""
    keys = {entry.key for entry in found}
    rows = visible(ProgrammeItem, user).filter(day__range=(span.first, span.last))
    items: dict = defaultdict(lambda: defaultdict(list))
    for item in rows.order_by("day", "starts_at", "pk"):
        key = (Delegation, item.delegation_id) if item.delegation_id else (Event, item.event_id)
        if key in keys:
            items[item.day][key].append(item)
    return items


def month_weeks(found: list[Entry], span: Span, today: dt.date, address: Address) -> list[list[Box]]:
    days = [day for week in span.weeks for day in week]
    boxes = [
        Box(
            box.day,
            Shown.of(box.all if box.is_inside else (), MOST_A_DAY, address("week", box.day)),
            box.day == span.first,
            box.day == today,
            box.is_inside,
        )
        for box in by_day(found, days, span)
    ]
    return [boxes[at : at + 7] for at in range(0, len(boxes), 7)]


def quarter_columns(found: list[Entry], span: Span, address: Address) -> list[tuple[Span, Shown]]:
    """Three months, each with what begins in it; the first also has what goes on from before."""
    columns = []
    for month in span.months:
        begins = span.first if month.first == span.first else None
        rows = [
            entry
            for entry in found
            if entry.is_exact
            and (month.first <= entry.first <= month.last or (begins and entry.first < begins))
        ]
        columns.append((month, Shown.of(rows, MOST_A_MONTH, address("month", month.first))))
    return columns

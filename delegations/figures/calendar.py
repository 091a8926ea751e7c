"""The calendar of foreign relations: which days a view shows, and what lies in them.

An entry is read as plain values: a quarter of a large register holds thousands of them.
"""

import datetime as dt
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.countries import name as country_name
from portal.text import PartialDate

from ..models import Delegation, Direction, Event, EventKind, Mode, State
from ..models.activity import period_label
from ..models.delegation import HOME

DAY = dt.timedelta(days=1)
VIEWS: dict[str, str | Promise] = {
    "week": gettext_lazy("Week"),
    "month": gettext_lazy("Month"),
    "quarter": gettext_lazy("Quarter"),
    "year": gettext_lazy("Year"),
}
LENGTHS = {"month": 1, "quarter": 3, "year": 12}  # months
WEEKDAYS = (
    gettext_lazy("Monday"), gettext_lazy("Tuesday"), gettext_lazy("Wednesday"), gettext_lazy("Thursday"),
    gettext_lazy("Friday"), gettext_lazy("Saturday"), gettext_lazy("Sunday"),
)  # fmt: skip
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2199, 12, 31)  # beyond them nobody turns pages


@dataclass(frozen=True)
class Span:
    """What one page of the calendar shows: from `first` to `last`, both included."""

    view: str
    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, view: str, day: dt.date) -> "Span":
        """The week (from Monday), month, quarter or year in which the day lies."""
        day = min(max(day, FIRST_DAY), LAST_DAY)
        if view == "week":
            monday = day - DAY * day.weekday()
            return cls(view, monday, monday + 6 * DAY)
        length = LENGTHS[view]
        month = (day.month - 1) // length * length + 1
        end = month + length - 1
        return cls(view, dt.date(day.year, month, 1), dt.date(day.year, end, monthrange(day.year, end)[1]))

    @property
    def before(self) -> dt.date:
        """A day of the page before."""
        return self.first - DAY

    @property
    def after(self) -> dt.date:
        return self.last + DAY

    @property
    def weeks(self) -> list[list[dt.date]]:
        """Whole weeks from Monday that cover the span."""
        monday = self.first - DAY * self.first.weekday()
        count = ((self.last - monday).days // 7) + 1
        return [[monday + DAY * (7 * week + day) for day in range(7)] for week in range(count)]

    @property
    def months(self) -> list["Span"]:
        return [
            Span.of("month", dt.date(self.first.year, month, 1))
            for month in range(self.first.month, self.last.month + 1)
        ]

    @property
    def title(self) -> str:
        first, last = self.first, self.last
        if self.view == "week":
            number, days = first.isocalendar().week, f"{first:%d/%m} – {last:%d/%m/%Y}"
            return _("Week %(number)s: %(days)s") % {"number": number, "days": days}
        if self.view == "month":
            return _("Month %(month)s") % {"month": f"{first:%m/%Y}"}
        if self.view == "quarter":
            return _("Quarter %(number)s of %(year)s") % {"number": (last.month // 3), "year": first.year}
        return _("Year %(year)s") % {"year": first.year}


@dataclass(frozen=True)
class Entry:
    """One delegation or conference in the calendar; `first` and `last` are the days that it fills.

    `kind` is "outgoing", "incoming", "here" or "conference". `is_exact` is False where only a month or a year
    is known: such an entry stands beside the days. `joined` is the conference that it belongs to, if any.
    """

    model: type[Delegation] | type[Event]
    pk: int
    kind: str
    label: str
    title: str
    starts: PartialDate
    ends: PartialDate
    first: dt.date
    last: dt.date
    is_exact: bool
    country: str
    place: str
    unit_id: int
    unit: str
    state: str
    joined: int | None
    is_demonstration: bool

    @property
    def key(self) -> tuple[type, int]:
        return self.model, self.pk

    @property
    def url(self) -> str:
        return f"{_register(self.model)}{self.pk}/"

    @property
    def when(self) -> str:
        return period_label(self.starts, self.ends)

    @property
    def where(self) -> str:
        """Where it takes place. The country of guests is whence they come: it says where only without a place."""
        country = country_name(self.country) if self.country else ""
        if self.place and self.kind in ("incoming", "here"):
            return self.place
        return ", ".join(filter(None, [self.place, country]))

    @property
    def is_planned(self) -> bool:
        return self.state == State.PLANNED

    @property
    def state_label(self) -> str:
        return str(State(self.state).label) if self.state else ""

    @cached_property
    def order(self) -> tuple:
        return self.first, self.last, self.title, self.pk


@lru_cache
def _register(model: type[Delegation] | type[Event]) -> str:
    """The address of the list, below which each record has its own: a month has hundreds of them."""
    name = "delegation" if model is Delegation else "event"
    return reverse(f"delegations:{name}-detail", args=[0]).removesuffix("0/")


def overlapping(rows: models.QuerySet, first: dt.date, last: dt.date) -> models.QuerySet:
    """Activities of which some day may lie from `first` to `last`. `placed_to` is the last day they can mean."""
    until = PartialDate.of(last)
    begun = Q(starts_on__lte=until) | Q(starts_on=None, ends_on__lte=until)
    return rows.filter(begun, placed_to__gte=first)


def entries(rows: models.QuerySet, span: Span) -> list[Entry]:
    """What of these delegations or conferences the span shows, by day. One query."""
    names = ["pk", "title", "mode", "state", "starts_on", "ends_on", "country", "place", "unit_id",
             "unit__short_name", "is_demonstration"]  # fmt: skip
    own = ["direction", "event_id"] if rows.model is Delegation else ["event_kind"]
    found = overlapping(rows, span.first, span.last).order_by().values(*names, *own)
    make = _of_delegation if rows.model is Delegation else _of_event
    return sorted((make(row) for row in found), key=lambda entry: entry.order)


def kind_of(direction: str, mode: str) -> str:
    if mode == Mode.ONLINE or direction == Direction.DOMESTIC:
        return "here"
    return direction


def _of_delegation(row: dict) -> Entry:
    label = str(Direction(row["direction"]).label)
    if row["mode"] != Mode.IN_PERSON:
        label = f"{label} · {Mode(row['mode']).label}"
    return _entry(Delegation, row, kind_of(row["direction"], row["mode"]), label, row["event_id"])


def _of_event(row: dict) -> Entry:
    label = str(EventKind(row["event_kind"]).label)
    return _entry(Event, row, "conference", label, row["pk"])


def _entry(model, row: dict, kind: str, label: str, joined: int | None) -> Entry:
    starts, ends = row["starts_on"] or row["ends_on"], row["ends_on"] or row["starts_on"]
    is_exact = starts.precision == "day"
    last = ends.latest if ends.precision == "day" or not is_exact else starts.latest
    return Entry(
        model, row["pk"], kind, label, row["title"], starts, ends, starts.earliest, last, is_exact,
        "" if row["country"] == HOME else row["country"], row["place"], row["unit_id"],
        row["unit__short_name"], row["state"], joined, row["is_demonstration"],
    )  # fmt: skip


@dataclass(frozen=True)
class DayBox:
    """One day of a page: what begins on it, and what goes on from before."""

    day: dt.date
    starting: tuple[Entry, ...]
    going_on: tuple[Entry, ...]
    is_inside: bool = True

    @property
    def all(self) -> tuple[Entry, ...]:
        return (*self.starting, *self.going_on)


def by_day(found: Iterable[Entry], days: Iterable[dt.date], span: Span) -> list[DayBox]:
    """The days in their order, each with what fills it; entries without exact days are in none."""
    days = list(days)
    starting: dict[dt.date, list[Entry]] = defaultdict(list)
    going_on: dict[dt.date, list[Entry]] = defaultdict(list)
    for entry in (one for one in found if one.is_exact):
        starting[entry.first].append(entry)
        day = max(entry.first + DAY, days[0])
        while day <= min(entry.last, days[-1]):
            going_on[day].append(entry)
            day += DAY
    return [
        DayBox(day, tuple(starting[day]), tuple(going_on[day]), span.first <= day <= span.last)
        for day in days
    ]


def without_days(found: Iterable[Entry], span: Span) -> list[Entry]:
    """What is known by its month, and on pages of a quarter and more by its year alone."""
    coarse = ("month",) if span.view in ("week", "month") else ("month", "year")
    return [one for one in found if not one.is_exact and one.starts.precision in coarse]

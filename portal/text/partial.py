"""Dates as history knows them: a year, a month or a day."""

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass
from functools import total_ordering

from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 1800, 2199

_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})")
_SHORT_YEAR = re.compile(r"(?:\d{1,2}[-/.]){1,2}\d{2}")
_WORDED = re.compile(
    r"(?:(?:ngày\s*)?(\d{1,2})\s*)?(?:tháng|thg\.?|t\.?)\s*(\d{1,2})\s*(?:[-/.,]|,?\s*năm)?\s*(\d{4})", re.I
)
_WORDED_YEAR = re.compile(r"năm\s*(\d{4})", re.I)
_CLOCK = re.compile(r"[T\s]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")  # what a spreadsheet adds to a day
_BETWEEN = re.compile(r"\s+-\s+|\s*[–—]\s*|\s+(?:đến|tới|to)\s+", re.I)
_YEARS = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")
_DAYS_OF_ONE_MONTH = re.compile(r"(\d{1,2})\s*[-–]\s*(\d{1,2})([/.]\d{1,2}[/.]\d{4})")


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day. Sorts like its ISO text: 2018 < 2018-01 < 2018-01-01.

    `ValueError` where no such day, month or year exists.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        _check(self.year, self.month, self.day, str(self))

    @classmethod
    def of(cls, day: datetime.date) -> "PartialDate":
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, value: "str | int | datetime.date | PartialDate") -> "PartialDate":
        """Reads 2018, 2018-10, 2018-10-05, 10/2018, 05/10/2018, "tháng 10/2018", "ngày 5 tháng 10 năm 2018".

        A day comes before its month, always. What is impossible or has a year of two digits raises
        `ValueError` with one sentence naming the value and what is expected; nothing is guessed.
        """
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, datetime.date):
            return cls.of(value)
        text = str(value).strip()
        year, month, day = _read(_CLOCK.sub("", text), text)
        _check(year, month, day, text)
        return cls(year, month, day)

    @property
    def precision(self) -> str:
        """One of "year", "month", "day"."""
        return "year" if self.month is None else "month" if self.day is None else "day"

    @property
    def earliest(self) -> datetime.date:
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> datetime.date:
        month = self.month or 12
        return datetime.date(self.year, month, self.day or monthrange(self.year, month)[1])

    def surely_before(self, other: "PartialDate | datetime.date") -> bool:
        """True when every day this can mean lies before every day that `other` can mean."""
        return self.latest < (other.earliest if isinstance(other, PartialDate) else other)

    def lies_within(self, first: datetime.date, last: datetime.date) -> bool:
        """True when every day this can mean lies in the window, both ends included."""
        return first <= self.earliest and self.latest <= last

    def may_touch(self, first: datetime.date, last: datetime.date) -> bool:
        """True when some day this can mean lies in the window."""
        return self.earliest <= last and first <= self.latest

    def display(self) -> str:
        """As people write it: 05/10/2018, 10/2018 or 2018."""
        parts = [f"{part:02d}" for part in (self.day, self.month) if part is not None]
        return "/".join([*parts, f"{self.year:04d}"])

    def __str__(self) -> str:
        parts = [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join([f"{self.year:04d}", *parts])

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._rank < other._rank

    @property
    def _rank(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0


@dataclass(frozen=True, slots=True)
class PartialRange:
    """From a partial date to a partial date; `end` is None where the source names one date only."""

    start: PartialDate
    end: PartialDate | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end.surely_before(self.start):
            raise ValueError(
                _("“%(value)s”: the end %(end)s lies before the start %(start)s; expected a later day.")
                % {"value": str(self), "start": self.start.display(), "end": self.end.display()}
            )

    @classmethod
    def parse(cls, value: "str | PartialRange") -> "PartialRange":
        """Reads "2025", "2018-2023", "2014-07-23/2014-07-25", "5-7/10/2018", "05/10/2018 - 07/10/2018"."""
        if isinstance(value, PartialRange):
            return value
        text = str(value).strip()
        if days := _DAYS_OF_ONE_MONTH.fullmatch(text):
            return cls(PartialDate.parse(days[1] + days[3]), PartialDate.parse(days[2] + days[3]))
        if years := _YEARS.fullmatch(text):
            return cls(PartialDate.parse(years[1]), PartialDate.parse(years[2]))
        halves = _BETWEEN.split(text)
        if len(halves) == 1 and text.count("/") == 1 and not _DAY_FIRST.fullmatch(text):
            halves = text.split("/")
            if len(halves[1].strip()) < 4:  # 2018/10 is one month, not two dates
                halves = [text]
        if len(halves) > 2:
            raise ValueError(_unreadable(text))
        return cls(*(PartialDate.parse(half) for half in halves))

    @property
    def earliest(self) -> datetime.date:
        return self.start.earliest

    @property
    def latest(self) -> datetime.date:
        return (self.end or self.start).latest

    def display(self) -> str:
        if self.end is None or self.end == self.start:
            return self.start.display()
        return f"{self.start.display()} – {self.end.display()}"

    def __str__(self) -> str:
        return str(self.start) if self.end is None else f"{self.start}/{self.end}"


def _read(text: str, written: str) -> tuple[int, int | None, int | None]:
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), found[2] and int(found[2]), found[3] and int(found[3])
    if (found := _DAY_FIRST.fullmatch(text)) or (found := _WORDED.fullmatch(text)):
        return int(found[3]), int(found[2]), found[1] and int(found[1])
    if found := _WORDED_YEAR.fullmatch(text):
        return int(found[1]), None, None
    if _SHORT_YEAR.fullmatch(text):
        raise ValueError(
            _("“%(value)s”: the year is not clear; expected a year of four digits, for example 05/10/2018.")
            % {"value": written}
        )
    raise ValueError(_unreadable(written))


def _unreadable(value: str) -> str:
    return _("“%(value)s” is not a date; expected dd/mm/yyyy, mm/yyyy or yyyy, for example 05/10/2018.") % {
        "value": value
    }


def _check(year: int, month: int | None, day: int | None, value: str) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(
            _("“%(value)s”: the year %(year)s is not possible; expected a year from %(first)s to %(last)s.")
            % {"value": value, "year": year, "first": FIRST_YEAR, "last": LAST_YEAR}
        )
    if month is None:
        if day is not None:
            raise ValueError(_unreadable(value))
        return
    if not 1 <= month <= 12:
        raise ValueError(
            _("“%(value)s”: there is no month %(month)s; expected day/month/year with a month from 1 to 12.")
            % {"value": value, "month": month}
        )
    days = monthrange(year, month)[1]
    if day is not None and not 1 <= day <= days:
        raise ValueError(
            _("“%(value)s”: there is no day %(day)s in %(month)s; expected a day from 1 to %(days)s.")
            % {"value": value, "day": day, "month": f"{month:02d}/{year}", "days": days}
        )

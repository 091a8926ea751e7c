"""Which year the figures speak of: the reporting year (15/12 – 14/12 unless set otherwise) or the calendar's."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from portal.deadlines.models import PeriodKind, PeriodWindow

REPORTING, CALENDAR = "bao-cao", "duong-lich"  # as they stand in the address: ?nam=bao-cao&year=2026
OFFERED = 5
FIRST_YEAR, LAST_YEAR = 2000, 2100  # what an address may ask for

Days = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class ShownYear:
    """A year whose figures are shown up to `today`, beside the same days of the year before.

    `months` and `months_before` hold (first day, last day) of its twelve months; a reporting month runs from
    the 15th to the 14th unless the table of windows says otherwise.
    """

    kind: str
    number: int
    first: dt.date
    last: dt.date
    today: dt.date
    months: tuple[Days, ...]
    months_before: tuple[Days, ...]

    @property
    def until(self) -> dt.date:
        """The last day that is counted: today, or the end of a year that is over."""
        return min(self.last, self.today)

    @property
    def before(self) -> Days:
        """The same stretch of the year before: the whole year, or as many days as have passed of this one."""
        first, last = self.months_before[0][0], self.months_before[-1][1]
        passed = (self.until - self.first).days
        return (first, last) if self.until == self.last else (first, first + dt.timedelta(days=passed))

    @property
    def label(self) -> str:
        """The name alone: "Reporting year 2026"."""
        name = _("Reporting year %(year)s") if self.kind == REPORTING else _("Calendar year %(year)s")
        return name % {"year": self.number}

    @property
    def words(self) -> str:
        """The name with its days, as every page of figures says it."""
        return f"{self.label} ({self.first:%d/%m/%Y} – {self.last:%d/%m/%Y})"

    @property
    def counted_words(self) -> str:
        return _("figures up to %(day)s") % {"day": f"{self.until:%d/%m/%Y}"}

    def has_begun(self, month: int) -> bool:
        return self.months[month][0] <= self.today

    @property
    def days(self) -> dict[str, str]:
        """How a register is asked for what the figures of these days count."""
        return {"since": f"{self.first:%d/%m/%Y}", "until": f"{self.until:%d/%m/%Y}", "counted": "yes"}

    def days_query(self, **more: str) -> str:
        """The query by which a register lists it."""
        return urlencode({**more, **self.days})


def asked_year(query: Mapping[str, str], *, today: dt.date) -> ShownYear:
    """The year that an address asks for; without a word the reporting year of `today`.

    Where no reporting window is set, the calendar year is shown. What cannot be read counts as not asked.
    """
    if query.get("nam") != CALENDAR:
        try:
            return _reporting(_number(query), today)
        except LookupError:
            pass
    return _calendar(_number(query) or today.year, today)


def offered_numbers(today: dt.date) -> list[int]:
    """The years to choose from, the latest first; the reporting year may be one ahead of the calendar."""
    latest = today.year + (1 if (today.month, today.day) >= (12, 15) else 0)
    return list(range(latest, latest - OFFERED, -1))


def _number(query: Mapping[str, str]) -> int | None:
    asked = query.get("year", "")
    return int(asked) if asked.isdecimal() and FIRST_YEAR <= int(asked) <= LAST_YEAR else None


def _reporting(number: int | None, today: dt.date) -> ShownYear:
    """One query: the table of windows is short, and a page asks it for two years."""
    kinds = (PeriodKind.YEAR, PeriodKind.MONTH)
    windows = list(PeriodWindow.objects.filter(kind__in=kinds).order_by("-valid_from"))
    number = number or _number_of(windows, today)
    months = tuple(_months(windows, number))
    first, last = months[0][0], months[-1][1]
    return ShownYear(REPORTING, number, first, last, today, months, tuple(_months(windows, number - 1)))


def _window(windows: list[PeriodWindow], kind: str, year: int) -> PeriodWindow:
    """The window of a kind in force when the year begins, as `PeriodWindow.objects.in_force` says."""
    begins = dt.date(year, 1, 1)
    for window in windows:
        if window.kind == kind and window.valid_from <= begins:
            return window
    raise LookupError


def _number_of(windows: list[PeriodWindow], today: dt.date) -> int:
    for number in (today.year, today.year + 1, today.year - 1):
        first, last = _window(windows, PeriodKind.YEAR, number).bounds(number, 1)
        if first <= today <= last:
            return number
    raise LookupError


def _months(windows: list[PeriodWindow], number: int) -> list[Days]:
    """The twelve months of a reporting year. `LookupError` where no window is set.

    Where the window of months does not fill that of the year, the first and the last month are stretched.
    """
    first, last = _window(windows, PeriodKind.YEAR, number).bounds(number, 1)
    month = _window(windows, PeriodKind.MONTH, number)
    found = [month.bounds(number, index) for index in range(1, 13)]
    found[0], found[-1] = (first, found[0][1]), (found[-1][0], last)
    return found


def _calendar(number: int, today: dt.date) -> ShownYear:
    return ShownYear(
        CALENDAR, number, dt.date(number, 1, 1), dt.date(number, 12, 31), today,
        tuple(_calendar_months(number)), tuple(_calendar_months(number - 1)),
    )  # fmt: skip


def _calendar_months(number: int) -> list[Days]:
    starts = [dt.date(number, month, 1) for month in range(1, 13)] + [dt.date(number + 1, 1, 1)]
    return [(start, after - dt.timedelta(days=1)) for start, after in zip(starts, starts[1:], strict=False)]

"""Reporting periods: from which day to which, when due, what they are called."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.deadlines.models import PeriodKind, PeriodWindow
from portal.deadlines.working import WorkCalendar

ROMAN = ("I", "II", "III", "IV")
_LETTERS = {PeriodKind.MONTH: "M", PeriodKind.QUARTER: "Q", PeriodKind.HALF_YEAR: "H"}
_CODE = re.compile(r"(\d{4})(?:-(9M)|-([MQH])(\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Period:
    """One reporting period. `year` and `index` are nominal: the half-year 2026/1 begins on 15/12/2025.

    What is asked for a subject of its own (thematic, ad hoc) has no kind: `title` is what it is called and `named`
    the code under which it is known.
    """

    kind: str
    year: int
    index: int
    starts_on: datetime.date
    ends_on: datetime.date
    due_on: datetime.date
    title: str = ""
    named: str = ""

    @property
    def code(self) -> str:
        """Stable and sortable within a kind: 2026, 2026-H1, 2026-Q3, 2026-M07, 2026-9M."""
        if not self.kind:
            return self.named
        if self.kind == PeriodKind.YEAR:
            return str(self.year)
        if self.kind == PeriodKind.NINE_MONTHS:
            return f"{self.year}-9M"
        digits = 2 if self.kind == PeriodKind.MONTH else 1
        return f"{self.year}-{_LETTERS[PeriodKind(self.kind)]}{self.index:0{digits}d}"

    @property
    def label_vi(self) -> str:
        """As papers print it: "quý III năm 2026", "6 tháng đầu năm 2026", "năm 2026"."""
        if not self.kind:
            return self.title
        halves = ("6 tháng đầu năm", "6 tháng cuối năm")
        words = {
            PeriodKind.MONTH: f"tháng {self.index} năm",
            PeriodKind.QUARTER: f"quý {ROMAN[(self.index - 1) % 4]} năm",
            PeriodKind.HALF_YEAR: halves[(self.index - 1) % 2],
            PeriodKind.NINE_MONTHS: "9 tháng đầu năm",
            PeriodKind.YEAR: "năm",
        }
        return f"{words[PeriodKind(self.kind)]} {self.year}"

    @property
    def label(self) -> str:
        """The name on pages, in the language in use, with a capital."""
        if not (get_language() or "vi").startswith("en"):
            return self.label_vi[:1].upper() + self.label_vi[1:]
        if not self.kind:
            return self.title
        words = {
            PeriodKind.MONTH: f"Month {self.index} of {self.year}",
            PeriodKind.QUARTER: f"Quarter {ROMAN[(self.index - 1) % 4]} of {self.year}",
            PeriodKind.HALF_YEAR: f"{('First', 'Second')[(self.index - 1) % 2]} half of {self.year}",
            PeriodKind.NINE_MONTHS: f"First nine months of {self.year}",
            PeriodKind.YEAR: f"Year {self.year}",
        }
        return words[PeriodKind(self.kind)]

    @property
    def window_label(self) -> str:
        """ "15/12/2025 – 14/06/2026"."""
        return f"{self.starts_on:%d/%m/%Y} – {self.ends_on:%d/%m/%Y}"

    def contains(self, day: datetime.date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def previous_year(self) -> "Period":
        """The same period of the year before, for comparisons; for a subject of its own the same days."""
        if not self.kind:
            return replace(
                self, year=self.year - 1, starts_on=_a_year_before(self.starts_on),
                ends_on=_a_year_before(self.ends_on), due_on=_a_year_before(self.due_on), named="",
            )  # fmt: skip
        return period_for(self.kind, self.year - 1, self.index)

    def previous(self) -> "Period":
        """The period before; for a subject of its own as many days, ending the day before it begins."""
        if not self.kind:
            length = self.ends_on - self.starts_on
            last = self.starts_on - datetime.timedelta(days=1)
            return replace(self, starts_on=last - length, ends_on=last, due_on=last, named="")
        return _shifted(self, -1)

    def next(self) -> "Period":
        return _shifted(self, 1)

    def __str__(self) -> str:
        return self.label


def _a_year_before(day: datetime.date) -> datetime.date:
    """29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def period_for(kind: str, year: int, index: int = 1, *, calendar: WorkCalendar | None = None) -> Period:
    """The period by its nominal year and its index (quarter 1-4, half-year 1-2, month 1-12, else 1).

    Read from the table of windows as it stands for that year. `ValueError` for an index that does not
    exist, `LookupError` where the table has no window for the kind in that year.
    """
    chosen = PeriodKind(kind)
    if not 1 <= index <= chosen.count:
        raise ValueError(
            _("There is no period %(index)s of this kind; expected 1 to %(count)s.")
            % {"index": index, "count": chosen.count}
        )
    window = PeriodWindow.objects.in_force(chosen, datetime.date(year, 1, 1))
    if window is None:
        raise LookupError(
            _("No reporting window is set for “%(kind)s” in %(year)s; an administrator can add it.")
            % {"kind": chosen.label, "year": year}
        )
    starts_on, ends_on = window.bounds(year, (index - 1) * chosen.months + 1)
    due_on = (calendar or WorkCalendar()).add(ends_on, window.due_working_days)
    return Period(chosen.value, year, index, starts_on, ends_on, due_on)


def period_of(kind: str, day: datetime.date) -> Period:
    """The period of a kind in which a day is counted (for nine months: that of the day's reporting year)."""
    calendar = WorkCalendar()
    chosen = PeriodKind(kind)
    for year in (day.year, day.year + 1, day.year - 1):
        for index in range(1, chosen.count + 1):
            period = period_for(chosen, year, index, calendar=calendar)
            if period.contains(day):
                return period
    return period_for(chosen, period_of(PeriodKind.YEAR, day).year, 1, calendar=calendar)


def from_code(code: str) -> Period:
    """The period of a code such as 2026, 2026-H1, 2026-Q3, 2026-M07, 2026-9M; `ValueError` otherwise."""
    return period_for(*_read(code))


def label_of(code: str) -> str:
    """What the period of a code is called, without asking for its days; a code of a subject stays itself."""
    try:
        kind, year, index = _read(code)
    except ValueError:
        return code
    day = datetime.date(year, 1, 1)
    return Period(kind.value, year, index, day, day, day).label


def _read(code: str) -> tuple[PeriodKind, int, int]:
    found = _CODE.fullmatch(code.strip().upper())
    if not found:
        raise ValueError(_("“%(code)s” is not a period; expected 2026, 2026-H1 or 2026-Q3.") % {"code": code})
    if found[2]:
        return PeriodKind.NINE_MONTHS, int(found[1]), 1
    if found[3]:
        kinds = {letter: kind for kind, letter in _LETTERS.items()}
        return kinds[found[3]], int(found[1]), int(found[4])
    return PeriodKind.YEAR, int(found[1]), 1


def last_ended(kind: str, on: datetime.date, count: int) -> list[Period]:
    """The last `count` periods of a kind that ended before a day, the latest first."""
    found: list[Period] = []
    for period in _backwards(period_of(kind, on)):
        if period.ends_on < on:
            found.append(period)
        if len(found) == count:
            break
    return found


def _backwards(period: Period) -> Iterator[Period]:
    while True:
        yield period
        period = period.previous()


def _shifted(period: Period, step: int) -> Period:
    count = PeriodKind(period.kind).count
    position = period.year * count + period.index - 1 + step
    return period_for(period.kind, position // count, position % count + 1)

"""The Vietnamese lunar calendar: dates of it as days of the solar one, and back.

Rule (Hồ Ngọc Đức, "Quy tắc tính âm lịch"; Quyết định 121-CP of 8/8/1967): a month begins on the day of the new
moon in Vietnam's time, UTC+7; the month with the winter solstice is the eleventh; where thirteen months lie from
one eleventh to the next, the first without a principal solar term is the leap month. New moons and the sun's
longitude come from the library `ephem`. China reckons in UTC+8, so a few years differ (Tết 1985, 2007, 2030).
Days before 1968 are reckoned by the same rule; calendars of that time may differ. From 1968 to 2199 the months equal
Hồ Ngọc Đức's table but for one day: the new moon of 8/5/2054, seconds after midnight here, a day before it there.
"""

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from math import degrees, floor

import ephem
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST_MONTH = 30
_VIETNAM = dt.timedelta(hours=7)


class LunarDateError(ValueError):
    """A date that the lunar calendar does not have; the sentence says why."""


@dataclass(frozen=True, order=True)
class LunarDate:
    """`year` is the solar year in which the lunar year begins; the leap month follows the month of its number."""

    year: int
    month: int
    is_leap: bool
    day: int

    def display(self) -> str:
        """ "15/8 âm lịch"; a leap month says so."""
        leap = _(" (leap month)") if self.is_leap else ""
        return _("%(day)s/%(month)s%(leap)s of the lunar calendar") % {
            "day": self.day, "month": self.month, "leap": leap,
        }  # fmt: skip


@dataclass(frozen=True)
class LunarMonth:
    """One month: `starts_on` its first day, `length` 29 or 30 days."""

    year: int
    month: int
    is_leap: bool
    starts_on: dt.date
    length: int


def refuse_impossible(day: int, month: int) -> None:
    """Raise LunarDateError for a day or month that no lunar year has: day 31, month 13."""
    if not 1 <= month <= 12:
        raise LunarDateError(_("Lunar month: found %(found)s, expected 1 to 12.") % {"found": month})
    if not 1 <= day <= LONGEST_MONTH:
        raise LunarDateError(
            _("Lunar day: found %(found)s, expected 1 to 30: no lunar month is longer.") % {"found": day}
        )


def to_solar(day: int, month: int, year: int, *, is_leap: bool = False) -> dt.date:
    """The solar day of a lunar date. Raises LunarDateError where the calendar has no such date."""
    refuse_impossible(day, month)
    found = next((m for m in months_of(year) if (m.month, m.is_leap) == (month, is_leap)), None)
    if found is None:
        raise LunarDateError(
            _("Lunar year %(year)s has no leap month %(month)s.") % {"year": year, "month": month}
        )
    if day > found.length:
        facts = {"month": month, "year": year, "length": found.length, "found": day}
        raise LunarDateError(
            _("Lunar month %(month)s of %(year)s has %(length)s days; found day %(found)s.") % facts
        )
    return found.starts_on + dt.timedelta(days=day - 1)


def to_lunar(day: dt.date) -> LunarDate:
    """The lunar date of a solar day."""
    year = day.year if day >= _months(day.year)[0].starts_on else day.year - 1
    months = months_of(year)
    found = months[bisect_right([month.starts_on for month in months], day) - 1]
    return LunarDate(year, found.month, found.is_leap, (day - found.starts_on).days + 1)


def in_year(day: int, month: int, year: int) -> dt.date:
    """The day on which a yearly lunar date falls; day 30 of a month that has 29 that year falls on the 29th.

    The ordinary month counts, never the leap month of the same number. Raises LunarDateError.
    """
    refuse_impossible(day, month)
    found = next(m for m in months_of(year) if m.month == month and not m.is_leap)
    return found.starts_on + dt.timedelta(days=min(day, found.length) - 1)


def next_solar(day: int, month: int, since: dt.date) -> dt.date:
    """The first day, `since` or later, on which the yearly lunar date falls (see `in_year`)."""
    refuse_impossible(day, month)
    years = range(max(since.year - 1, FIRST_YEAR), min(since.year + 1, LAST_YEAR) + 1)
    found = next((date for year in years if (date := in_year(day, month, year)) >= since), None)
    if found is None:
        _check_year(since.year + 1)
        raise LunarDateError(_outside(since.year))
    return found


def months_of(year: int) -> list[LunarMonth]:
    """The twelve or thirteen months of a lunar year, from Tết on. Raises LunarDateError outside 1900-2199."""
    _check_year(year)
    return list(_months(year))


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise LunarDateError(_outside(year))


def _outside(year: int) -> str:
    facts = {"found": year, "first": FIRST_YEAR, "last": LAST_YEAR}
    return _("Lunar year: found %(found)s, expected %(first)s to %(last)s.") % facts


@lru_cache(maxsize=400)
def _months(year: int) -> tuple[LunarMonth, ...]:
    """The months from the first of this year to the twelfth: the end of one span and the beginning of the next."""
    ending = [row for row in _span(year) if row[0] not in (11, 12)]
    beginning = [row for row in _span(year + 1) if row[0] in (11, 12)]
    return tuple(
        LunarMonth(year, month, is_leap, starts, (ends - starts).days)
        for month, is_leap, starts, ends in [*ending, *beginning]
    )


@lru_cache(maxsize=400)
def _span(year: int) -> tuple[tuple[int, bool, dt.date, dt.date], ...]:
    """(month, is leap, first day, first day of the next) from month 11 before `year` to the one before its next."""
    starts = _new_moons(_eleventh(year - 1), _eleventh(year))
    has_leap = len(starts) == 14
    rows, month, done = [], 11, False
    for first, following in zip(starts, starts[1:], strict=False):
        is_leap = has_leap and not done and bool(rows) and not _has_principal_term(first, following)
        if rows and not is_leap:
            month = month % 12 + 1
        rows.append((month, is_leap, first, following))
        done |= is_leap
    return tuple(rows)


@lru_cache(maxsize=400)
def _eleventh(year: int) -> dt.date:
    """The first day of the month that holds the winter solstice of the solar year."""
    solstice = _day(ephem.next_winter_solstice(str(year)))
    start = _day(ephem.previous_new_moon(ephem.Date(dt.datetime.combine(solstice, dt.time())) + 2))
    if start > solstice:
        start = _day(ephem.previous_new_moon(ephem.Date(dt.datetime.combine(solstice, dt.time())) - 2))
    return start


def _new_moons(first: dt.date, last: dt.date) -> list[dt.date]:
    """The days of new moon from `first` to `last`, both of which are such days."""
    days = [first]
    while days[-1] < last:
        days.append(_day(ephem.next_new_moon(ephem.Date(dt.datetime.combine(days[-1], dt.time())) + 2)))
    return days


def _has_principal_term(first: dt.date, following: dt.date) -> bool:
    """Whether the sun passes a multiple of 30° in the month, from Vietnam's midnight to midnight."""
    return _sector(first) != _sector(following)


def _sector(day: dt.date) -> int:
    moment = ephem.Date(dt.datetime.combine(day, dt.time()) - _VIETNAM)
    sun = ephem.Sun(moment)
    ecliptic = ephem.Ecliptic(ephem.Equatorial(sun.g_ra, sun.g_dec, epoch=moment))
    return floor(degrees(ecliptic.lon) / 30)


def _day(moment: ephem.Date) -> dt.date:
    return (moment.datetime() + _VIETNAM).date()

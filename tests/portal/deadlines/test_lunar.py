"""The Vietnamese lunar calendar against days that everybody knows."""

import datetime as dt

import pytest

from portal.deadlines.lunar import (
    LunarDate,
    LunarDateError,
    in_year,
    months_of,
    next_solar,
    to_lunar,
    to_solar,
)

# Tết as it was and will be celebrated in Vietnam; in 1968 in the North, by Quyết định 121-CP.
TET = {
    1968: "01-29", 1975: "02-11", 1976: "01-31", 1985: "01-21", 1986: "02-09", 1995: "01-31", 2000: "02-05",
    2005: "02-09", 2007: "02-17", 2010: "02-14", 2015: "02-19", 2020: "01-25", 2021: "02-12", 2022: "02-01",
    2023: "01-22", 2024: "02-10", 2025: "01-29", 2026: "02-17", 2027: "02-06", 2028: "01-26", 2029: "02-13",
    2030: "02-02",
}  # fmt: skip
#: lunar year → its leap month (0: none); 1985 and 1987 differ from China's
LEAP = {1984: 0, 1985: 2, 1987: 7, 2004: 2, 2006: 7, 2009: 5, 2012: 4, 2014: 9, 2017: 6, 2020: 4, 2023: 2, 2024: 0,
        2025: 6, 2026: 0, 2028: 5, 2031: 3, 2033: 11}  # fmt: skip


@pytest.mark.parametrize(("year", "day"), TET.items())
def test_tet_falls_on_its_day(year, day):
    assert to_solar(1, 1, year).isoformat() == f"{year}-{day}"


@pytest.mark.parametrize(("year", "leap"), LEAP.items())
def test_a_leap_month_stands_where_it_stood(year, leap):
    found = [month.month for month in months_of(year) if month.is_leap]
    assert found == ([leap] if leap else [])
    assert len(months_of(year)) == (13 if leap else 12)


def test_other_days_of_the_year():
    assert to_solar(10, 3, 2025) == dt.date(2025, 4, 7)  # Giỗ Tổ Hùng Vương
    assert to_solar(15, 8, 2026) == dt.date(2026, 9, 25)  # Trung thu
    assert to_solar(1, 6, 2025, is_leap=True) == dt.date(2025, 7, 25)


def test_every_day_goes_there_and_back():
    day, last = dt.date(2022, 1, 1), dt.date(2026, 12, 31)
    while day <= last:
        lunar = to_lunar(day)
        assert to_solar(lunar.day, lunar.month, lunar.year, is_leap=lunar.is_leap) == day
        day += dt.timedelta(days=1)


def test_the_days_around_tet_belong_to_their_years():
    assert to_lunar(dt.date(2025, 1, 28)) == LunarDate(2024, 12, False, 29)
    assert to_lunar(dt.date(2025, 1, 29)) == LunarDate(2025, 1, False, 1)
    assert to_lunar(dt.date(2025, 7, 25)) == LunarDate(2025, 6, True, 1)


def test_months_are_without_a_gap_over_all_years():
    previous = None
    for year in (1900, 1967, 1984, 2033, 2034, 2100, 2198, 2199):
        months = months_of(year)
        for one, following in zip(months, months[1:], strict=False):
            assert one.length in (29, 30)
            assert one.starts_on + dt.timedelta(days=one.length) == following.starts_on
        if previous and previous[-1].year == year - 1:
            last = previous[-1]
            assert last.starts_on + dt.timedelta(days=last.length) == months[0].starts_on
        previous = months


def test_the_next_time_of_a_yearly_date():
    assert next_solar(1, 1, dt.date(2026, 2, 17)) == dt.date(2026, 2, 17)
    assert next_solar(1, 1, dt.date(2026, 2, 18)) == dt.date(2027, 2, 6)
    assert next_solar(23, 12, dt.date(2026, 1, 1)) == dt.date(2026, 2, 10)  # of the lunar year 2025


def test_a_yearly_day_30_falls_on_the_29th_of_a_short_month():
    assert [m.length for m in months_of(2024) if m.month == 12] == [29]
    assert in_year(30, 12, 2024) == dt.date(2025, 1, 28)
    with pytest.raises(LunarDateError, match="29"):
        to_solar(30, 12, 2024)


@pytest.mark.parametrize(("day", "month"), [(31, 1), (0, 1), (1, 13), (1, 0)])
def test_dates_that_no_year_has_are_refused(day, month):
    for ask in (lambda: to_solar(day, month, 2026), lambda: next_solar(day, month, dt.date(2026, 1, 1))):
        with pytest.raises(LunarDateError, match=str(31 if day == 31 else 13 if month == 13 else 0)):
            ask()


def test_a_leap_month_that_the_year_lacks_and_a_year_out_of_reach_are_refused():
    with pytest.raises(LunarDateError, match="2026"):
        to_solar(1, 6, 2026, is_leap=True)
    for year in (1899, 2200):
        with pytest.raises(LunarDateError, match="1900"):
            to_solar(1, 1, year)

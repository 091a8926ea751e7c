"""The year a page speaks of: in words, with its months, beside the same days of the year before."""

import datetime as dt

import pytest

from portal.dashboard.years import asked_year, offered_numbers
from portal.deadlines.models import PeriodWindow

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


def test_the_reporting_year_is_said_in_words_with_its_days():
    year = asked_year({}, today=TODAY)
    assert year.words == "Năm báo cáo 2026 (15/12/2025 – 14/12/2026)"
    assert year.until == TODAY


def test_after_14_december_the_next_reporting_year_has_begun():
    assert asked_year({}, today=dt.date(2026, 12, 15)).number == 2027
    assert offered_numbers(dt.date(2026, 12, 15))[0] == 2027


def test_the_calendar_year_stands_in_the_address():
    year = asked_year({"nam": "duong-lich", "year": "2025"}, today=TODAY)
    assert year.words == "Năm dương lịch 2025 (01/01/2025 – 31/12/2025)"
    assert year.until == dt.date(2025, 12, 31)
    assert year.before == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))


def test_a_year_under_way_is_compared_with_as_many_days_of_the_year_before():
    year = asked_year({"nam": "bao-cao"}, today=TODAY)
    assert year.before == (dt.date(2024, 12, 15), dt.date(2025, 11, 22))


def test_the_months_fill_the_year_without_gap():
    for query in ({}, {"nam": "duong-lich"}):
        year = asked_year(query, today=TODAY)
        assert (year.months[0][0], year.months[-1][1]) == (year.first, year.last)
        for (_first, last), (first, _last) in zip(year.months, year.months[1:], strict=False):
            assert first == last + dt.timedelta(days=1)
        assert not year.has_begun(11) or year.months[11][0] <= TODAY


@pytest.mark.parametrize("asked", ["abc", "", "1999", "99999", "-5"])
def test_a_year_that_cannot_be_read_is_this_year(asked):
    assert asked_year({"year": asked}, today=TODAY).number == 2026


def test_without_a_window_in_the_table_the_calendar_year_is_shown():
    PeriodWindow.objects.all().delete()
    assert asked_year({}, today=TODAY).words == "Năm dương lịch 2026 (01/01/2026 – 31/12/2026)"

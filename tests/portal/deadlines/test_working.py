"""Working days, with Tết, days off in lieu and Saturdays worked."""

from datetime import date

import pytest

from portal.deadlines import reference
from portal.deadlines.models import Holiday, HolidayKind
from portal.deadlines.working import WorkCalendar, add_working_days, is_working_day, working_days_between

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded():
    reference.load()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 10, 12), True),
        (date(2026, 10, 11), False),  # a Sunday
        (date(2026, 2, 17), False),  # Tết
        (date(2026, 4, 27), False),  # in lieu of Giỗ Tổ on a Sunday
        (date(2026, 8, 31), False),  # exchanged …
        (date(2026, 8, 22), True),  # … against this Saturday
        (date(2024, 5, 4), True),
        (date(2035, 1, 2), True),  # a year without rows knows weekends only
    ],
)
def test_is_working_day(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("on", "count", "reached"),
    [
        (date(2026, 6, 14), 2, date(2026, 6, 16)),  # a Sunday: Monday, Tuesday
        (date(2026, 12, 14), 2, date(2026, 12, 16)),
        (date(2026, 2, 13), 2, date(2026, 2, 24)),  # over Tết
        (date(2026, 8, 21), 1, date(2026, 8, 22)),  # the Saturday worked
        (date(2026, 8, 28), 1, date(2026, 9, 3)),  # 31/8, 1/9 and 2/9 are off
        (date(2025, 12, 31), 1, date(2026, 1, 2)),
        (date(2026, 6, 16), -2, date(2026, 6, 12)),
        (date(2026, 6, 13), 0, date(2026, 6, 13)),
    ],
)
def test_add_working_days(on, count, reached):
    assert add_working_days(on, count) == reached


def test_between_is_the_inverse_of_add():
    start = date(2026, 2, 9)
    calendar = WorkCalendar()
    for count in range(1, 40):
        assert calendar.between(start, calendar.add(start, count)) == count
    assert working_days_between(date(2026, 2, 24), date(2026, 2, 13)) == -2
    assert working_days_between(start, start) == 0


def test_an_administrators_day_changes_the_count():
    Holiday.objects.create(date=date(2026, 6, 15), name="Nghỉ đột xuất", kind=HolidayKind.SUBSTITUTE_OFF)
    assert add_working_days(date(2026, 6, 14), 2) == date(2026, 6, 17)


def test_one_calendar_asks_once_a_year(django_assert_num_queries):
    calendar = WorkCalendar()
    with django_assert_num_queries(2):
        for day in range(1, 29):
            calendar.add(date(2026, 12, day), 20)

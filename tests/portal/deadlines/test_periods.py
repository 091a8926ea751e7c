"""Reporting periods in the administrative windows, and in windows that an administrator sets."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from portal.deadlines import periods, reference
from portal.deadlines.models import PeriodKind, PeriodWindow, Use
from portal.deadlines.periods import period_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded():
    reference.load()


@pytest.mark.parametrize(
    ("kind", "index", "starts_on", "ends_on", "due_on", "code", "label"),
    [
        (
            "month",
            1,
            date(2025, 12, 15),
            date(2026, 1, 14),
            date(2026, 1, 16),
            "2026-M01",
            "tháng 1 năm 2026",
        ),
        ("quarter", 1, date(2025, 12, 15), date(2026, 3, 14), date(2026, 3, 17), "2026-Q1", "quý I năm 2026"),
        (
            "quarter",
            3,
            date(2026, 6, 15),
            date(2026, 9, 14),
            date(2026, 9, 16),
            "2026-Q3",
            "quý III năm 2026",
        ),
        (
            "half_year",
            1,
            date(2025, 12, 15),
            date(2026, 6, 14),
            date(2026, 6, 16),
            "2026-H1",
            "6 tháng đầu năm 2026",
        ),
        (
            "half_year",
            2,
            date(2026, 6, 15),
            date(2026, 12, 14),
            date(2026, 12, 16),
            "2026-H2",
            "6 tháng cuối năm 2026",
        ),
        (
            "nine_months",
            1,
            date(2025, 12, 15),
            date(2026, 9, 14),
            date(2026, 9, 16),
            "2026-9M",
            "9 tháng đầu năm 2026",
        ),
        ("year", 1, date(2025, 12, 15), date(2026, 12, 14), date(2026, 12, 16), "2026", "năm 2026"),
    ],
)
def test_the_windows_of_the_decree(kind, index, starts_on, ends_on, due_on, code, label):
    period = period_for(kind, 2026, index)
    assert (period.starts_on, period.ends_on, period.due_on) == (starts_on, ends_on, due_on)
    assert (period.code, period.label_vi) == (code, label)
    assert periods.from_code(code) == period


def test_which_periods_are_opened():
    uses = dict(PeriodWindow.objects.values_list("kind", "use"))
    assert uses == {
        "month": Use.OFF, "quarter": Use.OPTIONAL, "half_year": Use.DEFAULT, "nine_months": Use.OFF,
        "year": Use.DEFAULT,
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["month", "quarter", "half_year", "year"])
def test_periods_follow_each_other_without_a_gap(kind):
    period = period_for(kind, 2024, 1)
    for _ in range(PeriodKind(kind).count * 2):
        following = period.next()
        assert (following.starts_on - period.ends_on).days == 1
        assert following.previous() == period
        period = following
    assert period.year == 2026


def test_the_year_before():
    before = period_for("quarter", 2026, 1).previous_year()
    assert (before.code, before.starts_on, before.ends_on) == (
        "2025-Q1",
        date(2024, 12, 15),
        date(2025, 3, 14),
    )


@pytest.mark.parametrize(
    ("kind", "day", "code"),
    [
        ("half_year", date(2026, 6, 14), "2026-H1"),
        ("half_year", date(2026, 6, 15), "2026-H2"),
        ("half_year", date(2026, 12, 20), "2027-H1"),
        ("year", date(2026, 12, 15), "2027"),
        ("quarter", date(2026, 1, 1), "2026-Q1"),
        ("nine_months", date(2026, 10, 1), "2026-9M"),
    ],
)
def test_the_period_of_a_day(kind, day, code):
    assert periods.period_of(kind, day).code == code


def test_the_last_periods_that_ended():
    ended = periods.last_ended("half_year", date(2026, 10, 12), 4)
    assert [period.code for period in ended] == ["2026-H1", "2025-H2", "2025-H1", "2024-H2"]
    assert periods.last_ended("half_year", date(2026, 6, 14), 1)[0].code == "2025-H2"


def test_the_confederations_own_closing_days_count_from_their_year():
    own = PeriodWindow(
        kind="half_year",
        from_day=1,
        from_month_offset=-1,
        to_day=31,
        to_month_offset=-1,
        valid_from=date(2026, 3, 1),
    )
    own.full_clean()
    own.save()
    assert period_for("half_year", 2026, 1).ends_on == date(2026, 6, 14)
    first, second = period_for("half_year", 2027, 1), period_for("half_year", 2027, 2)
    assert (first.starts_on, first.ends_on) == (date(2026, 12, 1), date(2027, 5, 31))
    assert (second.starts_on, second.ends_on) == (date(2027, 6, 1), date(2027, 11, 30))


def test_a_window_with_a_gap_is_refused():
    window = PeriodWindow(kind="quarter", from_day=15, to_day=10, valid_from=date(2027, 1, 1))
    with translation.override("vi"), pytest.raises(ValidationError, match="bỏ sót hoặc tính trùng 4 ngày"):
        window.full_clean()


def test_what_does_not_exist_is_told():
    with translation.override("vi"):
        with pytest.raises(ValueError, match="Không có kỳ thứ 5"):
            period_for("quarter", 2026, 5)
        with pytest.raises(LookupError, match="Chưa có kỳ chốt số liệu cho “quý” năm 1990"):
            period_for("quarter", 1990, 1)
        with pytest.raises(ValueError, match="“2026-X” không phải là kỳ báo cáo"):
            periods.from_code("2026-X")


def test_names_in_both_languages():
    period = period_for("half_year", 2026, 1)
    with translation.override("vi"):
        assert str(period) == "6 tháng đầu năm 2026"
        assert str(period_for("quarter", 2026, 2)) == "Quý II năm 2026"
    with translation.override("en"):
        assert str(period) == "First half of 2026"
    assert period.window_label == "15/12/2025 – 14/06/2026"
    assert period.contains(date(2025, 12, 15))
    assert not period.contains(date(2026, 6, 15))

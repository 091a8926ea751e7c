"""Partial dates are read as written, or refused with the reason."""

import datetime

import pytest
from django.utils import translation

from portal.text import PartialDate, PartialRange

OCTOBER = PartialDate(2018, 10)


@pytest.mark.parametrize(
    ("written", "iso", "shown"),
    [
        ("2018", "2018", "2018"),
        (2018, "2018", "2018"),
        ("2018-10", "2018-10", "10/2018"),
        ("10/2018", "2018-10", "10/2018"),
        ("tháng 10/2018", "2018-10", "10/2018"),
        ("Tháng 10 năm 2018", "2018-10", "10/2018"),
        ("năm 2018", "2018", "2018"),
        ("2018-10-05", "2018-10-05", "05/10/2018"),
        ("05/10/2018", "2018-10-05", "05/10/2018"),
        ("5.10.2018", "2018-10-05", "05/10/2018"),
        ("ngày 5 tháng 10 năm 2018", "2018-10-05", "05/10/2018"),
        ("2018-10-05 00:00:00", "2018-10-05", "05/10/2018"),
        (datetime.date(2018, 10, 5), "2018-10-05", "05/10/2018"),
        (datetime.datetime(2018, 10, 5, 8), "2018-10-05", "05/10/2018"),
    ],
)
def test_reads(written, iso, shown):
    date = PartialDate.parse(written)
    assert (str(date), date.display()) == (iso, shown)
    assert PartialDate.parse(shown) == date


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("31/02/2026", "không có ngày 31 trong tháng 02/2026; cần ghi ngày từ 1 đến 28"),
        ("10/13/2018", "không có tháng 13"),
        ("2018-13", "không có tháng 13"),
        ("05/10/18", "đủ bốn chữ số"),
        ("0218", "năm 218 không hợp lệ"),
        ("quý III/2018", "không phải là ngày tháng"),
        ("2018-10-5-6", "không phải là ngày tháng"),
        ("", "không phải là ngày tháng"),
    ],
)
def test_refuses_with_value_found_and_value_expected(written, said):
    with translation.override("vi"), pytest.raises(ValueError, match=said) as refused:
        PartialDate.parse(written)
    assert f"“{written}”" in str(refused.value)


def test_a_day_without_a_month_does_not_exist():
    with translation.override("vi"), pytest.raises(ValueError, match="không phải là ngày tháng"):
        PartialDate(2018, None, 5)


def test_order_is_the_order_of_the_text():
    dates = [
        PartialDate.parse(text) for text in ("2018", "2018-01", "2018-01-01", "2018-02", "2018-10", "2019")
    ]
    assert sorted(reversed(dates)) == dates
    assert sorted(map(str, reversed(dates))) == [str(date) for date in dates]
    assert OCTOBER in {PartialDate.parse("10/2018")}


def test_ends_and_precision():
    assert (OCTOBER.earliest, OCTOBER.latest) == (datetime.date(2018, 10, 1), datetime.date(2018, 10, 31))
    assert PartialDate(2024, 2).latest == datetime.date(2024, 2, 29)
    assert [PartialDate.parse(text).precision for text in ("2018", "10/2018", "1/10/2018")] == [
        "year",
        "month",
        "day",
    ]


def test_windows():
    first, last = datetime.date(2025, 12, 15), datetime.date(2026, 6, 14)
    assert PartialDate(2026, 5).lies_within(first, last)
    assert not PartialDate(2026, 6).lies_within(first, last)
    assert PartialDate(2026, 6).may_touch(first, last)
    assert not PartialDate(2026, 7).may_touch(first, last)
    assert PartialDate(2025, 10).surely_before(PartialDate(2025, 11, 1))
    assert not PartialDate(2025, 11).surely_before(PartialDate(2025, 11, 11))


@pytest.mark.parametrize(
    ("written", "iso", "shown"),
    [
        ("2025", "2025", "2025"),
        ("2014-07-23/2014-07-25", "2014-07-23/2014-07-25", "23/07/2014 – 25/07/2014"),
        ("2014/2015", "2014/2015", "2014 – 2015"),
        ("2018-2023", "2018/2023", "2018 – 2023"),
        ("2018/10", "2018-10", "10/2018"),
        ("10/2018", "2018-10", "10/2018"),
        ("2018-10/2018-11-03", "2018-10/2018-11-03", "10/2018 – 03/11/2018"),
        ("05/10/2018 - 07/10/2018", "2018-10-05/2018-10-07", "05/10/2018 – 07/10/2018"),
        ("05/10/2018 đến 07/10/2018", "2018-10-05/2018-10-07", "05/10/2018 – 07/10/2018"),
        ("5-7/10/2018", "2018-10-05/2018-10-07", "05/10/2018 – 07/10/2018"),
        ("2014-07-23/2014-07-23", "2014-07-23/2014-07-23", "23/07/2014"),
    ],
)
def test_ranges(written, iso, shown):
    dates = PartialRange.parse(written)
    assert (str(dates), dates.display()) == (iso, shown)


@pytest.mark.parametrize(
    "written", ["2014-07-25/2014-07-23", "7-5/10/2018", "2014//2015", "1/2/3", "2014-07-23/"]
)
def test_ranges_that_cannot_be(written):
    with pytest.raises(ValueError, match=written.split("/")[-1] or "date|ngày"):
        PartialRange.parse(written)


def test_the_end_before_the_start_is_told_in_vietnamese():
    said = r"ngày kết thúc \(23/07/2014\) trước ngày bắt đầu \(25/07/2014\)"
    with translation.override("vi"), pytest.raises(ValueError, match=said):
        PartialRange.parse("2014-07-25/2014-07-23")

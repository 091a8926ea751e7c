"""Values are written as a Vietnamese office writes them."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from portal.text import PartialDate
from portal.ui import formats


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (1234, "1.234"),
        (1234567.5, "1.234.567,5"),
        (Decimal("1234.50"), "1.234,5"),
        (Decimal("10000"), "10.000"),
        (-12, "-12"),
        (None, "–"),
        ("không rõ", "không rõ"),
        (float("nan"), "nan"),
    ],
)
def test_numbers_have_dots_for_thousands_and_a_comma_for_decimals(value, written):
    assert formats.number_vi(value) == written


def test_the_number_of_decimals_can_be_fixed():
    assert formats.number_vi(3, 1) == "3,0"
    assert formats.number_vi(66.666, 1) == "66,7"


def test_money_names_its_currency():
    assert formats.money_vi(612_400_000) == "612.400.000 đồng"
    assert formats.money_vi(Decimal("12500.00"), "USD") == "12.500 USD"
    assert formats.money_vi(None) == "–"


def test_dates_and_moments_are_local():
    late = datetime.datetime(2026, 11, 21, 18, 30, tzinfo=datetime.UTC)
    assert formats.date_vi(datetime.date(2026, 3, 4)) == "04/03/2026"
    with timezone.override("Asia/Ho_Chi_Minh"):
        assert formats.date_vi(late) == "22/11/2026"
        assert formats.datetime_vi(late) == "01:30 22/11/2026"
        assert formats.datetime_vi(late.isoformat()) == "01:30 22/11/2026"
        assert formats.datetime_vi("hôm qua") == "hôm qua"
    assert formats.date_vi(None) == formats.datetime_vi("") == "–"


def test_partial_dates_show_only_what_is_known():
    assert formats.partial_date(PartialDate.parse("2018")) == "2018"
    assert formats.partial_date(PartialDate.parse("2018-10")) == "10/2018"
    assert formats.partial_date(None) == "–"


def test_any_field_becomes_text():
    with translation.override("vi"):
        assert formats.field_value(True) == "Có"
        assert formats.field_value(False) == "Không"
    assert formats.field_value(datetime.date(2026, 1, 2)) == "02/01/2026"
    assert formats.field_value(PartialDate.parse("2018-10")) == "10/2018"
    assert formats.field_value(["Lào", "Campuchia"]) == "Lào, Campuchia"
    assert formats.field_value([]) == "–"
    assert formats.field_value("") == "–"


def test_sizes_of_files_are_short():
    assert formats.filesize_vi(428_000) == "428 KB"
    assert formats.filesize_vi(12) == "1 KB"
    assert formats.filesize_vi(1_240_000) == "1,2 MB"


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("đang xử lý", "Đang xử lý"),
        ("chúc mừng, cảm ơn", "Chúc mừng, cảm ơn"),
        ("Đoàn cấp cao", "Đoàn cấp cao"),
        ("ver.di", "ver.di"),
        ("doitac@example.com", "doitac@example.com"),
        ("3 việc", "3 việc"),
        ("", ""),
    ],
)
def test_a_label_that_stands_alone_begins_with_a_capital(label, shown):
    assert formats.capital(label) == shown

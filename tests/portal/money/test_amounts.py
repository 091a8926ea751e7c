"""Figures as officers write them, and số thành chữ."""

from decimal import Decimal

import pytest
from django import forms
from django.utils import translation

from portal.money.amounts import dong_in_words, format_amount, format_rate, in_words, parse_amount
from portal.money.currencies import CURRENCIES, WHOLE, lookup_currency
from portal.money.forms import AmountField
from portal.ui.refusals import NamedRefusals


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1.234.567,5", "1234567.5"),
        ("1.234", "1234"),
        ("1234567", "1234567"),
        ("1234,5", "1234.5"),
        ("1,234,567.50", "1234567.50"),
        ("415000.50", "415000.50"),
        (" 1 234 567 ", "1234567"),
        ("1\u00a0234", "1234"),
        ("0,5", "0.5"),
        ("-2.000", "-2000"),
        (15, "15"),
        (Decimal("2.5"), "2.5"),
    ],
)
def test_reads(written, amount):
    assert parse_amount(written) == Decimal(amount)


@pytest.mark.parametrize("written", ["", "abc", "1.23.456", "1,2,3", "12 triệu", "1.234,5,6", "--5"])
def test_refuses_what_is_no_amount(written):
    with translation.override("vi"), pytest.raises(ValueError, match="không phải là số tiền; cần ghi"):
        parse_amount(written)


def test_asks_back_what_can_be_read_two_ways():
    with translation.override("vi"), pytest.raises(ValueError, match="theo hai cách") as refused:
        parse_amount("1,234")
    assert (
        str(refused.value)
        == "“1,234” có thể hiểu theo hai cách; cần ghi 1.234 nếu là hàng nghìn hoặc 1,2340 nếu là số lẻ."
    )


@pytest.mark.parametrize(
    ("amount", "currency", "language", "shown"),
    [
        (1234567, "VND", "vi", "1.234.567 VND"),
        (Decimal("22500.00"), "AUD", "vi", "22.500 AUD"),
        (Decimal("22500.50"), "AUD", "vi", "22.500,50 AUD"),
        (Decimal("22500.50"), "AUD", "en", "22,500.50 AUD"),
        (Decimal("0"), "USD", "vi", "0 USD"),
        (None, "USD", "vi", ""),
    ],
)
def test_shows(amount, currency, language, shown):
    assert format_amount(amount, currency, language) == shown


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (1, "một"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (515, "năm trăm mười lăm"),
        (1000, "một nghìn"),
        (1001, "một nghìn không trăm linh một"),
        (1021, "một nghìn không trăm hai mươi mốt"),
        (1100, "một nghìn một trăm"),
        (1_000_021, "một triệu không trăm hai mươi mốt"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (23_456_789, "hai mươi ba triệu bốn trăm năm mươi sáu nghìn bảy trăm tám mươi chín"),
        (1_000_000_000, "một tỷ"),
        (1_000_000_005, "một tỷ không trăm linh năm"),
        (2_050_000_000, "hai tỷ không trăm năm mươi triệu"),
        (1_500_000_000_000, "một nghìn năm trăm tỷ"),
        (12_000_003_000_000, "mười hai nghìn tỷ không trăm linh ba triệu"),
        (-21, "âm hai mươi mốt"),
    ],
)
def test_in_words(number, words):
    assert in_words(number) == words


def test_a_sum_on_paper():
    assert dong_in_words(9_372_000_000) == "Chín tỷ ba trăm bảy mươi hai triệu đồng"
    assert dong_in_words(0) == "Không đồng"
    with translation.override("vi"), pytest.raises(ValueError, match="quá lớn"):
        in_words(10**18)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("usd", "USD"),
        ("đô la Mỹ", "USD"),
        ("€", "EUR"),
        ("Đồng", "VND"),
        ("VNĐ", "VND"),
        ("đô la", None),
        ("¥", None),
        ("", None),
    ],
)
def test_currencies_as_written(written, code):
    assert lookup_currency(written) == code


def test_currency_names_are_vietnamese():
    with translation.override("vi"):
        assert {str(CURRENCIES[code]) for code in ("LAK", "AUD")} == {"kíp Lào", "đô la Australia"}
    assert set(CURRENCIES) >= WHOLE | {"VND", "USD", "EUR", "JPY", "KRW", "CNY", "LAK", "AUD"}


class SumForm(NamedRefusals, forms.Form):
    amount = AmountField(required=False)


def test_an_input_reads_the_vietnamese_thousand():
    form = SumForm({"amount": "1.234"})
    assert form.is_valid()
    assert form.cleaned_data["amount"] == 1234
    assert 'value="1.234.567,50"' in str(SumForm(initial={"amount": Decimal("1234567.5")})["amount"])
    assert SumForm({"amount": "1.234,50"}, initial={"amount": Decimal("1234.5")}).changed_data == []
    assert SumForm({"amount": ""}).is_valid()


@pytest.mark.parametrize(
    ("written", "said"),
    [("-5", "Amount: đang ghi “-5”, cần từ 0 trở lên."), ("abc", "“abc” không phải là số tiền")],
)
def test_an_input_refuses(written, said):
    with translation.override("vi"):
        assert said in str(SumForm({"amount": written}).errors["amount"])


def test_a_rate_keeps_its_decimals_and_no_more():
    assert format_rate(Decimal("25000.5000"), "vi") == "25.000,5"
    assert format_rate(Decimal("1.1500"), "en") == "1.15"
    assert format_rate(Decimal("26000"), "vi") == "26.000"

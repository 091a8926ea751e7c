"""Amounts as people write and read them: figures with Vietnamese separators, and số thành chữ."""

import re
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.money.currencies import DONG, WHOLE

_GROUPED = r"\d{1,3}(?:%s\d{3})+"
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_THOUSANDS = ("", "nghìn", "triệu")
_LARGEST = 10**18


def parse_amount(value: str | int | Decimal) -> Decimal:
    """Reads 1.234.567,5 · 1234567,5 · 1,234,567.5 · 1 234 567 as the amounts they mean.

    A single point before three digits is the Vietnamese thousand point: "1.234" is 1234. What can be read
    two ways ("1,234") or in no way raises `ValueError` with one sentence.
    """
    if isinstance(value, int | Decimal):
        return Decimal(value)
    text = _SPACES.sub("", str(value))
    sign, digits = (-1, text[1:]) if text.startswith(("-", "−")) else (1, text)
    if re.fullmatch(r"\d+,\d{3}", digits):
        raise ValueError(
            _("“%(value)s” can be read two ways; expected %(thousand)s or %(decimal)s.")
            % {"value": value, "thousand": digits.replace(",", "."), "decimal": f"{digits}0"}
        )
    if re.fullmatch(rf"(?:{_GROUPED % '[.]'}|\d+)(?:,\d+)?", digits):
        return sign * Decimal(digits.replace(".", "").replace(",", "."))
    if re.fullmatch(rf"(?:{_GROUPED % ','}|\d+)(?:\.\d+)?", digits):
        return sign * Decimal(digits.replace(",", ""))
    raise ValueError(
        _("“%(value)s” is not an amount; expected figures such as 1.234.567,5.") % {"value": value}
    )


def format_amount(amount: Decimal | int | None, currency: str = DONG, language: str | None = None) -> str:
    """ "1.234.567,50 USD", "1.234.567 VND"; "" for no amount. In English with English separators."""
    if amount is None:
        return ""
    amount = Decimal(amount)
    places = 0 if currency in WHOLE or amount == amount.to_integral_value() else 2
    return f"{_separated(f'{amount:,.{places}f}', language)} {currency}"


def format_rate(rate: Decimal | int, language: str | None = None) -> str:
    """ "25.000,5": the rate with the decimals it has, no more."""
    return _separated(f"{Decimal(rate).normalize():,f}", language)


def _separated(figures: str, language: str | None) -> str:
    if (language or get_language() or "vi").startswith("en"):
        return figures
    return figures.translate(str.maketrans(",.", ".,"))


def in_words(number: int) -> str:
    """Số thành chữ, without a unit: 1 000 021 → "một triệu không trăm hai mươi mốt".

    `ValueError` beyond a billion billions. Rules: "linh" for an empty ten, "mươi" from twenty, then mốt, tư,
    lăm; an empty hundred is read after a higher group.
    """
    if abs(number) >= _LARGEST:
        raise ValueError(_("%(number)s is too large to be written in words.") % {"number": number})
    if number < 0:
        return f"âm {in_words(-number)}"
    if number == 0:
        return _DIGITS[0]
    billions, rest = divmod(number, 10**9)
    words = [_below_billion(billions, False), "tỷ"] if billions else []
    if rest:
        words.append(_below_billion(rest, bool(billions)))
    return " ".join(words)


def dong_in_words(amount: int) -> str:
    """As a paper states a sum: "Một triệu hai trăm nghìn đồng"."""
    words = in_words(amount)
    return f"{words[0].upper()}{words[1:]} đồng"


def _below_billion(number: int, follows: bool) -> str:
    words: list[str] = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if not group:
            continue
        words.append(_below_thousand(group, follows or bool(words)))
        if power:
            words.append(_THOUSANDS[power])
    return " ".join(words)


def _below_thousand(number: int, follows: bool) -> str:
    hundreds, rest = divmod(number, 100)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or follows else []
    if rest:
        words.append(_below_hundred(rest, bool(words)))
    return " ".join(words)


def _below_hundred(number: int, follows: bool) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return f"linh {_DIGITS[ones]}" if follows else _DIGITS[ones]
    ten = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if ones == 0:
        return ten
    spoken = _DIGITS[ones]
    if ones == 5:
        spoken = "lăm"
    elif tens > 1 and ones in (1, 4):
        spoken = "mốt" if ones == 1 else "tư"
    return f"{ten} {spoken}"

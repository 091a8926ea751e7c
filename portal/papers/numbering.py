"""How a number of a paper is read, compared and written."""

import re

_NUMBER = re.compile(r"^\d{1,5}[a-z]?$", re.IGNORECASE)


def comparable(number: str) -> str:
    """ "05/TLĐ-ĐN " and "5/tlđ-đn" are the same number."""
    return re.sub(r"\s+", "", number).casefold().lstrip("0").rstrip("/")


def is_number(text: str) -> bool:
    """Digits, perhaps one letter behind them: 12, 12a."""
    return bool(_NUMBER.match(text)) and text.strip("0") != ""


def leading_digits(number: str) -> str:
    found = re.match(r"\d{1,9}", number.strip())
    return found[0] if found else ""


def written(number: str, symbol: str) -> str:
    """05/TTr-BĐN: below ten with a nought before it (Nghị định 30/2020/NĐ-CP); "" without number."""
    if not number:
        return ""
    digits = leading_digits(number)
    padded = digits.zfill(2) + number[len(digits) :] if digits else number
    return f"{padded}/{symbol}" if symbol else padded


def split(code: str) -> tuple[str, str]:
    """ "125/TLĐ-ĐN" → ("125", "TLĐ-ĐN")."""
    number, _stroke, symbol = " ".join(code.split()).partition("/")
    return number.strip().lstrip("0") or number.strip(), symbol.strip()

"""Values as a Vietnamese office writes them: dd/mm/yyyy, 1.234,5 and 612.400.000 đồng, in every language."""

import datetime
from decimal import Decimal, InvalidOperation

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

NOTHING = "–"


def date_vi(value) -> str:
    """`date`, `datetime` (in local time) or None as dd/mm/yyyy or a dash."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return value.strftime("%d/%m/%Y")


def datetime_vi(value) -> str:
    """`datetime`, or one written in ISO, as 16:42 10/11/2026 in local time, or a dash; other words stay."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, str):
        written, value = value, parse_datetime(value)
        if value is None:
            return written
    if timezone.is_aware(value):
        value = timezone.localtime(value)
    return value.strftime("%H:%M %d/%m/%Y")


def number_vi(value, places: int | None = None) -> str:
    """A number with dots for thousands and a decimal comma; `places` fixes the number of decimals.

    What is not a number comes back as it was written.
    """
    if value is None or value == "":
        return NOTHING
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not number.is_finite():
        return str(value)
    text = f"{number:,.{int(places)}f}" if places is not None else f"{number:,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def money_vi(value, currency: str = "VND") -> str:
    """An amount with its currency: 612.400.000 đồng, 12.500 USD."""
    if value is None or value == "":
        return NOTHING
    return f"{number_vi(value)} {'đồng' if currency in ('VND', '') else currency}"


def partial_date(value) -> str:
    """A `PartialDate` by its own `display()`: 2018, 10/2018 or 05/10/2018."""
    if value is None or value == "":
        return NOTHING
    return value.display() if hasattr(value, "display") else date_vi(value)


def capital(text) -> str:
    """A label that stands alone begins with a capital: đang xử lý → Đang xử lý.

    A first word with other signs in it (ver.di, an address) is somebody's own spelling and stays.
    """
    text = str(text)
    if not text[:1].islower():
        return text
    first = text.split(" ", 1)[0].rstrip(",.;:")
    return text[:1].upper() + text[1:] if first.isalpha() and first.islower() else text


def field_value(value) -> str:
    """Any field of a record as text for a page; what is empty is a dash."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime.datetime):
        return datetime_vi(value)
    if isinstance(value, datetime.date):
        return date_vi(value)
    if isinstance(value, int | float | Decimal):
        return number_vi(value)
    if hasattr(value, "display"):
        return partial_date(value)
    if isinstance(value, list | tuple | set):
        return ", ".join(field_value(item) for item in value) or NOTHING
    return str(value)


def filesize_vi(value) -> str:
    """Bytes as an officer reads them: 428 KB, 1,2 MB."""
    if value is None or value == "":
        return NOTHING
    size = int(value)
    if size < 1_000_000:
        return f"{number_vi(max(1, round(size / 1000)))} KB"
    return f"{number_vi(round(size / 1_000_000, 1))} MB"

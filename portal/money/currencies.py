"""The currencies that the union's resources come in."""

from django.utils.translation import gettext_lazy as _

DONG = "VND"

# Code → name; those without a smaller unit in use are printed whole.
CURRENCIES = {
    "VND": _("Vietnamese dong"),
    "USD": _("US dollar"),
    "EUR": _("euro"),
    "JPY": _("Japanese yen"),
    "KRW": _("Korean won"),
    "CNY": _("Chinese yuan"),
    "LAK": _("Lao kip"),
    "KHR": _("Cambodian riel"),
    "THB": _("Thai baht"),
    "SGD": _("Singapore dollar"),
    "MYR": _("Malaysian ringgit"),
    "AUD": _("Australian dollar"),
    "CAD": _("Canadian dollar"),
    "GBP": _("pound sterling"),
    "CHF": _("Swiss franc"),
    "SEK": _("Swedish krona"),
    "NOK": _("Norwegian krone"),
    "DKK": _("Danish krone"),
    "RUB": _("Russian rouble"),
    "CUP": _("Cuban peso"),
}
WHOLE = {"VND", "JPY", "KRW", "LAK", "KHR"}

_ALSO_WRITTEN = {
    "đ": "VND", "đồng": "VND", "vnđ": "VND", "dong": "VND", "₫": "VND", "đồng việt nam": "VND",
    "$": "USD", "us$": "USD", "usd$": "USD", "đô la mỹ": "USD",
    "€": "EUR", "ơ-rô": "EUR", "£": "GBP", "yên": "JPY", "yên nhật": "JPY", "₩": "KRW", "won": "KRW",
    "rmb": "CNY", "tệ": "CNY", "nhân dân tệ": "CNY", "kíp": "LAK", "kip": "LAK", "₭": "LAK", "riel": "KHR",
    "baht": "THB", "bạt": "THB", "a$": "AUD", "đô la úc": "AUD", "đô la australia": "AUD", "s$": "SGD",
}  # fmt: skip


def currency_choices() -> list[tuple[str, object]]:
    """(code, "USD – US dollar") for a select; đồng first."""
    return [
        (code, _("%(code)s – %(name)s") % {"code": code, "name": name}) for code, name in CURRENCIES.items()
    ]


def lookup_currency(text: str | None) -> str | None:
    """The code of a currency as people write it ("USD", "đô la Mỹ", "€", "đồng"), else None."""
    written = (text or "").strip()
    if written.upper() in CURRENCIES:
        return written.upper()
    return _ALSO_WRITTEN.get(written.lower())

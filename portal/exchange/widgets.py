"""How the text of a cell becomes a value, and back: django-import-export's widgets in our own writing."""

import datetime as dt
import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from import_export.widgets import Widget

from portal import countries
from portal.money.amounts import parse_amount
from portal.text import PartialDate, PartialRange, fold, normalise

from . import refusals
from .refusals import CellRefusedError

_FIGURES = re.compile(r"[\d\s./\-–]+")


class AsWritten(str):
    """A cell that was understood by nobody: the record keeps it as written, the field itself stays empty."""


class Text(Widget):
    """One line of text, NFC; what is longer than the column is refused, for cutting would lose words."""

    def __init__(self, longest: int | None = None):
        super().__init__()
        self.longest = longest

    def clean(self, value, row=None, **kwargs):
        text = normalise(str(value))
        if self.longest and len(text) > self.longest:
            raise CellRefusedError(
                refusals.TOO_LONG,
                _("found %(found)s letters, expected at most %(expected)s.")
                % {"found": len(text), "expected": self.longest},
            )
        return text

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)


class Address(Text):
    """A web address; one that is none is kept as written."""

    def clean(self, value, row=None, **kwargs):
        text = normalise(str(value))
        try:
            URLValidator(schemes=["http", "https"])(text)
        except ValidationError:
            return AsWritten(text)
        return text if not self.longest or len(text) <= self.longest else AsWritten(text)


class Code(Widget):
    """One value of a list, by its code, its label in either language, or what `also` says of older codes.

    With `strict`, what stands in no list is refused; else it is kept as written.
    """

    def __init__(self, choices, *, also: dict[str, str] | None = None, strict: bool = False):
        super().__init__()
        self.choices, self.also, self.strict = choices, also or {}, strict
        self._spelled: dict[str, str] = {}

    def clean(self, value, row=None, **kwargs):
        text = normalise(str(value))
        found = self.spelled().get(fold(text))
        if found is not None:
            return found
        if not self.strict:
            return AsWritten(text)
        raise CellRefusedError(
            refusals.UNKNOWN_CHOICE,
            _("found “%(found)s”, expected one of: %(expected)s.")
            % {"found": text, "expected": ", ".join(label for _code, label in self.labels("vi"))},
        )

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)

    def labels(self, language: str) -> list[tuple[str, str]]:
        with translation.override(language):
            return [(code, str(label)) for code, label in self.choices]

    def spelled(self) -> dict[str, str]:
        """Folded spelling → code."""
        if not self._spelled:
            for language in ("en", "vi"):
                self._spelled |= {fold(label): code for code, label in self.labels(language)}
            self._spelled |= {fold(code): code for code, _label in self.choices}
            self._spelled |= {fold(written): code for written, code in self.also.items()}
        return self._spelled

    def label(self, code: str) -> str:
        return dict(self.labels("vi")).get(code, code)


class Tick(Code):
    """Yes or no: "có", "không", or the "x" that our own lists put there."""

    def __init__(self):
        super().__init__(
            [("yes", _later("yes")), ("no", _later("no"))],
            also={"x": "yes", "1": "yes", "0": "no"},
            strict=True,
        )

    def clean(self, value, row=None, **kwargs):
        return super().clean(value, row, **kwargs) == "yes"

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else "yes" if value else "no"


class Country(Widget):
    """A country by its code or any of its names; an unknown one is kept as written."""

    def clean(self, value, row=None, **kwargs):
        text = normalise(str(value))
        return countries.lookup(text) or AsWritten(text)

    def render(self, value, obj=None, **kwargs):
        return value or ""


def read_date(value) -> PartialDate:
    """A partial date, or CellRefusedError: a month 13 is impossible, words are no date."""
    try:
        return PartialDate.parse(value if isinstance(value, dt.date) else str(value))
    except ValueError as refused:
        is_figures = _FIGURES.fullmatch(str(value)) and re.search(r"\d{4}", str(value))
        raise CellRefusedError(
            refusals.IMPOSSIBLE_DATE if is_figures else refusals.NOT_A_DATE, str(refused)
        ) from None


class Day(Widget):
    """A day, a month or a year."""

    def clean(self, value, row=None, **kwargs):
        return read_date(value)

    def render(self, value, obj=None, **kwargs):
        return str(value) if value else ""


class Stretch(Widget):
    """Two partial dates in one cell: "2014-07-23/2014-07-25", "5-7/10/2018", "2018-2023", "2025"."""

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, dt.date | int):
            return PartialRange(read_date(value))
        try:
            return PartialRange.parse(str(value))
        except ValueError as refused:
            sentence = str(refused)
        for part in re.split(r"/(?=\d{4}-)|\s+-\s+|\s*[–—]\s*", str(value)):
            read_date(part)
        raise CellRefusedError(refusals.END_BEFORE_START, sentence)

    def render(self, value, obj=None, **kwargs):
        return "/".join(str(end) for end in (value or ()) if end)


def _amount(value) -> Decimal:
    try:
        return parse_amount(value)
    except ValueError as refused:
        raise CellRefusedError(refusals.NOT_A_NUMBER, str(refused)) from None


def _negative(value) -> CellRefusedError:
    return CellRefusedError(
        refusals.NEGATIVE,
        _("found %(found)s, expected 0 or more; leave it empty when it is not known.") % {"found": value},
    )


class Amount(Widget):
    """A sum in Vietnamese writing: 1.234.567,5."""

    def clean(self, value, row=None, **kwargs):
        amount = _amount(value)
        if amount < 0:
            raise _negative(value)
        return amount.quantize(Decimal("0.01"))

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else format(Decimal(value).normalize(), "f")


class Whole(Widget):
    """A count; `least` is the smallest that makes sense (nobody travels in a delegation of nought), `most` the largest."""

    def __init__(self, least: int = 0, most: int | None = None):
        super().__init__()
        self.least, self.most = least, most

    def clean(self, value, row=None, **kwargs):
        number = _amount(value)
        if number < 0:
            raise _negative(value)
        if number != int(number) or not self.least <= number <= (self.most or 10**9 - 1):
            facts = {"found": value, "least": self.least, "most": self.most}
            raise CellRefusedError(refusals.IMPOSSIBLE_NUMBER, self._expected() % facts)
        return int(number)

    def _expected(self) -> str:
        if self.most is None:
            return _(
                "found %(found)s, expected a whole number from %(least)s, or nothing when it is not known."
            )
        return _(
            "found %(found)s, expected a whole number from %(least)s to %(most)s, or nothing when it is not known."
        )

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)

"""What a list shows: columns whose cells are prepared once, for the page and for the workbook alike."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from portal.ui.formats import field_value


@dataclass(frozen=True)
class Cell:
    """One cell as the page draws it: main text, smaller second line, link, tone of a status.

    `links` are (text, address) of several records that the text names.
    """

    text: str
    small: str = ""
    url: str = ""
    tone: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Column:
    """`value(record)` gives a Cell or a plain value; `export(record)` what the workbook holds
    (default: the same).

    `order` names the database column to sort by; empty means that the list cannot be sorted by it. `beside` names the
    column without which the workbook would say less than the page: the currency of a sum, written in one cell there.
    """

    name: str
    label: str | Promise
    value: Callable[[Any], Any]
    order: str = ""
    numeric: bool = False
    width: int = 24
    export: Callable[[Any], Any] | None = None
    only_export: bool = False
    beside: str = ""

    def cell(self, record) -> Cell:
        found = self.value(record)
        return found if isinstance(found, Cell) else Cell(field_value(found))

    def exported(self, record):
        """A date, a number or a text for the workbook; the small line is kept beside the main text."""
        if self.export is not None:
            return self.export(record)
        found = self.value(record)
        if isinstance(found, Cell):
            return f"{found.text} ({found.small})" if found.small else found.text
        return found


@dataclass(frozen=True)
class Row:
    """A prepared row: nothing is asked of the database while it is drawn."""

    key: int
    url: str
    cells: tuple[tuple[Column, Cell], ...]
    is_demonstration: bool = False


@dataclass(frozen=True)
class Section:
    """A heading of a detail page with its facts (label, Cell)."""

    heading: str | Promise
    facts: list[tuple[str | Promise, Cell]] = field(default_factory=list)


def fact(label, value, *, url: str = "", tone: str = "", small: str = "") -> tuple:
    """One line of a section; an empty value prints a dash."""
    return (label, Cell(field_value(value), small=small, url=url, tone=tone))

"""The rows of a list drawn at once: four hundred cells are too many for the nodes of a template."""

from collections.abc import Sequence
from html import escape
from itertools import chain, repeat

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.ui.formats import capital
from portal.ui.pieces import status

from .columns import Cell, Column, Row


def drawn(rows: Sequence[Row]) -> SafeString:
    """One `<tr>` for each row; all have the same columns. Every text is escaped here.

    On a phone each cell names its column: the name is looked up once for the page, not once for each row.
    """
    openings = [_opening(column) for column, _cell in rows[0].cells] if rows else []
    mark = format_html(' <span class="demo-mark">{}</span>', _("demonstration data"))
    return mark_safe("\n".join(_row(row, openings, mark) for row in rows))


def _row(row: Row, openings: list[SafeString], mark: SafeString) -> str:
    marks = chain([mark if row.is_demonstration else ""], repeat(""))
    cells = zip(openings, row.cells, marks, strict=False)
    return (
        f"<tr>{''.join(f'{begin}{_content(cell, mark)}</td>' for begin, (_column, cell), mark in cells)}</tr>"
    )


def _opening(column: Column) -> SafeString:
    style = mark_safe(' class="number"') if column.numeric else ""
    return format_html('<td data-label="{}"{}>', column.label, style)


def _content(cell: Cell, mark: str) -> str:
    """The text, as a state or a link where the cell says so, what marks the row, and the smaller line."""
    if cell.tone:
        text = status(cell.text, cell.tone)
    elif cell.url:
        text = f'<a class="fw-semibold" href="{_escaped(cell.url)}">{_escaped(capital(cell.text))}</a>'
    else:
        text = _escaped(capital(cell.text))
    small = f" <small>{_escaped(capital(cell.small))}</small>" if cell.small else ""
    return f"{text}{mark}{small}"


def _escaped(text: str) -> str:
    """Markup stays markup; `conditional_escape` asks more, four hundred times for a page."""
    return text.__html__() if hasattr(text, "__html__") else escape(text)

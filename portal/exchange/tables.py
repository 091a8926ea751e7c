"""Pages of cells become one table whose columns are the kind's: the header is found, not expected in row 1."""

from dataclasses import dataclass, field

import tablib
from django.utils.translation import gettext as _

from portal.documents.refusal import RefusedFileError
from portal.text import fold

from .columns import ROW, SHEET
from .reading import Cell, Page
from .registry import Kind

HEADER_WITHIN = 15  # rows in which a header is looked for: titles of a list may stand above it
EXAMPLE = "vi du"  # what the template writes into the key of its example row


@dataclass
class Table:
    """The rows of all fitting sheets, and the headings that nobody asked for."""

    rows: list[dict[str, Cell | int]] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    def dataset(self) -> tablib.Dataset:
        headers = [SHEET, ROW, *self.columns]
        return tablib.Dataset(
            *[[row.get(name, "") for name in headers] for row in self.rows], headers=headers
        )


def table_of(kind: Kind, pages: list[Page], *, filename: str) -> Table:
    """Raises RefusedFileError where no sheet has the columns of the kind, or none has a row."""
    table = Table()
    is_found = False
    for page in pages:
        header = _header(kind, page)
        if header is None:
            continue
        is_found = True
        _add(table, page, *header)
    if not is_found:
        raise _wrong_header(kind, pages, filename)
    if not table.rows:
        raise RefusedFileError(
            _("File: “%(name)s” has a header but no rows. Expected at least one row.") % {"name": filename},
            code="empty",
        )
    return table


def _header(kind: Kind, page: Page) -> tuple[int, dict[int, str]] | None:
    """The index of the header's line and its columns by position; None where no line is a header."""
    headings, required = kind.headings(), kind.required()
    for index, line in enumerate(page.lines[:HEADER_WITHIN]):
        columns: dict[int, str] = {}
        for position, cell in enumerate(line):
            name = headings.get(fold(str(cell)))
            if name and name not in columns.values():
                columns[position] = name
        if required <= set(columns.values()) and len(columns) >= 2:
            return index, columns
    return None


def _add(table: Table, page: Page, index: int, columns: dict[int, str]) -> None:
    table.columns += [name for name in columns.values() if name not in table.columns]
    header = page.lines[index]
    extra = [str(cell) for at, cell in enumerate(header) if at not in columns and str(cell).strip()]
    table.ignored += [heading for heading in extra if heading not in table.ignored]
    for number, line in enumerate(page.lines[index + 1 :], index + 2):
        row: dict = {name: line[at] for at, name in columns.items() if at < len(line)}
        if not any(str(cell).strip() for cell in row.values()) or fold(str(row.get("id", ""))) == EXAMPLE:
            continue
        table.rows.append({SHEET: page.name, ROW: number, **row})


def _wrong_header(kind: Kind, pages: list[Page], filename: str) -> RefusedFileError:
    lines = (line for page in pages for line in page.lines if any(str(cell).strip() for cell in line))
    first = next(lines, [])
    found = ", ".join(str(cell) for cell in first if str(cell).strip())[:200] or _("nothing")
    expected = ", ".join(column.label for column in kind.resource.columns if column.required)
    return RefusedFileError(
        _(
            "Header row of “%(name)s”: found “%(found)s”. Expected the columns of “%(kind)s”, "
            "at least %(expected)s and one more."
        )
        % {"name": filename, "found": found, "kind": kind.label, "expected": f"“{expected}”"},
        code="header",
        found=found,
        expected=expected,
    )

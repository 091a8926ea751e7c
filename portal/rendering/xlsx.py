"""Rows become an XLSX file in constant memory: lists as they are seen, and annexes of a paper."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter
from django.utils import timezone
from django.utils.functional import Promise
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from portal.text.partial import PartialDate

from .official import Annex, Paper
from .registry import CONTENT_TYPES
from .table import Linked, text_of
from .widths import AROUND, lines_of, unfolded

CONTENT_TYPE = CONTENT_TYPES["xlsx"]
LONGEST_TEXT = 32_767  # characters that Excel allows in a cell
SHEET_NAME = 31
LETTERS, LINE, HIGHEST = (
    12,
    16.0,
    409.0,
)  # points: size of type, a line of it, the highest row that Excel allows
CHARACTER = 5.25  # points that a width of one stands for
SHEET_WIDTH = 800.0  # points of an annex, if its words need no more: a landscape page, a tenth smaller
FORBIDDEN_IN_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
NUMBER_FORMATS = {"plain": "0", "number": "#,##0", "money": "#,##0", "decimal": "#,##0.00", "percent": "0.0"}
OPTIONS = {
    "constant_memory": True,
    # what a user typed stays text: no formula, no link, no number is made of it
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


@dataclass(frozen=True)
class SheetColumn:
    """`kind` says how numbers are written: "plain" (years: 2026), "number", "money", "decimal" or "percent".

    Dates are recognised by their type. `width` is counted in characters. `align` "" leaves text left, numbers right.
    """

    title: str
    width: float = 16
    kind: str = "number"
    align: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet: title and notes stand above the header (empty for a file to be imported again).

    `lines` of the header and of each row, where they are known: not every program makes rows as high as their texts.
    """

    name: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[object]]
    title: str = ""
    notes: Sequence[str] = ()
    total: Sequence[object] | None = None
    lines: Sequence[int] = ()


@dataclass
class Looks:
    """The cell formats of one workbook, made once each."""

    book: Workbook
    made: dict[tuple, Format] = field(default_factory=dict)

    def get(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            common = {"valign": "top", "text_wrap": True, "font_name": "Times New Roman", "font_size": 12}
            self.made[key] = self.book.add_format({**common, **properties})
        return self.made[key]


def write_rows(
    columns: Sequence[SheetColumn | tuple[str, float]],
    rows: Iterable[Sequence[object]],
    *,
    title: str = "",
    sheet: str = "",
    notes: Sequence[str] = (),
) -> bytes:
    """One sheet as XLSX. A column is a SheetColumn or just (title, width).

    `rows` may be a generator; each holds str, int, Decimal, date, datetime, PartialDate or None.
    """
    described = [column if isinstance(column, SheetColumn) else SheetColumn(*column) for column in columns]
    return write_book([Sheet(sheet or title or "1", described, rows, title, notes)])


def write_book(sheets: Sequence[Sheet]) -> bytes:
    """Several sheets as one XLSX; names are cut to what Excel allows and kept apart."""
    result = io.BytesIO()
    with xlsxwriter.Workbook(result, OPTIONS) as book:
        looks, used = Looks(book), set()
        for index, sheet in enumerate(sheets, 1):
            name = sheet_name(sheet.name, index, used)
            used.add(name.lower())
            write_sheet(book.add_worksheet(name), sheet, looks)
    return result.getvalue()


def annexes_xlsx(paper: Paper) -> bytes:
    """The annexes of a paper, one sheet each. Raises ValueError when there are none."""
    if not paper.annexes:
        raise ValueError(f"{paper.title}: a workbook needs an annex.")
    return write_book([annex_sheet(paper, label, annex) for label, annex in paper.numbered_annexes])


def annex_sheet(paper: Paper, label: str, annex: Annex) -> Sheet:
    return sheet_of(annex, label, paper.accompanies)


def sheet_of(annex: Annex, label: str, above: str) -> Sheet:
    """One annex with a line below its title: to which paper it belongs, or what it is about."""
    titles = [f"{one.group}: {one.title.lower()}" if one.group else one.title for one in annex.columns]
    rows = [
        [text_of(value) for value in row] for row in [*annex.rows, *([annex.total] if annex.total else [])]
    ]
    widths, lines = unfolded(
        [column.width for column in annex.columns], [titles, *rows], size=LETTERS, whole=SHEET_WIDTH
    )
    columns = [
        SheetColumn(title, width / CHARACTER, align="" if column.align == "left" else column.align)
        for title, width, column in zip(titles, widths, annex.columns, strict=True)
    ]
    notes = [above, *filter(None, [annex.unit, annex.note])]
    return Sheet(label, columns, annex.rows, f"{label}. {annex.title.upper()}", notes, annex.total, lines)


def sheet_name(wanted: str, index: int, used: set[str]) -> str:
    name = " ".join(wanted.translate(FORBIDDEN_IN_SHEET_NAME).split())[:SHEET_NAME] or str(index)
    return name if name.lower() not in used else f"{name[: SHEET_NAME - 4]} ({index})"


def write_sheet(page: Worksheet, sheet: Sheet, looks: Looks) -> None:
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
    row = 0
    if sheet.title:
        page.write_string(row, 0, sheet.title, looks.get(bold=True, font_size=14, text_wrap=False))
        row += 1
    for note in sheet.notes:
        write_note(page, row, sheet, note, looks)
        row += 1
    header = row + 1 if row else 0
    set_height(page, header, sheet.lines[:1])
    for at, column in enumerate(sheet.columns):
        page.write_string(
            header, at, str(column.title), looks.get(bold=True, border=1, bg_color="#E8EEF5", align="center")
        )
    last = write_body(page, sheet, looks, header + 1)
    page.freeze_panes(header + 1, 0)
    if last > header:
        page.autofilter(header, 0, last, len(sheet.columns) - 1)
    set_print(page, header)


def write_note(page: Worksheet, row: int, sheet: Sheet, note: str, looks: Looks) -> None:
    """A line over the whole sheet: one that ran beyond would make the sheet tiny on paper."""
    if len(sheet.columns) == 1:
        page.write_string(row, 0, note, looks.get(italic=True))
        return
    width = sum(column.width for column in sheet.columns) * CHARACTER
    set_height(page, row, [lines_of(note, (width - AROUND) / LETTERS)])
    page.merge_range(row, 0, row, len(sheet.columns) - 1, note, looks.get(italic=True))


def set_height(page: Worksheet, row: int, lines: Sequence[int]) -> None:
    if lines:
        page.set_row(row, min(HIGHEST, lines[0] * LINE + 2))


def write_body(page: Worksheet, sheet: Sheet, looks: Looks, first: int) -> int:
    """Writes the rows and the total; returns the last row that a filter may cover."""
    row, looking = first - 1, [(column.kind, aligned(column)) for column in sheet.columns]
    for row, values in enumerate(sheet.rows, first):
        set_height(page, row, sheet.lines[row - first + 1 : row - first + 2])
        for at, ((kind, look), value) in enumerate(zip(looking, values, strict=True)):
            write_value(page, row, at, value, kind, looks, **look)
    if sheet.total:
        set_height(page, row + 1, sheet.lines[-1:])
        for at, ((kind, look), value) in enumerate(zip(looking, sheet.total, strict=True)):
            write_value(page, row + 1, at, value, kind, looks, bold=True, **look)
    return row


def aligned(column: SheetColumn) -> dict[str, object]:
    return {"align": column.align} if column.align else {}


def write_value(
    page: Worksheet, row: int, at: int, value: object, kind: str, looks: Looks, **look: object
) -> None:
    if isinstance(value, Linked):
        page.write_url(row, at, value.url, looks.get(border=1, **look))
        value = value.value  # written over the address: the cell keeps its link and is a number
    if isinstance(value, PartialDate):
        value = value.earliest if value.earliest == value.latest else value.display()
    if value is None or value == "":
        page.write_blank(row, at, None, looks.get(border=1, **look))
    elif isinstance(value, bool):
        page.write_string(
            row, at, "x" if value else "", looks.get(**{"border": 1, "align": "center", **look})
        )
    elif isinstance(value, datetime):
        local = timezone.make_naive(value) if timezone.is_aware(value) else value
        page.write_datetime(row, at, local, looks.get(**dated("dd/mm/yyyy hh:mm", look)))
    elif isinstance(value, date):
        page.write_datetime(row, at, value, looks.get(**dated("dd/mm/yyyy", look)))
    elif isinstance(value, (int, float, Decimal)):
        page.write_number(row, at, value, looks.get(border=1, num_format=number_format(value, kind), **look))
    else:
        page.write_string(row, at, cut(value), looks.get(border=1, **look))


def dated(num_format: str, look: Mapping[str, object]) -> dict[str, object]:
    return {"border": 1, "align": "center", "num_format": num_format, **look}


def number_format(value: object, kind: str) -> str:
    """A fraction keeps its places in a column of whole numbers."""
    whole = not isinstance(value, (float, Decimal)) or value == int(value)
    return NUMBER_FORMATS[kind] if whole or kind in ("decimal", "percent") else "#,##0.##"


def cut(value: object) -> str:
    text = str(value) if isinstance(value, Promise) or not isinstance(value, str) else value
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def set_print(page: Worksheet, header: int) -> None:
    page.set_paper(9)  # A4
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(header)

"""A working sheet: short facts on a page or two, to read at a table. No official paper: no number, no signature."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.text import Truncator
from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Mm, Pt

from .docx_parts import FONT, grid, write
from .pdf import render_pdf

LONGEST = 220  # letters of one line: two pages are two pages
EDGE = Mm(18)
COLUMNS = (Mm(38), Mm(136))


@dataclass(frozen=True)
class Line:
    """One entry: `text`, with `small` behind it (day, place, whose)."""

    text: str
    small: str = ""

    @classmethod
    def cut(cls, text: str, small: str = "") -> "Line":
        """The text on one line, shortened where it is too long for a sheet."""
        return cls(Truncator(" ".join(text.split())).chars(LONGEST), small)


@dataclass(frozen=True)
class Part:
    """A heading with its lines; `empty` is said where there is none, so that silence is no omission.

    `left`: how many more there are, which are none of the lines.
    """

    heading: str
    lines: list[Line] = field(default_factory=list)
    empty: str = ""
    left: int = 0


@dataclass(frozen=True)
class Sheet:
    """`kind` above the title in capitals, names below it, facts in pairs (label, value), then the parts."""

    kind: str
    title: str
    names: str
    facts: Sequence[tuple[str, str]]
    parts: Sequence[Part]
    dated: date
    issued_by: str

    @property
    def footer(self) -> str:
        return f"{self.issued_by} – lưu hành nội bộ – {self.dated:%d/%m/%Y}"


def sheet_pdf(sheet: Sheet) -> bytes:
    """Raises RenderingError when the document fonts are missing."""
    return render_pdf(
        "print/sheet.html",
        {"sheet": sheet},
        title=f"{sheet.kind.capitalize()}: {sheet.title}",
        author=sheet.issued_by,
        created=sheet.dated,
    )


def sheet_docx(sheet: Sheet) -> bytes:
    """The same words in the same order; Word finds fonts for other scripts by itself."""
    document = Document()
    _prepare(document, sheet)
    write(document.add_paragraph(), sheet.footer, size=10, italic=True)
    write(document.add_paragraph(), sheet.kind, size=11, bold=True)
    write(document.add_paragraph(), sheet.title, size=16, bold=True)
    if sheet.names:
        write(document.add_paragraph(), sheet.names, size=13)
    _pairs(document, sheet.facts)
    for part in sheet.parts:
        _part(document, part)
    result = io.BytesIO()
    document.save(result)
    return result.getvalue()


def _prepare(document: WordDocument, sheet: Sheet) -> None:
    normal, section = document.styles["Normal"], document.sections[0]
    normal.font.name, normal.font.size = FONT, Pt(12)
    normal.paragraph_format.space_after = Pt(2)
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.left_margin = section.right_margin = EDGE
    properties = document.core_properties
    properties.title, properties.author, properties.language = sheet.title, sheet.issued_by, "vi-VN"


def _pairs(document: WordDocument, pairs: Sequence[tuple[str, str]]) -> None:
    table = document.add_table(rows=len(pairs), cols=2)
    grid(table, COLUMNS, margin=40)
    for row, (label, value) in zip(table.rows, pairs, strict=True):
        write(row.cells[0].paragraphs[0], label, size=11.5, italic=True)
        write(row.cells[1].paragraphs[0], value, size=12)


def _part(document: WordDocument, part: Part) -> None:
    heading = write(document.add_paragraph(), part.heading, size=12.5, bold=True)
    heading.paragraph_format.space_before = Pt(6)
    heading.paragraph_format.keep_with_next = True
    for line in part.lines:
        entry = write(document.add_paragraph(style="List Bullet"), line.text, size=12)
        if line.small:
            write(entry, f" ({line.small})", size=10.5, italic=True)
    if not part.lines:
        write(document.add_paragraph(), part.empty, size=12, italic=True)

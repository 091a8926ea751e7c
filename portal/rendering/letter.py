"""A letter of courtesy: the official page in Vietnamese, the second language on a page of its own, PDF and DOCX."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.shared import Mm

from . import docx as word
from .docx_parts import grid, keep_whole, line_in, next_paragraph, rule_below, write
from .official import Paper
from .pdf import render_pdf
from .table import Table


@dataclass(frozen=True)
class SecondPage:
    """The paper in the second language (`language` is its code), as it is printed; `table` below its text."""

    language: str
    organisation: str
    number: str
    place_and_day: str
    title: str
    to: str
    paragraphs: Sequence[str]
    signatory: str
    table: Table | None = None


@dataclass(frozen=True)
class LetterPaper:
    """`paper` gives header, title, addressee and signature; its own body stays empty. No "./." ends a letter."""

    paper: Paper
    paragraphs: Sequence[str]
    second: SecondPage | None = None


def letter_pdf(letter: LetterPaper) -> bytes:
    """Tagged PDF/A-3a. Raises RenderingError when the fonts are missing."""
    paper = letter.paper
    context = {"paper": paper, "paragraphs": letter.paragraphs, "second": letter.second}
    return render_pdf(
        "print/letter.html", context, title=paper.title, author=paper.issued_by, created=paper.dated
    )


def letter_docx(letter: LetterPaper) -> bytes:
    """The same as a Word file, to be edited in the office."""
    document = Document()
    word.prepare(document, letter.paper)
    word.draw_header(document, letter.paper)
    word.draw_title(document, letter.paper)
    _draw_text(document, letter.paragraphs)
    _draw_signature(document, letter.paper)
    if letter.second:
        draw_second(document, letter.second)
    result = io.BytesIO()
    document.save(result)
    return result.getvalue()


def bilingual_pdf(paper: Paper, second: SecondPage) -> bytes:
    """An official paper with tables and annexes, and behind it the same in the second language."""
    context = {"paper": paper, "second": second}
    return render_pdf(
        "print/bilingual.html", context, title=paper.title, author=paper.issued_by, created=paper.dated
    )


def bilingual_docx(paper: Paper, second: SecondPage) -> bytes:
    """The same as a Word file."""
    document = Document()
    word.draw_whole(document, paper)
    draw_second(document, second)
    result = io.BytesIO()
    document.save(result)
    return result.getvalue()


def _draw_text(document: WordDocument, paragraphs: Sequence[str]) -> None:
    """The last paragraph stays with the signature."""
    drawn = [word.running_text(document, text) for text in paragraphs]
    for last in drawn[-1:]:
        last.paragraph_format.keep_with_next = last.paragraph_format.keep_together = True


def _draw_signature(document: WordDocument, paper: Paper) -> None:
    table = document.add_table(rows=1, cols=2)
    grid(table, word.END_COLUMNS)
    keep_whole(table.rows[0])
    left, right = table.rows[0].cells
    word.write_recipients(left, paper)
    for index, line in enumerate(paper.signature.authority):
        line_in(right, line, bold=True, before=0 if index else 8)
    word.space(next_paragraph(right), 36, 36)


def draw_second(document: WordDocument, page: SecondPage) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    table = document.add_table(rows=1, cols=2)
    grid(table, word.HEADER_COLUMNS)
    left, right = table.rows[0].cells
    line_in(left, page.organisation, size=12, bold=True)
    rule_below(next_paragraph(left), word.HEADER_COLUMNS[0], Mm(22))
    if page.number:
        line_in(left, page.number, size=13, before=4)
    line_in(right, page.place_and_day, size=13.5, italic=True)
    word.space(write(document.add_paragraph(), page.title, bold=True, align="center"), 16, 10)
    if page.to:
        word.space(write(document.add_paragraph(), page.to, align="center"), 4, 12)
    _draw_text(document, page.paragraphs)
    if page.table:
        word.draw_table_block(document, page.table, Mm(160))
    end = document.add_table(rows=1, cols=2)
    grid(end, word.END_COLUMNS)
    keep_whole(end.rows[0])
    right = end.rows[0].cells[1]
    line_in(right, page.organisation, bold=True, before=8)
    if page.signatory:
        line_in(right, page.signatory, bold=True)
    word.space(next_paragraph(right), 36, 36)

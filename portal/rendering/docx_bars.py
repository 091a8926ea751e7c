"""Bars in a Word file: shaded cells of a table, which the office can change."""

from docx.document import Document as WordDocument
from docx.shared import Mm, Pt
from docx.table import _Row as WordRow

from .bars import COLOURS, STEPS, Bar, Bars
from .docx_parts import element, grid, keep_whole, shrink_mark, write

LABEL = 0.42  # of the width
ROOM = 6  # steps behind the longest bar, for its number


def draw_bars(document: WordDocument, bars: Bars, width: Mm) -> None:
    """A line for each bar; the label stands beside the first bar of its row."""
    lines = [(label if not at else "", bar) for label, drawn in bars.drawn for at, bar in enumerate(drawn)]
    legend = [(name, Bar(8, "", tone)) for name, tone in bars.legend]
    table = document.add_table(rows=len(lines) + len(legend), cols=1 + STEPS + ROOM)
    step = int(width * (1 - LABEL) / (STEPS + ROOM))
    grid(table, [int(width * LABEL), *[step] * (STEPS + ROOM)], margin=20)
    for row, (label, bar) in zip(table.rows, [*lines, *legend], strict=True):
        _line(row, label, bar)


def _line(row: WordRow, label: str, bar: Bar) -> None:
    keep_whole(row)
    cells = row.cells
    length = max(round(bar.width * STEPS / 100), 1 if bar.width else 0)
    small(write(cells[0].paragraphs[0], label, size=11, align="right"))
    if length:
        filled = cells[1].merge(cells[length])
        filled._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=COLOURS[bar.tone]))
        small(write(filled.paragraphs[0], "", size=8))
    rest = cells[length + 1].merge(cells[-1])
    small(write(rest.paragraphs[0], bar.text, size=10))


def small(paragraph) -> None:
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.keep_with_next = True
    shrink_mark(paragraph, 8)

"""The few things of a Word file that python-docx has no word for: fields, borders, fixed tables."""

from collections.abc import Sequence

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.table import _Row as WordRow
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from .table import TOGETHER, Cell, Table
from .widths import SIZES

FONT = "Times New Roman"
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def element(name: str, **attributes: object) -> OxmlElement:
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def write(
    paragraph: WordParagraph,
    text: str,
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    align: str = "left",
) -> WordParagraph:
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    paragraph.alignment = ALIGN[align]
    return paragraph


def next_paragraph(cell: WordCell) -> WordParagraph:
    """A cell is born with one empty paragraph: that one first, then new ones."""
    only = cell.paragraphs[0]
    return only if len(cell.paragraphs) == 1 and not only.runs and not cell.tables else cell.add_paragraph()


def line_in(cell: WordCell, text: str, *, before: float = 0, **look: object) -> WordParagraph:
    paragraph = write(next_paragraph(cell), text, align="center", **look)
    paragraph.paragraph_format.space_before = Pt(before)
    return paragraph


def framed(paragraph: WordParagraph) -> None:
    for run in paragraph.runs:
        run._r.get_or_add_rPr().append(element("bdr", val="single", sz=6, space=0, color="000000"))


def rule_below(paragraph: WordParagraph, room: Mm, width: Mm) -> None:
    """A solid line of `width` in the middle of `room`, drawn as the border of a tiny paragraph of its own."""
    side = int((room - width) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    paragraph.paragraph_format.line_spacing = Pt(4)
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz=6, space=0, color="000000"))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def page_number(paragraph: WordParagraph) -> None:
    """The running page number as a field."""
    run = write(paragraph, "", size=13, align="center").runs[0]
    for part in (
        element("fldChar", fldCharType="begin"),
        element("instrText"),
        element("fldChar", fldCharType="end"),
    ):
        if part.tag == qn("w:instrText"):
            part.text = "PAGE"
        run._r.append(part)


def grid(table: WordTable, widths: Sequence[Mm], margin: int = 0) -> None:
    """A table of fixed widths; `margin` of the cells left and right in twentieths of a point."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=margin, type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def keep_whole(row: WordRow, *, header: bool = False) -> None:
    """The row does not break over pages; a header row repeats on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("cantSplit"))
    if header:
        properties.append(element("tblHeader"))


def fill(row: WordRow, cells: Sequence[Cell], *, size: float, bold: bool = False) -> None:
    places = row.cells
    for cell in cells:
        place = places[cell.first]
        if cell.columns > 1:
            place = place.merge(places[cell.first + cell.columns - 1])
        paragraph = write(place.paragraphs[0], cell.text, size=size, bold=bold, align=cell.align)
        if cell.url:
            lead_to(paragraph, cell.url, paragraph.runs)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.line_spacing = 1.0
        shrink_mark(paragraph, size)
        place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def lead_to(paragraph: WordParagraph, url: str, runs: Sequence[Run]) -> None:
    """These runs, the last of the paragraph, become a link to an address outside the file."""
    link = element("hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    for run in runs:
        link.append(run._r)
    paragraph._p.append(link)


def shrink_mark(paragraph: WordParagraph, size: float) -> None:
    """The paragraph's end mark gets the size of its text: else an empty cell makes its row taller."""
    look = element("rPr")
    look.append(element("sz", val=int(size * 2)))
    paragraph._p.get_or_add_pPr().insert_element_before(look, "w:sectPr", "w:pPrChange")


def span_rows(word: WordTable, header: Sequence[Sequence[Cell]]) -> None:
    for cell in header[0]:
        if cell.rows > 1:
            upper, lower = word.cell(0, cell.first), word.cell(1, cell.first)
            lower.paragraphs[0].style = upper.paragraphs[0].style
            merged = upper.merge(lower)
            for empty in merged.paragraphs[1:]:
                empty._p.getparent().remove(empty._p)


def draw_table(word: WordTable, table: Table, width: Mm) -> None:
    """Fills an empty Word table of the right number of rows and columns; header rows repeat on each page."""
    word.style = "Table Grid"
    size = SIZES[table.density]
    margin = 60 if size > SIZES["wide"] else 50
    grid(word, [int(width * share / 100) for share in table.percentages], margin=margin)
    rows = iter(word.rows)
    for cells in table.header:
        row = next(rows)
        keep_whole(row, header=True)
        fill(row, cells, size=size, bold=True)
    span_rows(word, table.header)
    for cells in table.body:
        row = next(rows)
        keep_whole(row)
        fill(row, cells, size=size)
    if table.total:
        row = next(rows)
        keep_whole(row)
        fill(row, table.total_cells, size=size, bold=True)
    keep_together(word.rows[0 if table.is_whole else -TOGETHER : -1])


def keep_together(rows: Sequence[WordRow]) -> None:
    """Each of these rows stays on the page of the one below it."""
    for row in rows:
        for cell in row._tr.tc_lst:
            for paragraph in cell.p_lst:
                paragraph.get_or_add_pPr().get_or_add_keepNext()

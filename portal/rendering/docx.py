"""The same official paper as a Word file, to be edited in the office: layout and words equal the PDF."""

import io
from datetime import datetime, time

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph

from .bars import Bars
from .docx_bars import draw_bars
from .docx_parts import (
    FONT,
    draw_table,
    element,
    framed,
    grid,
    keep_together,
    keep_whole,
    lead_to,
    line_in,
    next_paragraph,
    page_number,
    rule_below,
    write,
)
from .official import Annex, Paper, Paragraph
from .table import Table

PORTRAIT = (Mm(210), Mm(297))
LEFT, RIGHT, EDGE = Mm(30), Mm(20), Mm(20)
INDENT = Mm(10)
HEADER_COLUMNS = (Mm(64), Mm(96))  # the right one holds the national title in one line
END_COLUMNS = (Mm(74), Mm(86))


def official_docx(paper: Paper) -> bytes:
    """The paper with its annexes as DOCX in Times New Roman."""
    document = Document()
    draw_whole(document, paper)
    result = io.BytesIO()
    document.save(result)
    return result.getvalue()


def draw_whole(document: WordDocument, paper: Paper) -> None:
    prepare(document, paper)
    draw_header(document, paper)
    draw_title(document, paper)
    draw_body(document, paper)
    draw_end(document, paper)
    for label, annex in paper.numbered_annexes:
        draw_annex(document, paper, label, annex)


def prepare(document: WordDocument, paper: Paper) -> None:
    """Page, base font for all scripts, language, and the file's properties."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    style.element.rPr.append(element("lang", val="vi-VN", eastAsia="vi-VN"))
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.widow_control = True
    properties = document.core_properties
    properties.title, properties.author, properties.language = paper.title, paper.issued_by, "vi-VN"
    if paper.dated:
        properties.created = datetime.combine(paper.dated, time())
    set_page(document.sections[0], landscape=False)


def set_page(section: Section, *, landscape: bool) -> None:
    """A4 with the margins of the rule; the page number in the top margin, none on the first page."""
    short, long = PORTRAIT
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.top_margin = Mm(25) if landscape else EDGE
    section.bottom_margin, section.right_margin = EDGE, RIGHT
    section.left_margin = EDGE if landscape else LEFT
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    if section.header.is_linked_to_previous:
        section.header.is_linked_to_previous = False
        page_number(section.header.paragraphs[0])


def draw_header(document: WordDocument, paper: Paper) -> None:
    table = document.add_table(rows=2, cols=2)
    grid(table, HEADER_COLUMNS)
    issuer, nation = table.rows[0].cells
    for line in paper.superior_lines if paper.superior else []:
        line_in(issuer, line, size=12)
    for line in paper.issuer_lines:
        line_in(issuer, line, size=12, bold=True)
    rule_below(next_paragraph(issuer), HEADER_COLUMNS[0], Mm(22))
    line_in(nation, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True)
    line_in(nation, "Độc lập - Tự do - Hạnh phúc", size=13, bold=True)
    rule_below(next_paragraph(nation), HEADER_COLUMNS[1], Mm(57))
    number, day = table.rows[1].cells
    if paper.symbol:
        line_in(number, f"Số: {paper.numbered_symbol}", size=13, before=6)
    if paper.is_letter:
        line_in(number, f"V/v {paper.subject}", size=12, before=6)
    if paper.mark:
        framed(line_in(number, f" {paper.mark} ", size=12, bold=True, before=6))
    line_in(day, f"{paper.place}, {paper.long_date}", size=13.5, italic=True, before=6)


def draw_title(document: WordDocument, paper: Paper) -> None:
    if not paper.is_letter:
        title = write(document.add_paragraph(), paper.type_name.upper(), bold=True, align="center")
        title.paragraph_format.space_before = Pt(14)
        for line in paper.subject_lines:
            write(document.add_paragraph(), line, bold=True, align="center")
        rule_below(document.add_paragraph(), Mm(160), Mm(50))
    if len(paper.addressees) == 1:
        space(write(document.add_paragraph(), f"Kính gửi: {paper.addressees[0]}", align="center"), 12, 10)
    elif paper.addressees:
        table = document.add_table(rows=1, cols=2)
        grid(table, (Mm(44), Mm(116)))
        label, names = table.rows[0].cells
        space(write(label.paragraphs[0], "Kính gửi: ", align="right"), 12, 0)
        for index, line in enumerate(paper.addressee_lines):
            space(
                write(next_paragraph(names), line), 0 if index else 12, 0
            ).paragraph_format.left_indent = Mm(3)
        names.paragraphs[-1].paragraph_format.space_after = Pt(10)
    else:
        space(document.add_paragraph(), 0, 4)


def space(paragraph: WordParagraph, before: float, after: float) -> WordParagraph:
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    return paragraph


def running_text(document: WordDocument, text: str, lead: str = "", **look: object) -> WordParagraph:
    paragraph = document.add_paragraph()
    if lead:
        write(paragraph, f"{lead} ", bold=True)
    space(write(paragraph, text, align="justify", **look), 0, 6)
    paragraph.paragraph_format.first_line_indent = INDENT
    paragraph.paragraph_format.line_spacing = 1.15
    return paragraph


def draw_body(document: WordDocument, paper: Paper) -> None:
    for kind, block, text in paper.blocks:
        if isinstance(block, Table):
            draw_table_block(document, block, Mm(160))
        elif isinstance(block, Bars):
            draw_bars_block(document, block)
        elif kind.startswith("heading"):
            heading = running_text(document, text, bold=kind != "heading3")
            heading.paragraph_format.keep_with_next = True
            heading.style = document.styles[f"Heading {block.level}"]
            plain_heading(heading)
        elif kind == "centred":
            line = space(write(document.add_paragraph(), text, bold=True, align="center"), 6, 6)
            line.paragraph_format.keep_with_next = True
        elif kind == "note":
            space(write(document.add_paragraph(), text, size=12, italic=True), 4, 6)
        else:
            draw_paragraph(document, block)


def draw_paragraph(document: WordDocument, block: Paragraph) -> None:
    paragraph = running_text(document, "", lead=block.lead)
    for words, url in block.pieces:
        write(paragraph, words, align="justify", italic=block.italic)
        if url:
            lead_to(paragraph, url, paragraph.runs[-1:])


def plain_heading(paragraph: WordParagraph) -> None:
    """Word's heading styles give the outline; their colour and font do not belong on an official paper."""
    for run in paragraph.runs:
        run.font.color.rgb, run.font.name = RGBColor(0, 0, 0), FONT
        fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), FONT)


def draw_caption(document: WordDocument, text: str) -> None:
    caption = space(write(document.add_paragraph(), text, size=12, italic=True, align="center"), 4, 3)
    caption.paragraph_format.keep_with_next = True


def draw_bars_block(document: WordDocument, bars: Bars) -> None:
    draw_caption(document, bars.caption)
    draw_bars(document, bars, Mm(160))
    space(document.add_paragraph(), 0, 0).paragraph_format.line_spacing = Pt(6)


def draw_table_block(document: WordDocument, table: Table, width: Mm, *, noted: bool = False) -> None:
    """`noted`: what follows is a note, which stays on the page of the last rows."""
    if table.caption:
        draw_caption(document, table.caption)
    count = len(table.header) + len(table.rows) + bool(table.total)
    word = document.add_table(rows=count, cols=len(table.columns))
    draw_table(word, table, width)
    below = space(document.add_paragraph(), 0, 0)
    below.paragraph_format.line_spacing = Pt(6)
    if noted:
        keep_together(word.rows[-1:])
        below.paragraph_format.keep_with_next = True


def draw_end(document: WordDocument, paper: Paper) -> None:
    """The last paragraph stays with the signature, which therefore never stands alone on a page."""
    if paper.closing_text:
        closing = running_text(document, paper.closing_text)
        closing.paragraph_format.keep_with_next = closing.paragraph_format.keep_together = True
    table = document.add_table(rows=1, cols=2)
    grid(table, END_COLUMNS)
    keep_whole(table.rows[0])
    left, right = table.rows[0].cells
    write_recipients(left, paper)
    for index, line in enumerate(paper.signature.authority):
        line_in(right, line, bold=True, before=0 if index else 8)
    space(next_paragraph(right), 36, 36)
    line_in(right, paper.signature.name, bold=True)


def write_recipients(cell: WordCell, paper: Paper) -> None:
    space(write(next_paragraph(cell), "Nơi nhận:", size=12, bold=True, italic=True), 8, 0)
    for line in paper.recipient_lines:
        write(next_paragraph(cell), line, size=11)


def draw_annex(document: WordDocument, paper: Paper, label: str, annex: Annex) -> None:
    """An annex is a section of its own: its orientation, its page numbers from 1."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    set_page(section, landscape=annex.landscape)
    restart = section._sectPr.find(qn("w:pgNumType"))
    if restart is not None:
        section._sectPr.remove(restart)
    section._sectPr.insert_element_before(element("pgNumType", start=1), "w:cols", "w:titlePg", "w:docGrid")
    write(document.add_paragraph(), label, bold=True, align="center")
    write(document.add_paragraph(), "\n".join(annex.title_lines), bold=True, align="center")
    space(write(document.add_paragraph(), paper.accompanies, size=13, italic=True, align="center"), 2, 8)
    if annex.unit:
        write(document.add_paragraph(), annex.unit, size=12, italic=True, align="right")
    draw_table_block(document, annex.table, Mm(257 if annex.landscape else 160), noted=bool(annex.note))
    if annex.note:
        write(document.add_paragraph(), annex.note, size=12, italic=True)

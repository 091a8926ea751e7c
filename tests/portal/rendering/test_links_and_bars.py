"""Links and bars of a paper: in the PDF, in the Word file and in the workbook alike."""

import io
from dataclasses import replace

import openpyxl
import pikepdf
import pytest
from docx import Document

from portal.rendering.bars import Bars
from portal.rendering.docx import official_docx
from portal.rendering.official import Annex, Column, Linked, Paragraph, official_pdf
from portal.rendering.tags import tag_faults
from portal.rendering.xlsx import annexes_xlsx

from . import samples

OUT, IN = "https://portal.example.vn/doan-ra/", "https://portal.example.vn/doan-vao/"
ANNEX = Annex(
    "Tổng hợp", [Column("Chỉ tiêu", 30), Column("Kỳ này", 10, "right")], [["Đoàn ra", Linked(42, OUT)]]
)
BARS = Bars("Biểu đồ 1", ["Kỳ này", "Cùng kỳ"], [("Đoàn ra", [42, 21]), ("Đoàn vào", [0, None])])
TEXT = Paragraph("Tổ chức 42 đoàn ra và 3 đoàn vào.", links=[("3 đoàn vào", IN), ("42 đoàn ra", OUT)])


@pytest.fixture(scope="module")
def paper():
    return replace(samples.paper(), body=[TEXT, BARS], annexes=[ANNEX])


def addresses(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note]


def test_numbers_lead_on_in_all_three_files(paper):
    printed = official_pdf(paper)
    assert addresses(printed) == [OUT, IN, OUT]
    assert tag_faults(printed) == []
    word = Document(io.BytesIO(official_docx(paper)))
    led = [link.address for paragraph in word.paragraphs for link in paragraph.hyperlinks]
    cell = next(c for t in word.tables for row in t.rows for c in row.cells if c.text.strip() == "42" and c.paragraphs[0].hyperlinks)  # fmt: skip
    assert led == [OUT, IN]
    assert cell.paragraphs[0].hyperlinks[0].address == OUT
    sheet = openpyxl.load_workbook(io.BytesIO(annexes_xlsx(paper))).active
    linked = [(cell.value, cell.hyperlink.target) for row in sheet for cell in row if cell.hyperlink]
    assert linked == [(42, OUT)]  # a number that can be added up, and a link


def test_a_text_is_cut_where_its_links_stand_and_nothing_is_lost():
    assert TEXT.pieces == [("Tổ chức ", ""), ("42 đoàn ra", OUT), (" và ", ""), ("3 đoàn vào", IN), (".", "")]
    overlapping = Paragraph("12 đoàn ra", links=[("12 đoàn", OUT), ("đoàn ra", IN), ("không có", IN)])
    assert overlapping.pieces == [("12 đoàn", OUT), (" ra", "")]
    assert Paragraph("12 đoàn ra", links=[("2 đoàn ra", OUT)]).pieces == [("12 đoàn ra", "")]


def test_bars_are_in_proportion_from_zero_and_nothing_known_is_not_zero():
    drawn = {label: [(bar.width, bar.text) for bar in bars] for label, bars in BARS.drawn}
    assert drawn == {"Đoàn ra": [(100, "42"), (50, "21")], "Đoàn vào": [(0, "0"), (0, "–")]}
    assert Bars("Không có", ["Kỳ này"], [("Đoàn ra", [0])]).widths == [0]
    with pytest.raises(ValueError, match="Đoàn ra"):
        Bars("Sai", ["Kỳ này"], [("Đoàn ra", [1, 2])])

"""The Word file says what the PDF says and is laid out by the same rules."""

import io
from datetime import date

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from portal.rendering.docx import official_docx

from . import samples


@pytest.fixture(scope="module")
def document():
    return Document(io.BytesIO(official_docx(samples.paper())))


def texts(document) -> list[str]:
    return [" ".join(paragraph.text.split()) for paragraph in document.paragraphs]


def test_the_parts_of_the_paper_in_their_order(document):
    lines = texts(document)
    order = [
        "BÁO CÁO",
        "Kính gửi: Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam",
        "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, QUẢN LÝ",
        "1. Hoạt động song phương",
        "b) Đoàn vào",
        "V. KIẾN NGHỊ, ĐỀ XUẤT",
        "PHỤ LỤC I",
        "TỔNG HỢP HOẠT ĐỘNG ĐỐI NGOẠI",
        "PHỤ LỤC III",
    ]
    assert [lines.index(each) for each in order] == sorted(lines.index(each) for each in order)
    assert any(line.endswith("cho ý kiến chỉ đạo./.") for line in lines)


def test_header_cells_have_no_margins_so_that_the_national_title_fits(document):
    header = document.tables[0]
    assert [line.text for line in header.cell(0, 0).paragraphs][:3] == [
        "TỔNG LIÊN ĐOÀN",
        "LAO ĐỘNG VIỆT NAM",
        "BAN ĐỐI NGOẠI",
    ]
    title = header.cell(0, 1).paragraphs[0]
    assert title.text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert title.runs[0].font.size.pt == 12
    margins = header._tbl.tblPr.find(qn("w:tblCellMar"))
    assert {side.get(qn("w:w")) for side in margins} == {"0"}
    assert header.cell(0, 1).width.mm >= 92  # the title takes 88 mm in bold 12 pt
    assert header.cell(1, 0).text == "Số:       /BC-BĐN"
    assert header.cell(1, 1).text.startswith("Hà Nội, ngày")


def test_times_new_roman_everywhere(document):
    normal = document.styles["Normal"]
    assert normal.font.name == "Times New Roman"
    fonts = normal.element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {
        "Times New Roman"
    }
    named = {run.font.name for paragraph in document.paragraphs for run in paragraph.runs}
    assert named <= {None, "Times New Roman"}


def test_the_last_paragraph_stays_with_the_signature_row(document):
    closing = next(paragraph for paragraph in document.paragraphs if paragraph.text.endswith("./."))
    assert closing.paragraph_format.keep_with_next
    assert closing.paragraph_format.keep_together
    following = closing._p.getnext()
    assert following.tag == qn("w:tbl")
    assert following.findall(f".//{qn('w:cantSplit')}")
    end = document.tables[2]
    assert end.cell(0, 0).text.split("\n")[1] == "- Như trên;"
    assert end.cell(0, 1).text.split("\n")[0] == "TRƯỞNG BAN"


def test_annexes_are_sections_with_page_numbers_of_their_own(document):
    assert len(document.sections) == 4
    orientations = [section.orientation for section in document.sections]
    assert orientations == [WD_ORIENT.PORTRAIT, WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    for section in document.sections:
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header.paragraphs[0]._p.xml
        assert not section.first_page_header.paragraphs[0].text
    starts = [section._sectPr.find(qn("w:pgNumType")) for section in document.sections]
    assert [start is not None and start.get(qn("w:start")) for start in starts] == [False, "1", "1", "1"]
    first, wide = document.sections[0], document.sections[2]
    assert [round(side.mm) for side in (first.left_margin, first.right_margin, first.top_margin)] == [
        30,
        20,
        20,
    ]
    assert round(wide.page_width.mm) == 297


def test_wide_table_keeps_groups_repeats_its_header_and_ends_with_the_total(document):
    wide = document.tables[4]
    assert len(wide.rows) == 43
    assert wide.cell(0, 4).text == wide.cell(0, 5).text == "Thành phần"
    assert wide.cell(0, 1).text == wide.cell(1, 1).text == "Tên đoàn, nội dung"
    header = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in wide.rows]
    assert header[:3] == [True, True, False]
    last = [cell.text for cell in wide.rows[-1].cells]
    assert last[:6] == ["Tổng cộng"] * 4 + ["240", "80"]
    assert last[12] == "7.420.000.000"


def test_properties_and_given_date():
    content = official_docx(samples.paper(number="12", dated=date(2026, 10, 12), annexes=[]))
    document = Document(io.BytesIO(content))
    assert document.tables[0].cell(1, 0).text == "Số: 12/BC-BĐN"
    assert document.tables[0].cell(1, 1).text == "Hà Nội, ngày 12 tháng 10 năm 2026"
    assert document.core_properties.title.startswith("Báo cáo công tác đối ngoại")
    assert document.core_properties.created.date() == date(2026, 10, 12)

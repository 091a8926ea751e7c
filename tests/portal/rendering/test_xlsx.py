"""Workbooks are read back by another library: real dates and numbers, no formula made of a user's text."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.utils.translation import gettext_lazy
from python_calamine import CalamineWorkbook

from portal.rendering.official import Annex
from portal.rendering.table import Column
from portal.rendering.xlsx import LONGEST_TEXT, Sheet, SheetColumn, annexes_xlsx, write_book, write_rows
from portal.text.partial import PartialDate

from . import samples

COLUMNS = [SheetColumn("Tên", 30), SheetColumn("Ngày", 12), SheetColumn("Kinh phí", 18, "money")]


def read(content: bytes, index: int = 0) -> list[list]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(index).to_python()


def xml(content: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def test_rows_come_back_with_their_types():
    rows = [["Đoàn ra", date(2026, 3, 4), 185_500_000], ["Đoàn vào", None, Decimal("10.5")]]
    assert read(write_rows(COLUMNS, iter(rows))) == [
        ["Tên", "Ngày", "Kinh phí"],
        ["Đoàn ra", date(2026, 3, 4), 185_500_000],
        ["Đoàn vào", "", 10.5],
    ]


def test_title_and_notes_stand_above_the_frozen_header():
    content = write_rows(
        COLUMNS, [["a", None, 1]], title="Danh sách đoàn", notes=["Xuất ngày 01/11/2026"], sheet="Đoàn"
    )
    assert [row[0] for row in read(content)] == ["Danh sách đoàn", "Xuất ngày 01/11/2026", "", "Tên", "a"]
    assert 'topLeftCell="A5"' in xml(content)
    assert 'state="frozen"' in xml(content)
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names == ["Đoàn"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+84", "-5", "@SUM(A1)", '=HYPERLINK("http://x")', "http://example.org", "007"]
)
def test_text_stays_text(text):
    content = write_rows([SheetColumn("Tên")], [[text]])
    assert read(content)[1] == [text]
    assert "<f>" not in xml(content)
    assert "hyperlink" not in xml(content)


def test_moments_are_local_and_partial_dates_keep_their_precision():
    moment = datetime(2026, 3, 4, 17, 30, tzinfo=UTC)
    content = write_rows(
        [SheetColumn("a")], [[moment], [PartialDate(2018, 10)], [PartialDate(2018, 10, 5)], [True]]
    )
    assert [row[0] for row in read(content)[1:]] == [
        datetime(2026, 3, 5, 0, 30),
        "10/2018",
        date(2018, 10, 5),
        "x",
    ]


def test_number_formats_by_kind():
    content = write_rows(
        [SheetColumn("Năm", kind="plain"), SheetColumn("Tiền", kind="money")], [[2026, 1_000_000]]
    )
    styles = xml(content, "xl/styles.xml")
    assert 'numFmtId="1"' in styles  # Excel's own "0"
    assert 'formatCode="#,##0"' in styles


def test_columns_may_be_pairs_and_titles_translated():
    assert read(write_rows([("Tên", 20), (gettext_lazy("Vietnamese"), 10)], [["a", "b"]]))[0][0] == "Tên"


def test_long_text_is_cut_and_marked():
    value = read(write_rows([SheetColumn("a")], [["x" * 40_000]]))[1][0]
    assert len(value) == LONGEST_TEXT
    assert value.endswith("…")


def test_sheet_names_are_made_allowed_and_kept_apart():
    sheets = [Sheet("Báo cáo: 6 tháng [2026] " + "x" * 40, [SheetColumn("a")], [[1]]) for _ in range(2)]
    names = CalamineWorkbook.from_filelike(io.BytesIO(write_book(sheets))).sheet_names
    assert len(set(names)) == 2
    assert all(len(name) <= 31 for name in names)


def test_annexes_become_one_sheet_each_with_their_totals():
    content = annexes_xlsx(samples.paper())
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["PHỤ LỤC I", "PHỤ LỤC II", "PHỤ LỤC III"]
    rows = read(content, 1)
    assert rows[0][0] == "PHỤ LỤC II. THỐNG KÊ ĐOÀN RA"
    assert "Thành phần: số người" in rows[4]
    assert rows[-1][0] == "Tổng cộng"
    assert rows[-1][12] == 185_500_000 * 40
    with pytest.raises(ValueError, match="needs an annex"):
        annexes_xlsx(samples.paper(annexes=[]))


def sheet_of_one(**changes) -> str:
    """The XML of the sheet of an annex with one long text and one long sum."""
    columns = [Column("STT", 5, "center"), Column("Kết quả", 20), Column("Kinh phí", 2, "right")]
    rows = [
        [1, "Trao đổi đoàn", 1],
        [2, "Hai bên nhất trí duy trì cơ chế gặp gỡ hằng năm. " * 20, 7_736_200_000],
    ]
    annex = Annex("Thống kê", columns, rows, note="Kỳ này: theo báo cáo đã tiếp nhận. " * 20, **changes)
    return xml(annexes_xlsx(samples.paper(annexes=[annex])))


def test_a_sum_has_room_in_its_column_so_that_it_is_not_drawn_as_hashes():
    widths = [float(width) for width in re.findall(r'<col [^>]*width="([\d.]+)"', sheet_of_one())]
    assert widths[-1] > len("7.736.200.000")


def test_rows_of_an_annex_are_as_high_as_their_texts_and_the_note_stays_above_the_table():
    sheet = sheet_of_one(total=["Tổng cộng", None, 7_736_200_001])
    heights = {int(row): float(high) for row, high in re.findall(r'<row r="(\d+)"[^>]* ht="([\d.]+)"', sheet)}
    accompanies, note, header, short, long, _total = (heights[row] for row in (2, 3, 5, 6, 7, 8))
    assert accompanies == header == short
    assert long > 3 * short
    assert note > 2 * accompanies
    assert '<mergeCell ref="A3:C3"/>' in sheet


def test_cells_of_an_annex_stand_as_they_do_on_paper():
    book = openpyxl.load_workbook(
        io.BytesIO(annexes_xlsx(samples.paper(annexes=[samples.compliance_annex(1)])))
    )
    row = next(row for row in book.worksheets[0].iter_rows() if row[0].value == 1)
    assert [cell.alignment.horizontal for cell in row] == ["center", None, "center", "center", None]

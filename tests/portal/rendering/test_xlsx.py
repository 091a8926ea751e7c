"""Workbooks are read back by another library: real dates and numbers, no formula made of a user's text."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import gettext_lazy
from python_calamine import CalamineWorkbook

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

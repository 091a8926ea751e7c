"""Columns that are never so narrow that a word is cut in two, rows that are low, letters no smaller than need be."""

import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from portal.rendering.docx import official_docx
from portal.rendering.docx_parts import draw_table
from portal.rendering.official import Annex
from portal.rendering.table import Column, Table
from portal.rendering.widths import LANDSCAPE, PORTRAIT, SIZES, set_out

from . import samples

LONG = "135.260.000"
SAID = (
    "Hai bên trao đổi thông tin về tình hình công nhân, công đoàn và nhất trí duy trì cơ chế gặp gỡ hằng năm. "
    * 3
)


def test_shares_stay_where_every_word_has_room_and_rows_are_low():
    columns = [Column("STT", 10), Column("Tên", 60), Column("Ngày", 30)]
    assert Table(columns, [[1, "Thăm Lào", "20/12/2021"]]).setting == ("plain", [10, 60, 30])


def test_a_column_too_narrow_for_a_date_takes_what_others_can_spare():
    names = [Column(f"Cột {number}", 12) for number in range(7)]
    table = Table([*names, Column("Ngày", 2)], [[*["một hai ba"] * 7, "20/12/2021"]], landscape=True)
    shares = table.percentages
    assert sum(shares) == pytest.approx(100, abs=0.1)
    assert shares[-1] * LANDSCAPE / 100 > 12 * 10 * 0.4
    assert len(set(shares[:-1])) == 1


def test_a_sum_that_ends_a_column_is_measured_too():
    def share(total):
        columns = [Column("Đơn vị", 90), Column("Tổng", 3, "right")]
        return Table(columns, [["LĐLĐ tỉnh Lào Cai", 1]], total=total).percentages[-1]

    assert share(["Cộng", 135_260_000]) > share(["Cộng", 1]) > 3


def test_an_address_that_nothing_could_hold_is_cut_and_does_not_push_the_others_out():
    rows = [["Tên", "Trang"], ["một", "https://example.com/" + "a" * 300]]
    density, shares = set_out([90, 10], rows, density="plain", whole=LANDSCAPE)
    assert density == "plain"
    assert shares[1] >= 24
    assert sum(shares) == pytest.approx(100)


def test_where_all_need_more_than_there_is_the_room_is_shared_in_the_smallest_letters():
    rows = [["Số"] * 10, [LONG * 3] * 10]
    assert set_out([10, 20] * 5, rows, density="plain", whole=PORTRAIT) == ("dense", [10] * 10)


def test_a_column_with_much_to_say_takes_from_those_with_little():
    columns = [Column("Tên", 40), Column("Kết quả", 20), Column("Ghi chú", 40)]
    name, said, remark = Table(columns, [["Thăm Lào", SAID, ""]] * 5).percentages
    assert said > 60
    assert max(name, remark) < 20


def test_the_order_of_rows_and_what_they_hold_beyond_a_sample_do_not_cut_words():
    rows = [[number, "Thăm Lào", ""] for number in range(500)] + [[501, "Thăm Lào", "135.260.000.000.000"]]
    columns = [Column("STT", 10), Column("Tên", 85), Column("Kinh phí", 5)]
    assert Table(columns, rows).percentages == Table(columns, rows[::-1]).percentages
    assert Table(columns, rows).percentages[-1] * PORTRAIT / 100 > 15 * 12 * 0.5


def main_table(value: int) -> Table:
    """As table 1 of a consolidated report: four columns of sums beside what they are sums of."""
    titles = ("Kỳ trước", "Cùng kỳ năm trước", "Kỳ này", "Lũy kế năm")
    columns = [Column("Chỉ tiêu", 30), Column("Đơn vị tính", 11), Column("Kế hoạch năm", 9)]
    rows = [
        ["Lượt người đi công tác nước ngoài", "lượt người", 347, 86, 142, 93, 119],
        ["Giá trị viện trợ, hỗ trợ tiếp nhận", "đồng", None, *[value] * 4],
    ] * 6
    return Table([*columns, *(Column(title, 12, "right") for title in titles)], rows)


def test_sums_beside_a_text_that_they_squeeze_are_set_in_smaller_letters():
    squeezed, roomy = main_table(7_736_200_000), main_table(7_736)
    assert roomy.density == "plain"
    assert SIZES[squeezed.density] < SIZES["plain"]
    assert squeezed.percentages[0] > 0.7 * 30


def test_letters_are_smallest_only_where_words_have_no_room_otherwise():
    texts = [[SAID] * 9] * 5
    assert Table([Column("Kết quả")] * 9, texts, landscape=True).density != "dense"
    sums = [["2.736.200.000"] * 13] * 5
    assert Table([Column("Tiền")] * 13, sums, landscape=True).density == "dense"


@pytest.mark.parametrize(("caption", "count", "kept"), [("Bảng 1", 9, 9), ("Bảng 1", 16, 2), ("", 9, 2)])
def test_a_short_table_stands_on_one_page_of_the_word_file_and_no_row_stands_alone(caption, count, kept):
    table = Table([Column("STT"), Column("Tên")], [[1, "Thăm Lào"]] * count, caption=caption)
    document = Document()
    word = document.add_table(rows=count + 1, cols=2)
    draw_table(word, table, Pt(PORTRAIT))
    document.save(io.BytesIO())
    bound = [bool(row._tr.findall(".//" + qn("w:keepNext"))) for row in word.rows]
    assert bound[-1] is False
    assert bound.count(True) == kept
    assert all(bound[-kept - 1 : -1])


@pytest.mark.parametrize("note", ["Theo báo cáo đã tiếp nhận.", ""])
def test_the_note_of_an_annex_stays_with_the_last_row_in_the_word_file(note):
    annex = Annex("Thống kê", [Column("STT"), Column("Tên")], [[1, "Thăm Lào"]] * 5, note=note)
    document = Document(io.BytesIO(official_docx(samples.paper(annexes=[annex]))))
    rows = document.tables[-1].rows
    assert bool(rows[-1]._tr.findall(".//" + qn("w:keepNext"))) is bool(note)

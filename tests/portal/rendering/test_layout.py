"""Small rules of official papers."""

from datetime import date
from decimal import Decimal

import pytest

from portal.rendering.layout import broken, long_date, plain, roman
from portal.rendering.official import Heading, Paper, Paragraph
from portal.rendering.table import Column, Table

from . import samples


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("BAN ĐỐI NGOẠI", ["BAN ĐỐI NGOẠI"]),
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", ["TỔNG LIÊN ĐOÀN", "LAO ĐỘNG VIỆT NAM"]),
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH LÀO CAI", ["LIÊN ĐOÀN LAO ĐỘNG", "TỈNH LÀO CAI"]),
        ("CÔNG ĐOÀN CÔNG THƯƠNG VIỆT NAM", ["CÔNG ĐOÀN", "CÔNG THƯƠNG VIỆT NAM"]),
        ("LIÊN ĐOÀN LAO ĐỘNG\nTHÀNH PHỐ HÀ NỘI", ["LIÊN ĐOÀN LAO ĐỘNG", "THÀNH PHỐ HÀ NỘI"]),
        ("", []),
    ],
)
def test_header_lines_break_between_names(text, lines):
    assert broken(text) == lines


def test_a_subject_does_not_tear_a_number_from_its_word():
    lines = broken("Công tác đối ngoại 6 tháng đầu năm và phương hướng, nhiệm vụ 6 tháng cuối năm 2026", 54)
    assert lines == ["Công tác đối ngoại 6 tháng đầu năm và", "phương hướng, nhiệm vụ 6 tháng cuối năm 2026"]


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 10, 12), "ngày 12 tháng 10 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
    ],
)
def test_dates_are_padded_as_the_rule_says(day, text):
    assert long_date(day) == text


def test_a_date_not_given_leaves_room():
    assert long_date(None, 2026) == "ngày        tháng        năm 2026"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234567, "1.234.567"), (Decimal("1234.50"), "1.234,50"), (10.7, "10,7"), (None, ""), (0, "0"),
        (date(2026, 3, 4), "04/03/2026"), ("không phát sinh", "không phát sinh"), (True, "x"),
    ],
)  # fmt: skip
def test_values_read_the_vietnamese_way(value, text):
    assert plain(value) == text


def test_roman_numbers():
    assert [roman(number) for number in (1, 4, 9, 14, 40, 60)] == ["I", "IV", "IX", "XIV", "XL", "LX"]


def test_headings_count_anew_below_each_other():
    body = [
        Heading("a"),
        Heading("b", 2),
        Heading("c", 3),
        Heading("d", 3),
        Heading("e", 2),
        Heading("f"),
        Heading("g", 2),
    ]
    texts = [text for _, _, text in samples.paper(body=body).blocks]
    assert texts == ["I. A", "1. b", "a) c", "b) d", "2. e", "II. F", "1. g"]


def test_closing_always_ends_with_the_closing_mark():
    for closing in ("Trên đây là Báo cáo", "Trên đây là Báo cáo.", "Trên đây là Báo cáo./."):
        assert samples.paper(closing=closing).closing_text == "Trên đây là Báo cáo./."


def test_recipients_begin_as_above_only_when_the_paper_is_addressed():
    addressed: Paper = samples.paper(recipients=["Văn phòng;"], archive="VT, BĐN")
    assert addressed.recipient_lines == ["- Như trên;", "- Văn phòng;", "- Lưu: VT, BĐN."]
    assert samples.paper(addressees=[], recipients=[]).recipient_lines == ["- Lưu: VT, BĐN."]


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="A row has 1 values, the table 2 columns"):
        Table([Column("a"), Column("b")], [["x"]])
    with pytest.raises(ValueError, match="align='middle'"):
        Column("a", align="middle")


def test_kinds_of_blocks():
    kinds = [
        kind for kind, _, _ in samples.paper(body=[Paragraph("p"), samples.figures(), Heading("h", 3)]).blocks
    ]
    assert kinds == ["paragraph", "table", "heading3"]

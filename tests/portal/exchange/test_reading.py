"""Files become cells, or are refused in one sentence that names the file, what was found and what is expected."""

import datetime as dt
import io
import unicodedata
from decimal import Decimal

import pytest

from portal.documents.refusal import RefusedFileError
from portal.exchange.reading import read
from portal.text import legacy

from .files import csv_bytes, pages_of, trip, xlsx_bytes

VIETNAMESE = "Đoàn đại biểu công đoàn thăm hữu nghị, trao đổi kinh nghiệm"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_files_are_read_whatever_excel_made_of_them(delimiter, encoding):
    content = csv_bytes([trip(subject_vi=VIETNAMESE)], delimiter=delimiter, encoding=encoding)

    header, row = pages_of(content)[0].lines

    assert header[0] == "id"
    assert row[header.index("subject_vi")] == VIETNAMESE


def test_tcvn3_and_decomposed_letters_become_the_same_words():
    table = legacy._TCVN3
    letters = {letter: byte for byte, letter in table.items()}
    rows = csv_bytes(
        [trip(subject_vi=VIETNAMESE, place="Hà Nội", unit="Liên đoàn Lao động tỉnh Lào Cai")]
    ).decode()
    old = bytes(letters.get(char, ord(char)) if ord(char) > 127 else ord(char) for char in rows)

    [page] = pages_of(old)

    assert VIETNAMESE in page.lines[1]
    assert "Liên đoàn Lao động tỉnh Lào Cai" in page.lines[1]


def test_cp1258_is_read_too():
    text = csv_bytes([trip(subject_vi=VIETNAMESE, unit="Tổng Liên đoàn Lao động Việt Nam")]).decode()
    marks = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    apart = ""
    for char in text:
        tones = [mark for mark in unicodedata.normalize("NFD", char) if mark in marks]
        base = "".join(mark for mark in unicodedata.normalize("NFD", char) if mark not in marks)
        apart += unicodedata.normalize("NFC", base) + "".join(tones)

    [page] = pages_of(apart.encode("cp1258"))

    assert VIETNAMESE in page.lines[1]


def test_a_workbook_keeps_days_and_numbers_and_all_sheets():
    content = xlsx_bytes(
        ("Đoàn ra", [{"Từ ngày": dt.date(2024, 11, 4), "Số người": 6, "Số tiền": Decimal("22500.5")}]),
        ("Đoàn vào", [{"Từ ngày": "11/2024", "Số người": 4, "Số tiền": 10}]),
    )

    first, second = read(io.BytesIO(content), "doan.xlsx")

    assert first.name == "Đoàn ra"
    assert first.lines[1] == [dt.date(2024, 11, 4), 6, Decimal("22500.5")]
    assert second.lines[1] == ["11/2024", 4, 10]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("rong.csv", b"", "rong.csv"),
        ("anh.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 64, "PNG"),
        ("hong.xlsx", b"PK\x03\x04" + b"0" * 64, "hong.xlsx"),
        ("to-trinh.pdf", b"%PDF-1.7", "PDF"),
        ("anh.csv", b"\x89PNG\r\n\x1a\n" + b"0" * 64, "PNG"),
        ("nhi-phan.csv", bytes(range(128, 256)) * 9 + b"\0\0", "nhi-phan.csv"),
        ("danh sach TỐI MẬT.csv", b"id,subject_vi\n1,a", "TỐI MẬT"),
    ],
)
def test_what_is_no_table_is_refused_by_name(name, content, expected):
    with pytest.raises(RefusedFileError) as refused:
        pages_of(content, name)

    assert expected in refused.value.sentence


def test_fifty_megabytes_are_refused_before_they_are_read():
    with pytest.raises(RefusedFileError) as refused:
        pages_of(b"a" * 50_000_000)

    assert refused.value.code == "too_large"
    assert "50 MB" in refused.value.sentence
    assert "20 MB" in refused.value.sentence

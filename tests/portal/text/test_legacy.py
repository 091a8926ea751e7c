"""Files from before Unicode come in as the words they mean."""

import codecs
import unicodedata

import pytest
from django.utils import translation

from portal.text import legacy

TEXT = "Liên đoàn Lao động tỉnh Quảng Trị, Thừa Thiên Huế; Nghị quyết về công tác đối ngoại"

# Bytes as the old programs wrote them (TCVN3 checked against glibc's TCVN5712-1).
TCVN3 = bytes.fromhex("5175b66e67205472de")
VNI = bytes.fromhex("4c6965e26e20f16f61f86e204c616f20f16fe46e67")


def as_cp1258(text: str) -> bytes:
    """CP1258 has the letters and the five tones as bytes of their own."""
    out = bytearray()
    for char in text:
        apart = unicodedata.normalize("NFD", char)
        tone = "".join(mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323")
        letter = unicodedata.normalize("NFC", apart.replace(tone, "") if tone else apart)
        out += (letter + tone).encode("cp1258")
    return bytes(out)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_files(encoding):
    assert legacy.decode(TEXT.encode(encoding)) == (TEXT, encoding)


def test_unicode_comes_out_composed():
    assert legacy.decode(unicodedata.normalize("NFD", TEXT).encode()) == (TEXT, "utf-8")


def test_tcvn3():
    assert legacy.decode(TCVN3) == ("Quảng Trị", "tcvn3")
    assert legacy.decode(bytes.fromhex("a7 b5 20 4e bd 6e 67")) == ("Đà Nẵng", "tcvn3")


def test_vni():
    assert legacy.decode(VNI) == ("Liên đoàn Lao động", "vni")
    assert legacy.decode(bytes.fromhex("d1 61 f8 20 4e 61 fc 6e 67")) == ("Đà Nẵng", "vni")


def test_cp1258():
    assert legacy.decode(as_cp1258(TEXT)) == (TEXT, "cp1258")


def test_every_vietnamese_letter_of_vni_and_cp1258():
    for letter in "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệòỏõóọôồổỗốộùủũúụ":
        base, *marks = unicodedata.normalize("NFD", letter)
        byte = next(byte for byte, text in legacy._VNI_MARKS.items() if sorted(text) == sorted(marks))
        assert legacy.from_vni(bytes([ord(base), byte])) == letter
        assert legacy.from_vni(bytes([ord(base.upper()), byte - 0x20])) == letter.upper()
        assert legacy.from_cp1258(as_cp1258(letter)) == letter


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01",
        "Россия, профсоюзы".encode("cp1251"),
        codecs.BOM_UTF16_LE + b"\x00",
        codecs.BOM_UTF8 + b"\xff\xfe\xfd",
    ],
)
def test_what_is_not_text_is_refused_with_what_is_expected(data):
    with translation.override("vi"), pytest.raises(ValueError, match="cần tệp văn bản mã UTF-8"):
        legacy.decode(data)


def test_an_empty_file_is_empty_text():
    assert legacy.decode(b"") == ("", "utf-8")

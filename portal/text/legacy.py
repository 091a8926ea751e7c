"""Bytes of old files into text: UTF-8, UTF-16, and the Vietnamese 8-bit encodings before Unicode.

Files of the 1990s and 2000s hold TCVN3 (the .VnTime fonts, "ABC"), VNI (VNI-Times: a base letter and a
mark in a second byte) or Windows' CP1258. None says which it is, so each reading is judged by how many
of its accented words are possible Vietnamese syllables.
"""

import codecs
import re
import unicodedata

from django.utils.translation import gettext as _

LIKELY = 0.6  # of the words with non-ASCII letters; names of foreigners are the rest

_ROW = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ"
_TCVN3 = dict(
    zip(
        bytes.fromhex(
            "B5B6B7B8B9 A8BBBCBDBEC6 A9C7C8C9CACB AE CCCECFD0D1 AAD2D3D4D5D6 D7D8DCDDDE"
            "DFE1E2E3E4 ABE5E6E7E8E9 ACEAEBECEDEE EFF1F2F3F4 ADF5F6F7F8F9 FAFBFCFDFE A1A2A3A4A5A6A7"
        ),
        _ROW,
        strict=True,
    )
)

# VNI: the second byte after a base letter …
_VNI_MARKS = {
    0xF9: "\u0301", 0xF8: "\u0300", 0xFB: "\u0309", 0xF5: "\u0303", 0xEF: "\u0323",
    0xE2: "\u0302", 0xE1: "\u0302\u0301", 0xE0: "\u0302\u0300", 0xE5: "\u0302\u0309",
    0xE3: "\u0302\u0303", 0xE4: "\u0302\u0323",
    0xEA: "\u0306", 0xE9: "\u0306\u0301", 0xE8: "\u0306\u0300", 0xFA: "\u0306\u0309",
    0xFC: "\u0306\u0303", 0xEB: "\u0306\u0323",
}  # fmt: skip
# … and the letters that have a byte of their own. A capital's byte is 0x20 lower, as in Latin-1.
_VNI_LETTERS = {
    0xED: "í", 0xEC: "ì", 0xE6: "ỉ", 0xF3: "ĩ", 0xF2: "ị", 0xF4: "ơ", 0xF6: "ư", 0xEE: "ỵ", 0xF1: "đ",
}  # fmt: skip

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SYLLABLE = re.compile(
    r"(?:ngh?|[gkpt]h|ch|gi|nh|qu|tr|[bcdđghklmnprstvx])?"
    r"(?:[iuo]?[aăâeêioôơuưy]|iê|yê|uyê|uya|uô|ươ|ưa|[iuoưy]?[aâeêioôơuưy][iouy]|oa[iyo]|oeo|uô[i]|ươ[iu]|[iy]êu|uyu|uây)"
    r"(?:ch|nh|ng|[cmnpt])?"
)


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of the encoding it was read with; the text is NFC.

    Names: "utf-8", "utf-8-sig", "utf-16", "tcvn3", "vni", "cp1258". `ValueError` with one sentence
    where nothing fits (the file is not text, or in an encoding that is not known here).
    """
    if not data:
        return "", "utf-8"
    name = _by_mark(data) or _by_shape(data)
    if name:
        try:
            return unicodedata.normalize("NFC", data.decode(name)), name
        except UnicodeDecodeError:
            raise ValueError(_refusal()) from None
    if b"\0" in data:
        raise ValueError(_refusal())
    readings = {"tcvn3": from_tcvn3(data), "vni": from_vni(data), "cp1258": from_cp1258(data)}
    best = max(readings, key=lambda reading: likelihood(readings[reading]))
    if likelihood(readings[best]) < LIKELY:
        raise ValueError(_refusal())
    return readings[best], best


def from_tcvn3(data: bytes) -> str:
    """TCVN3 bytes as text. Capitals of the .VnTimeH fonts share the bytes of small letters and stay small."""
    return "".join(_TCVN3.get(byte, chr(byte)) for byte in data)


def from_vni(data: bytes) -> str:
    """VNI-Windows bytes as text."""
    letters: list[str] = []
    for byte in data:
        small = byte + 0x20 if 0xC0 <= byte <= 0xDE else byte
        if small in _VNI_MARKS and letters and letters[-1][0].lower() in "aeouyơư":
            letters[-1] += _VNI_MARKS[small]
        elif small in _VNI_LETTERS:
            letter = _VNI_LETTERS[small]
            letters.append(letter if small == byte else letter.upper())
        else:
            letters.append(chr(byte))
    return unicodedata.normalize("NFC", "".join(letters))


def from_cp1258(data: bytes) -> str:
    """CP1258 bytes as text; bytes that it leaves undefined become U+FFFD."""
    return unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))


def likelihood(text: str) -> float:
    """The share, 0 to 1, of the words with non-ASCII letters that are possible Vietnamese syllables."""
    words = [word for word in re.findall(r"[^\W\d_]+|\ufffd+|[\x80-\xbf]+", text) if not word.isascii()]
    return sum(map(_is_syllable, words)) / len(words) if words else 0.0


def _is_syllable(word: str) -> bool:
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    apart = unicodedata.normalize("NFD", word.lower())
    toneless = "".join(char for char in apart if char not in _TONES)
    if len(apart) - len(toneless) > 1:
        return False
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)) is not None


def _by_mark(data: bytes) -> str | None:
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    return "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else None


def _by_shape(data: bytes) -> str | None:
    """UTF-16 without a mark has a zero in every other byte of its ASCII; UTF-8 proves itself."""
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = data[start:2000:2]
        if len(data) % 2 == 0 and half.count(0) > 0.4 * len(half) and b"\0\0" not in data:
            return name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if b"\0" in data else "utf-8"


def _refusal() -> str:
    return _("The text of this file cannot be read; expected a text file in UTF-8 (in Excel: “CSV UTF-8”).")

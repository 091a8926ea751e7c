"""State secrets are refused, not classified (Law 117/2025/QH15; domain.md section 8)."""

import re
import unicodedata

# Capitals only for the lone word: "MẬT" is a stamp, "mật" is honey, density or part of another word.
_STAMP = re.compile(r"(?<!\w)(?:TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)(?!\w)")
_DEGREE = re.compile(
    r"(?<!\w)(?:tuyệt\s+mật|tối\s+mật|độ\s+mật|tài\s+liệu\s+mật|văn\s+bản\s+mật)(?!\w)", re.IGNORECASE
)
_UNACCENTED = re.compile(r"(?<!\w)(?:TUYET\s+MAT|TOI\s+MAT)(?!\w)", re.IGNORECASE)
_HARMLESS = re.compile(
    r"(?:BẢO|BÍ|THÂN|CƠ|NỒNG)\s+MẬT(?!\w)|(?<!\w)MẬT\s+(?:ONG|ĐỘ|THIẾT|KHẨU|MÃ)(?!\w)", re.IGNORECASE
)


def mark_in_name(name: str) -> str:
    """The mark of secrecy in a title or a file name, as found ('TỐI MẬT'); '' when there is none.

    "Bảo mật", "bí mật nhà nước", "mật độ" and their like are ordinary words.
    """
    words = re.sub(r"[_\-.,;:()\[\]]+", " ", unicodedata.normalize("NFC", name))
    words = _HARMLESS.sub(" ", words)
    found = _STAMP.search(words) or _DEGREE.search(words) or _UNACCENTED.search(words)
    return " ".join(found.group().split()) if found else ""


def mark_in_lines(lines: list[str]) -> str:
    """The stamp standing alone on a line, as it stands on a classified paper; '' when there is none."""
    for line in lines:
        words = " ".join(unicodedata.normalize("NFC", line).strip(" .,;:-–_()[]*").split())
        if words and _STAMP.fullmatch(
            words.removeprefix("Độ mật").removeprefix("ĐỘ MẬT").strip(" :").upper()
        ):
            return words
    return ""

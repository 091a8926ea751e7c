"""Small rules of official papers: how headers break, how dates, numbers and lists read."""

import re
from datetime import date
from decimal import Decimal

BLANK = " " * 6  # room for what is written by hand or typed by the clerk
ENUMERATORS = "abcdđeghiklmnopqrstuvxy"  # a), b), c), d), đ), e), g): as in legal texts
HEADER_WIDTH = 22  # capitals that fit the left header column in bold 12.5 pt
TITLE_WIDTH, LANDSCAPE_TITLE_WIDTH = 44, 70  # capitals that fit a centred line of an annex in bold 14 pt
SUBJECT_WIDTH = 54  # letters that fit a centred line in bold 14 pt

# words that may not be torn apart at the end of a centred line
COMPOUNDS = (
    "LIÊN ĐOÀN", "LAO ĐỘNG", "CÔNG ĐOÀN", "VIỆT NAM", "THÀNH PHỐ", "TỔNG CÔNG TY", "TẬP ĐOÀN", "CÔNG THƯƠNG",
    "HÀNG HẢI", "DỆT MAY", "DẦU KHÍ", "KHOA HỌC", "CÔNG NGHỆ", "GIÁO DỤC", "NGÂN HÀNG", "ĐIỆN LỰC",
    "ĐƯỜNG SẮT", "ĐỐI NGOẠI", "ĐOÀN CHỦ TỊCH", "HỒ CHÍ MINH", "HÀ NỘI", "ĐÀ NẴNG", "HẢI PHÒNG", "CẦN THƠ",
    "công tác", "công đoàn", "đối ngoại", "hợp tác", "kết quả", "nhiệm vụ", "phương hướng",
    "thỏa thuận", "thực hiện",
)  # fmt: skip
GLUE = "\u00a0"


def glued(text: str) -> str:
    for compound in COMPOUNDS:
        text = text.replace(compound, compound.replace(" ", GLUE))
    return re.sub(r"(\d) (?=\w)|(?<=tháng) (?=\d)|(?<=năm) (?=\d)", rf"\1{GLUE}", text)


def filled(words: list[str], width: int) -> list[str]:
    """Words set greedily into lines of at most `width` characters (a longer word stands alone)."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def broken(text: str, width: int = HEADER_WIDTH) -> list[str]:
    """A centred line set into few lines of similar length; a line break in `text` is kept as given."""
    if "\n" in text:
        return [line.strip() for line in text.splitlines() if line.strip()]
    words = glued(" ".join(text.split())).split(" ") if text.strip() else []
    count = len(filled(words, width))
    narrowest = next(at for at in range(width + 1) if len(filled(words, at)) <= count)
    return [line.replace(GLUE, " ") for line in filled(words, narrowest)]


def long_date(day: date | None, year: int | None = None) -> str:
    """ "ngày 05 tháng 02 năm 2026": day below 10 and months 1 and 2 are padded. Blank without a date."""
    if day is None:
        return f"ngày {BLANK} tháng {BLANK} năm {year or '20' + BLANK}"
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def roman(number: int) -> str:
    """1 → "I"; for headings and annexes."""
    text = ""
    for value, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        text += letters * (number // value)
        number %= value
    return text


def plain(value: object) -> str:
    """A cell's value in Vietnamese writing: 1.234,5, dd/mm/yyyy, none for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, (int, float, Decimal)):
        text = f"{value:,}" if isinstance(value, int) else f"{Decimal(str(value)):,f}"
        return text.translate(str.maketrans(",.", ".,"))
    return str(value)

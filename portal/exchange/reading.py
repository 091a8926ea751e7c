"""A file becomes pages of cells. What is not a readable CSV or XLSX is refused in one sentence."""

import csv
import datetime as dt
import io
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from typing import BinaryIO

import python_calamine
from django.utils.translation import gettext as _

from portal.documents import contents
from portal.documents.checks import check_secrecy_of_name, check_size
from portal.documents.refusal import RefusedFileError
from portal.text import legacy, normalise

TEXTS = ("csv", "tsv", "txt")
EXPECTED = "XLSX, CSV"
UNPACKED_LIMIT = 300_000_000  # bytes of an XLSX once unpacked: a small file may hold a great one
ROW_LIMIT = 50_000
CELL_LIMIT = 100  # columns that are looked at

Cell = str | int | Decimal | dt.date


@dataclass(frozen=True)
class Page:
    """One sheet: its name ("" for CSV) and its lines; `lines[0]` is row 1 of the file."""

    name: str
    lines: list[list[Cell]] = field(default_factory=list)


def read(file: BinaryIO, filename: str) -> list[Page]:
    """All sheets of an uploaded file; raises RefusedFileError naming the file, what was found and expected."""
    check_size(filename, file.seek(0, 2))
    file.seek(0)
    check_secrecy_of_name(filename, field="file")
    claimed = contents.claimed(filename)
    if claimed == "xlsx":
        pages = _workbook(file, filename)
    elif claimed in TEXTS:
        pages = [_text(file, filename)]
    else:
        raise _refused(filename, claimed.upper() or _("no extension"), code="kind")
    if sum(len(page.lines) for page in pages) > ROW_LIMIT:
        raise RefusedFileError(
            _("File: “%(name)s” has more than %(limit)s rows. Expected a smaller file: divide it.")
            % {"name": filename, "limit": f"{ROW_LIMIT:,}".replace(",", ".")},
            code="too_many_rows",
        )
    return pages


def _refused(filename: str, found: str, *, code: str = "mismatch") -> RefusedFileError:
    sentence = _("File: “%(name)s” is: %(found)s. Expected: %(expected)s.")
    return RefusedFileError(
        sentence % {"name": filename, "found": found, "expected": EXPECTED},
        code=code,
        found=found,
        expected=EXPECTED,
    )


def _workbook(file: BinaryIO, filename: str) -> list[Page]:
    kind = contents.real(file)
    if kind != "xlsx":
        raise _refused(filename, (kind or contents.guessed(file)).upper() or _("unknown or damaged"))
    with zipfile.ZipFile(file) as package:
        if sum(part.file_size for part in package.infolist()) > UNPACKED_LIMIT:
            raise _refused(filename, _("far larger once unpacked"), code="too_large")
    file.seek(0)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(file)
        return [Page(name, _lines(book, name)) for name in book.sheet_names]
    except (python_calamine.CalamineError, OSError, ValueError) as problem:
        raise _refused(filename, _("unknown or damaged")) from problem


def _lines(book, name: str) -> list[list[Cell]]:
    sheet = book.get_sheet_by_name(name)
    rows = sheet.to_python(skip_empty_area=False, nrows=ROW_LIMIT + 1)
    return [[_cell(value) for value in row[:CELL_LIMIT]] for row in rows]


def _cell(value) -> Cell:
    """What a spreadsheet holds: a whole number stays whole, a day loses its clock."""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, float):
        return int(value) if value.is_integer() else Decimal(repr(value))
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.time | dt.timedelta):
        return str(value)
    return value if isinstance(value, int | dt.date) else normalise(value)


def _text(file: BinaryIO, filename: str) -> Page:
    data = file.read()
    file.seek(0)
    real = contents.real(file)
    if real and real != "txt":
        raise _refused(filename, real.upper())
    try:
        text, _encoding = legacy.decode(data)
    except ValueError as refused:
        raise RefusedFileError(
            _("File: “%(name)s”: %(sentence)s") % {"name": filename, "sentence": refused}, code="encoding"
        ) from None
    return Page("", _rows(text.lstrip("\ufeff"), filename))


def _rows(text: str, filename: str) -> list[list[Cell]]:
    first, _newline, rest = text.partition("\n")
    named = first.strip().lower().startswith("sep=")  # Excel's own hint stands on a row of its own
    delimiter = first.strip()[4:5] if named else _delimiter(text)
    try:
        found = list(csv.reader(io.StringIO(rest if named else text), delimiter=delimiter or ","))
    except csv.Error as problem:
        raise _refused(filename, _("no table (%(problem)s)") % {"problem": problem}) from problem
    rows: list[list[Cell]] = [[normalise(cell) for cell in row[:CELL_LIMIT]] for row in found]
    return [[], *rows] if named else rows


def _delimiter(text: str) -> str:
    """The sign that stands most often in the first line that is not blank, outside quotation marks."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    bare = "".join(line.split('"')[::2])
    return max(",;\t", key=bare.count)

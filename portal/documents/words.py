"""The words of a file: PDF, DOCX, XLSX, PPTX, TXT and CSV. Run as a program of its own, so that a file made to hurt
hurts nobody else: `python -m portal.documents.words KIND < file` answers one line of JSON, {"state", "text", "why"}.

Knows neither Django nor the database. `pypdf` and `calamine` read what others wrote; whatever they raise is caught here.
"""

import datetime as dt
import io
import json
import resource
import sys
import time
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

#: letters kept of one file, pages and sheets looked at, seconds of work, bytes of memory, bytes of one part unpacked
MOST_LETTERS, MOST_PAGES, MOST_SHEETS, SECONDS = 300_000, 2_000, 50, 40
MEMORY, MOST_UNPACKED = 1_500_000_000, 60_000_000

READ, EMPTY, FAILED = "read", "empty", "failed"
ENCRYPTED, BROKEN, TOO_LONG, UNKNOWN = "encrypted", "broken", "too_long", "unknown"

_PARAGRAPHS = {
    "docx": ("word/document.xml", "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"),
    "pptx": ("ppt/slides/slide", "{http://schemas.openxmlformats.org/drawingml/2006/main}"),
}


class RefusedError(Exception):
    """`args[0]` is one of ENCRYPTED, BROKEN, TOO_LONG, UNKNOWN."""


def words_of(content: bytes, kind: str, *, seconds: float = SECONDS) -> str:
    """The first MOST_LETTERS letters; "" for a scan. Raises RefusedError."""
    pieces, length = [], 0
    ends = time.monotonic() + seconds
    for piece in _pieces(content, kind):
        pieces.append(piece)
        length += len(piece) + 1
        if length > MOST_LETTERS:
            break
        if time.monotonic() > ends:
            if not "".join(pieces).strip():
                raise RefusedError(TOO_LONG)
            break
    return "\n".join(pieces)[:MOST_LETTERS]


def _pieces(content: bytes, kind: str) -> Iterator[str]:
    if kind == "pdf":
        return _of_pdf(content)
    if kind in _PARAGRAPHS:
        return _of_package(content, kind)
    if kind == "xlsx":
        return _of_sheets(content)
    if kind in ("txt", "csv"):
        return iter([_of_text(content)])
    raise RefusedError(UNKNOWN)


def _of_pdf(content: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise RefusedError(ENCRYPTED)
    for number, page in enumerate(reader.pages):
        if number >= MOST_PAGES:
            return
        yield page.extract_text() or ""


def _of_package(content: bytes, kind: str) -> Iterator[str]:
    """Paragraph by paragraph; a part that unpacks to more than MOST_UNPACKED bytes is refused before it does."""
    start, space = _PARAGRAPHS[kind]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in sorted((one for one in package.infolist() if _is_text(one.filename, start)), key=_order):
            if part.file_size > MOST_UNPACKED:
                raise RefusedError(TOO_LONG)
            with package.open(part) as opened:
                yield from _paragraphs(opened, space)


def _is_text(name: str, start: str) -> bool:
    return name.startswith(start) and name.endswith(".xml")


def _order(part: zipfile.ZipInfo) -> tuple[int, str]:
    return len(part.filename), part.filename  # slide2 before slide10


def _paragraphs(part, space: str) -> Iterator[str]:
    """What each <p> says; <t> are runs, <tab> and <br> blanks. Elements are let go as soon as they are read."""
    said: list[str] = []
    for event, element in ElementTree.iterparse(part, events=("start", "end")):
        if event == "start":
            continue
        if element.tag == f"{space}t":
            said.append(element.text or "")
        elif element.tag in (f"{space}tab", f"{space}br"):
            said.append(" ")
        elif element.tag == f"{space}p":
            yield "".join(said)
            said.clear()
            element.clear()


def _of_sheets(content: bytes) -> Iterator[str]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names[:MOST_SHEETS]:
        yield name
        for row in book.get_sheet_by_name(name).iter_rows():
            line = " ".join(_told(cell) for cell in row if cell not in ("", None))
            if line:
                yield line


def _told(cell) -> str:
    """A cell as a sheet shows it: 12345 for the number that is kept as 12345.0, days as dd/mm/yyyy."""
    if isinstance(cell, float) and cell.is_integer():
        return f"{cell:.0f}"
    if isinstance(cell, dt.datetime) and cell.time() != dt.time.min:
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    return f"{cell:%H:%M}" if isinstance(cell, dt.time) else str(cell)


def _of_text(content: bytes) -> str:
    start = content[: 4 * MOST_LETTERS]
    encoding = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return start.decode(encoding, errors="ignore")


def answer(content: bytes, kind: str) -> dict[str, str]:
    """{"state", "text", "why"}: whatever a file does to its reader becomes a reason."""
    try:
        text = words_of(content, kind)
    except RefusedError as refused:
        return {"state": FAILED, "text": "", "why": refused.args[0]}
    except (MemoryError, RecursionError):
        return {"state": FAILED, "text": "", "why": TOO_LONG}
    except Exception as problem:  # noqa: BLE001 - the libraries raise what they like for a damaged file
        why = ENCRYPTED if "password" in str(problem).lower() or "encrypt" in str(problem).lower() else BROKEN
        return {"state": FAILED, "text": "", "why": why}
    return {"state": READ if text.strip() else EMPTY, "text": text if text.strip() else "", "why": ""}


def main(kind: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + 10, SECONDS + 10))
    json.dump(answer(sys.stdin.buffer.read(), kind), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])

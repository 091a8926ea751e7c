"""What a file really is, read from its bytes; its name is only a claim."""

import io
import zipfile
from typing import BinaryIO

import puremagic
from django.core.files.base import File

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "jpg": "image/jpeg",
    "png": "image/png",
    "heic": "image/heic",
    "csv": "text/csv",
    "txt": "text/plain",
}
SAME_AS = {"jpeg": "jpg", "heif": "heic"}
TEXTS = ("csv", "txt")

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_OLE_STREAMS = {"doc": "WordDocument", "xls": "Workbook"}
_OFFICE_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_HEAD = 4096


def claimed(filename: str) -> str:
    """The extension in lower case, `jpeg` as `jpg`; empty when there is none."""
    extension = filename.rpartition(".")[2].lower() if "." in filename else ""
    return SAME_AS.get(extension, extension)


def real(file: BinaryIO | File) -> str:
    """A key of TYPES ('txt' for any readable text), or '' for anything else. Leaves the file at its start."""
    head = _head(file)
    if b"%PDF-" in head[:1024]:
        found = "pdf"
    elif head.startswith(b"\xff\xd8\xff"):
        found = "jpg"
    elif head.startswith(b"\x89PNG\r\n\x1a\n"):
        found = "png"
    elif head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        found = "heic"
    elif head.startswith(_OLE):
        found = _in_ole(file)
    elif head.startswith(b"PK"):
        found = _in_zip(file)
    else:
        found = "txt" if text_of(file) is not None else ""
    file.seek(0)
    return found


def guessed(file: BinaryIO | File) -> str:
    """A name for what we do not take ('zip', 'exe'), for the sentence of the refusal; '' when unknown."""
    try:
        return puremagic.from_string(_head(file)).lstrip(".")
    except (puremagic.PureError, ValueError):
        return ""
    finally:
        file.seek(0)


def text_of(file: BinaryIO | File, limit: int = 200_000) -> str | None:
    """The first characters of a text in UTF-8, or UTF-16 with its mark; None for anything else."""
    file.seek(0)
    start = file.read(limit)
    file.seek(0)
    encoding = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        # incremental: the limit may cut a letter in two
        text = io.TextIOWrapper(io.BytesIO(start), encoding=encoding, errors="strict")
        read = text.read() if len(start) < limit else text.read(limit // 4)
    except UnicodeError:
        return None
    return None if "\0" in read else read


def lines_of(file: BinaryIO | File, kind: str) -> list[str]:
    """The first lines or paragraphs of a text or a DOCX; empty for anything else."""
    if kind in TEXTS:
        return (text_of(file) or "").splitlines()[:200]
    if kind != "docx":
        return []
    with zipfile.ZipFile(file) as package, package.open(_OFFICE_PARTS["docx"]) as part:
        xml = part.read(500_000).decode("utf-8", "ignore")  # the first pages; a bomb is never unpacked whole
    file.seek(0)
    return [_plain(paragraph) for paragraph in xml.split("</w:p>")[:200]]


def _plain(paragraph: str) -> str:
    runs = paragraph.split("<w:t")[1:]
    return "".join(run.partition(">")[2].partition("</w:t>")[0] for run in runs if run[:1] in "> ").strip()


def _head(file: BinaryIO | File) -> bytes:
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    return head


def _in_ole(file: BinaryIO | File) -> str:
    """Old Word and Excel share one container; the names of its streams, in UTF-16, tell them apart."""
    content = file.read()
    for kind, stream in _OLE_STREAMS.items():
        if stream.encode("utf-16-le") in content:
            return kind
    return ""


def _in_zip(file: BinaryIO | File) -> str:
    """DOCX, XLSX and PPTX are ZIP packages with a known part; '' for a plain ZIP and for one with macros."""
    try:
        with zipfile.ZipFile(file) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, RuntimeError):  # the last: packed in an unknown way
        return ""
    if "[Content_Types].xml" not in names or any(name.endswith("vbaProject.bin") for name in names):
        return ""
    return next((kind for kind, part in _OFFICE_PARTS.items() if part in names), "")

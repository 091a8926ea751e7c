"""Files for the import, made from rows."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.exchange.engine import Outcome, import_pages
from portal.exchange.reading import read
from portal.exchange.registry import kind_of
from portal.rendering.xlsx import Sheet, SheetColumn, write_book
from tests.factories.agreements import TODAY


def csv_bytes(rows: list[dict], *, delimiter=",", encoding="utf-8") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_bytes(*sheets: tuple[str, list[dict]], title: str = "") -> bytes:
    return write_book(
        [
            Sheet(name, [SheetColumn(head, kind="plain") for head in rows[0]], [list(row.values()) for row in rows], title)
            for name, rows in sheets
        ]
    )  # fmt: skip


def pages_of(content: bytes, name: str = "tep.csv"):
    return read(io.BytesIO(content), name)


def imported(kind: str, rows: list[dict], *, by, **options) -> Outcome:
    """The outcome of importing the rows as a CSV in UTF-8."""
    options.setdefault("on", TODAY)
    return import_pages(kind_of(kind), pages_of(csv_bytes(rows)), by=by, filename="tep.csv", **options)


def uploaded(content: bytes, name: str = "tep.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def trip(**values) -> dict:
    """A row of delegations.csv."""
    return {
        "id": "D-1", "direction": "outbound", "unit": "Tổng Liên đoàn Lao động Việt Nam", "partner": "",
        "country": "LA", "purpose_type": "exchange", "subject_vi": "Trao đổi kinh nghiệm", "size": "6",
        "start_date": "2024-11-04", "end_date": "2024-11-06", "place": "Viêng Chăn", **values,
    }  # fmt: skip

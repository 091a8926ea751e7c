"""The collected agreements and resources say what their files say, row by row; what a file leaves out stays empty."""

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from agreements.models import Agreement, Resource
from partners import reference as partners
from portal.exchange.engine import import_pages
from portal.exchange.reading import read
from portal.exchange.registry import kind_of
from portal.text import PartialDate, normalise
from portal.units import reference as units
from tests.factories.accounts import holder

pytestmark = pytest.mark.django_db
DATA = Path(__file__).resolve().parents[1] / "data" / "real"
SHIPPED = Path(__file__).resolve().parents[2] / "agreements" / "data"
#: What the portal writes of each record itself; `passed_to` follows from the merged units of the register.
KEPT = {
    "id", "source", "source_key", "source_url", "as_written", "search_text", "revision", "created_at", "updated_at",
    "created_by", "updated_by", "unit", "passed_to", "placed_from", "placed_to",
}  # fmt: skip
#: What the file says, and what follows from it.
SAID = {
    "agreements": {
        "title", "kind", "partners_written", "country", "signed_on", "starts_on", "ends_on", "place", "content", "notes",
        "level", "term_from", "term_to", "is_planned",
    },
    "resources": {
        "title", "kind", "partners_written", "country", "starts_on", "ends_on", "amount", "currency", "notes",
        "direction", "is_project", "place", "approved_from", "year",
    },
}  # fmt: skip
HANGING = {
    "agreements": ("parties", "texts", "amendments", "commitments", "procedures", "resources"),
    "resources": ("movements", "shares", "results", "grant_reports"),
}
MODELS = {"agreements": Agreement, "resources": Resource}
FILES = [
    (kind, path)
    for kind in ("agreements", "resources")
    for path in (DATA / f"{kind}.csv", SHIPPED / f"real_{kind}.csv")
]


def brought_in(kind: str, path: Path) -> tuple[list[dict], list]:
    """(rows of the file, records) after the import of the file alone."""
    units.load()
    partners.load_partners()
    with path.open("rb") as file:
        import_pages(
            kind_of(kind), read(file, path.name), by=holder("department_officer"), on=dt.date(2026, 11, 22),
            filename=path.name,
        )  # fmt: skip
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file)), list(MODELS[kind].objects.all())


def is_day(found: PartialDate | None, written: str) -> bool:
    return (str(found) if found else "") == written


@pytest.mark.parametrize(("kind", "path"), FILES)
def test_each_row_comes_through_as_the_file_says_it(kind, path):
    rows, records = brought_in(kind, path)
    assert len(records) == len(rows) > 0
    held = {record.source_key: record for record in records}
    for row in rows:
        record = held[row["id"]]
        assert record.title == normalise(row.get("subject_vi") or row.get("title_vi"))
        assert is_day(record.starts_on, row.get("valid_from", row.get("from")) or "")
        assert is_day(record.ends_on, row.get("valid_to", row.get("to")) or "")
        if kind == "agreements":
            assert is_day(record.signed_on, row["signed_on"])
        else:
            assert record.amount == (Decimal(row["amount"]) if row["amount"] else None)
            assert record.currency == row["currency"]


@pytest.mark.parametrize(("kind", "path"), FILES)
def test_what_the_file_does_not_say_stays_empty(kind, path):
    _rows, records = brought_in(kind, path)
    untouched = MODELS[kind]()
    silent = [
        field
        for field in untouched._meta.concrete_fields
        if field.name not in KEPT | SAID[kind] and not field.name.endswith("_sort")
    ]
    invented = {
        (record.source_key, field.name, str(getattr(record, field.attname)))
        for record in records
        for field in silent
        if getattr(record, field.attname) != getattr(untouched, field.attname)
    }
    assert invented == set()
    hanging = {
        (record.source_key, name)
        for record in records
        for name in HANGING[kind]
        if getattr(record, name).exists()
    }
    assert hanging == set()

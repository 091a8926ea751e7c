"""The collected files as they are (without names of persons): all rows come in, twice is once.

The numbers of unmatched names are those of bodies that no register knows yet; better matching lowers them.
"""

import datetime as dt
from pathlib import Path

import pytest

from partners import reference as partners
from portal.exchange.engine import import_pages
from portal.exchange.reading import read
from portal.exchange.registry import kind_of
from portal.records.models import Unmatched
from portal.units import reference as units
from tests.factories.accounts import holder

DATA = Path(__file__).resolve().parents[2] / "data" / "real"
FILES = {
    "delegations": ("delegations.csv", 76),
    "agreements": ("agreements.csv", 19),
    "events": ("events.csv", 20),
    "positions": ("positions.csv", 10),
    "resources": ("resources.csv", 18),
    "activities": ("media_research_training.csv", 9),
}


def outcome_of(kind: str, name: str, *, by):
    with (DATA / name).open("rb") as file:
        return import_pages(kind_of(kind), read(file, name), by=by, on=dt.date(2026, 11, 22), filename=name)


@pytest.mark.django_db
def test_all_real_files_come_in_and_twice_is_once():
    units.load()
    partners.load()
    by = holder("department_officer")

    first = {kind: outcome_of(kind, name, by=by) for kind, (name, _rows) in FILES.items()}
    again = {kind: outcome_of(kind, name, by=by) for kind, (name, _rows) in FILES.items()}

    expected = {kind: rows for kind, (_name, rows) in FILES.items()}
    assert {kind: outcome.rejected for kind, outcome in first.items() if outcome.rejected} == {}
    assert {kind: outcome.created for kind, outcome in first.items()} == expected
    assert {kind: outcome.unchanged for kind, outcome in again.items()} == expected
    unmatched = list(Unmatched.objects.values_list("column", flat=True))
    assert unmatched.count("unit") + unmatched.count("body") <= 12
    assert len(unmatched) - unmatched.count("unit") - unmatched.count("body") <= 34

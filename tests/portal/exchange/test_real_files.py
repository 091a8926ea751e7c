"""The collected files as they are (without names of persons): all rows come in, twice is once.

The numbers of unmatched names are those of bodies that no register knows yet; better matching lowers them.
"""

import datetime as dt
from pathlib import Path

import pytest

from agreements.models import Agreement, Resource
from delegations.models import Delegation, Event
from partners import reference as partners
from partners.models import Partner, Position
from partners.services import match_name
from partners.views.unmatched import open_names
from portal.exchange.engine import import_pages
from portal.exchange.matching import match_unit_name
from portal.exchange.reading import read
from portal.exchange.registry import kind_of
from portal.records.models import Unmatched
from portal.text import fold
from portal.units import reference as units
from portal.units.models import Unit
from reports.models import Activity
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


@pytest.mark.django_db
def test_every_name_in_the_real_files_is_matched_or_listed_and_all_can_be_settled():
    """No name of a partner or unit falls between: linked, or on the page of unmatched names, which can be emptied."""
    units.load()
    partners.load_partners()
    by = holder("department_officer")
    for kind, (name, _rows) in FILES.items():
        outcome_of(kind, name, by=by)
    for model in (Delegation, Agreement, Event, Resource, Activity, Position):
        for record in model.objects.all():
            _all_accounted_for(record)
    partner, unit = Partner.objects.get(acronym="LFTU"), Unit.objects.get(unit_type="confederation")
    for kind, match in (("partner", _to(partner, by)), ("unit", _to_unit(unit, by))):
        for row in list(open_names(by, kind)):
            match(row)
    assert not Unmatched.objects.filter(resolved_at=None).exists()


def _all_accounted_for(record) -> None:
    """What a record keeps of names as written is what the page of unmatched names lists of it."""
    listed = Unmatched.objects.filter(target_model=record._meta.label_lower, target_id=record.pk)
    names = {fold(written) for written in listed.values_list("written", flat=True)}
    kept = getattr(record, "partners_written", "") or getattr(record, "organisation_written", "")
    assert {fold(piece) for piece in kept.split(";") if fold(piece)} <= names, record


def _to(partner, by):
    return lambda row: match_name(written=row["written"], country=row["country"], partner=partner, by=by)


def _to_unit(unit, by):
    return lambda row: match_unit_name(written=row["written"], unit=unit, by=by)

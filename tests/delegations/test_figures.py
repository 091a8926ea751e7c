"""What counts in a period, and what is said when a row does not state its value."""

import datetime as dt

import pytest

from delegations import figures
from delegations.models import Delegation, Event, Leg
from portal.records.services import archive_record
from tests.factories.delegations import delegation, event

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2025, 12, 15), dt.date(2026, 12, 14)


def outgoing(**values):
    return set(figures.outgoing(Delegation.objects.all(), FIRST, LAST, **values))


def test_a_delegation_belongs_to_the_period_of_its_end(province):
    inside = delegation(province, starts_on="10/12/2025", ends_on="15/12/2025")
    delegation(province, starts_on="10/12/2026", ends_on="15/12/2026")
    without_end = delegation(province, starts_on="14/12/2026")
    assert outgoing() == {inside, without_end}


@pytest.mark.parametrize(("written", "counted", "unclear"), [
    ("03/2026", True, False), ("2026", False, True), ("12/2025", False, True), ("11/2025", False, False),
])  # fmt: skip
def test_a_date_too_coarse_is_listed_not_counted(province, written, counted, unclear):
    delegation(province, starts_on=written)
    rows = Delegation.objects.all()
    assert figures.outgoing(rows, FIRST, LAST).exists() is counted
    assert figures.unplaced(rows, FIRST, LAST).exists() is unclear


@pytest.mark.parametrize(("state", "counted"), [
    ("done", True), ("ongoing", True), ("", True), ("planned", False), ("postponed", False), ("cancelled", False),
])  # fmt: skip
def test_only_what_took_place_counts(province, state, counted):
    delegation(province, starts_on="05/05/2026", state=state)
    event(province, starts_on="05/05/2026", state=state)
    assert bool(outgoing()) is counted
    assert figures.events(Event.objects.all(), FIRST, LAST).exists() is counted


def test_archived_records_leave_the_figures(province):
    record = delegation(province, starts_on="05/05/2026")
    archive_record(record, by=None)
    assert outgoing() == set()


def test_talks_online_are_neither_outgoing_nor_incoming(province):
    rows = Delegation.objects.all()
    talk = delegation(province, starts_on="05/05/2026", direction="incoming", mode="online")
    hybrid = delegation(province, starts_on="06/05/2026", direction="incoming", mode="hybrid")
    home = delegation(province, starts_on="07/05/2026", direction="domestic")
    assert list(figures.incoming(rows, FIRST, LAST)) == [hybrid]
    assert list(figures.online(rows, FIRST, LAST)) == [talk]
    assert list(figures.at_home(rows, FIRST, LAST)) == [home]


def test_a_record_of_two_units_is_shown_under_each_and_counted_once(province, other_province):
    record = delegation(province, starts_on="05/05/2026")
    record.other_units.add(other_province)
    assert outgoing(unit_ids=[other_province.pk]) == {record}
    both = figures.outgoing(Delegation.objects.all(), FIRST, LAST, [province.pk, other_province.pk])
    assert figures.delegation_sums(both).number == 1


def test_sums_say_how_many_rows_do_not_state_the_value(province):
    delegation(province, starts_on="05/05/2026", size=7, women=3, cost=612_400_000)
    delegation(province, starts_on="06/05/2026", size=4)
    delegation(province, starts_on="07/05/2026")
    sums = figures.delegation_sums(figures.outgoing(Delegation.objects.all(), FIRST, LAST))
    assert (sums.number, sums.persons) == (3, figures.Total(11, stated=2, missing=1))
    assert sums.women == figures.Total(3, stated=1, missing=2)
    assert sums.cost == figures.Total(612_400_000, stated=1, missing=2)


def test_missing_is_never_nought_and_nothing_is(province):
    rows = Delegation.objects.all()
    assert figures.delegation_sums(rows).persons.value == 0
    delegation(province, starts_on="05/05/2026")
    assert figures.delegation_sums(rows).persons.value is None


def test_participants_are_the_total_else_the_two_sides(province):
    event(province, participants=80)
    event(province, participants_vn=20, participants_foreign=11)
    event(province)
    sums = figures.event_sums(Event.objects.all())
    assert (sums.number, sums.participants) == (3, figures.Total(111, stated=2, missing=1))


def test_a_journey_is_counted_once_in_each_of_its_countries(province):
    delegation(province, country="GR", legs=[Leg(country="GR"), Leg(country="IT"), Leg(country="VN")])
    delegation(province, country="IT")
    assert figures.by_country(Delegation.objects.all()) == {"GR": 1, "IT": 2}


def test_themes_are_all_named(province):
    delegation(province, content_theme="struggle_protection")
    found = figures.by_theme(Delegation.objects.all())
    assert found["struggle_protection"] == 1
    assert found["peace_solidarity"] == 0

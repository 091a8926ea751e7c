"""The audit page: entries as sentences, filtered; exporting them leaves a trace of itself."""

import datetime as dt
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.administration.sentences import kind, note, what
from portal.audit.models import Entry, Verb
from portal.audit.trail import record

LIST, EXPORT = "/quan-tri/nhat-ky/", "/quan-tri/nhat-ky/xuat/"


@pytest.fixture
def reader(client, inspector):
    client.force_login(inspector)
    return client


def found(client, query):
    return {entry.pk for entry in client.get(f"{LIST}?{query}").context["page"].object_list}


def at(day):
    return timezone.make_aware(dt.datetime.fromisoformat(day))


@pytest.fixture
def entries(officer, other_officer, province, other_province):
    return {
        "renamed": record(
            Verb.RENAMED,
            province,
            by=officer,
            unit=province,
            details={"before": "Tên cũ"},
            at=at("2026-03-01T23:59"),
        ),
        "read": record(
            Verb.READ, other_province, by=other_officer, unit=other_province, at=at("2026-03-02T00:00")
        ),
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("verb=renamed", {"renamed"}),
        ("who=Gia+Lai&verb=read", {"read"}),
        ("kind=units.unit&until=01/03/2026", {"renamed"}),
        ("since=02/03/2026&until=02/03/2026", {"read"}),
        ("q=Tên+cũ&verb=renamed", {"renamed"}),
        ("q=Gia+Lai&verb=renamed", set()),
    ],
)
def test_the_list_is_filtered(reader, entries, query, expected):
    assert found(reader, query) == {entries[name].pk for name in expected}


def test_the_filter_by_unit(reader, entries, province):
    pks = found(reader, f"unit={province.code}&verb=renamed")
    assert pks == {entries["renamed"].pk}


def test_an_entry_reads_as_a_sentence(entries, province):
    entry = entries["renamed"]
    assert what(entry) == f"{entry.get_verb_display()} {kind('units.unit')} {province}"
    assert note(entry).endswith(": Tên cũ")


def test_signing_in_is_said_in_two_words(officer):
    entry = record(Verb.SIGNED_IN, officer, by=officer)
    assert what(entry) == entry.get_verb_display()


def test_details_give_days_and_roles_in_words(officer):
    entry = Entry(
        verb=Verb.GRANTED, details={"role": "clerk", "from": "2026-03-01", "to": "", "into": ["A", "B"]}
    )
    assert "01/03/2026" in note(entry)
    assert "clerk" not in note(entry)
    assert "A, B" in note(entry)
    assert note(entry).count(";") == 2


def test_a_kind_of_record_that_is_no_more_keeps_its_label():
    assert kind("old.thing") == "old.thing"
    assert kind("") == ""


def test_the_export_holds_what_the_list_shows_and_is_itself_on_the_trail(reader, inspector, entries):
    response = reader.post(f"{EXPORT}?verb=renamed")
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    text = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("Tên cũ" in str(value) for value in text)
    assert not any(str(other) in text for other in ["LĐLĐ tỉnh Gia Lai"])
    trace = Entry.objects.get(verb=Verb.EXPORTED)
    assert trace.actor_id == inspector.pk
    assert trace.details == {"rows": 1, "filters": "verb=renamed"}


def test_an_export_is_never_a_link_that_a_browser_may_follow_by_itself(reader):
    assert reader.get(EXPORT).status_code == 405


def test_the_list_costs_the_same_for_three_and_for_thirty(reader, province):
    def cost(count):
        for _number in range(count):
            record(Verb.READ, province, by=None)
        with CaptureQueriesContext(connection) as queries:
            reader.get(LIST)
        return len(queries)

    cost(3)
    assert cost(1) == cost(27)

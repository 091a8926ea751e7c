"""Rows become records: matched, refused, recognised again, kept within the importer's units."""

import pytest
from django.core.exceptions import PermissionDenied

from delegations.models import Delegation
from portal.audit.middleware import acting
from portal.audit.models import Entry, Verb
from portal.documents.refusal import RefusedFileError
from portal.exchange.engine import import_pages
from portal.exchange.registry import kind_of
from portal.records.history import history_of
from portal.records.services import archive_record
from tests.factories.agreements import TODAY

from .files import imported, pages_of, trip, xlsx_bytes

pytestmark = pytest.mark.django_db


def only(model):
    return model.objects.get()


def test_a_row_becomes_a_record_and_the_same_file_changes_nothing(department_officer):
    rows = [trip(), trip(id="D-2", direction="inbound", start_date="2018-10", end_date="", size="")]

    first = imported("delegations", rows, by=department_officer)
    second = imported("delegations", rows, by=department_officer)

    assert (first.created, first.updated, first.unchanged, first.saved) == (2, 0, 0, True)
    assert (second.created, second.updated, second.unchanged) == (0, 0, 2)
    partial = Delegation.objects.get(source_key="D-2")
    assert (partial.direction, str(partial.starts_on), partial.ends_on, partial.size) == (
        "incoming",
        "2018-10",
        None,
        None,
    )
    assert first.rows[0]["direction"] == "outgoing"
    assert first.rows[0]["size"] == 6
    assert first.rows[1]["size"] is None


def test_a_changed_row_updates_the_record_with_its_history(department_officer):
    imported("delegations", [trip()], by=department_officer)

    with acting(department_officer):
        outcome = imported("delegations", [trip(size="9")], by=department_officer)

    record = only(Delegation)
    assert (outcome.updated, record.size, record.revision) == (1, 9, 2)
    assert outcome.lines[0].changes == [["Số người", "6", "9"]]
    newest = history_of(record)[0]
    assert newest.who == str(department_officer)
    assert ("6", "9") in [(change.before, change.after) for change in newest.changes]
    assert Entry.objects.filter(verb=Verb.IMPORTED).count() == 2


def test_a_blank_cell_empties_nothing(department_officer):
    imported("delegations", [trip()], by=department_officer)

    outcome = imported("delegations", [trip(size="", place="")], by=department_officer)

    assert outcome.unchanged == 1
    assert only(Delegation).size == 6


def test_without_keys_the_same_row_is_known_by_unit_title_and_start(department_officer):
    row = trip()
    del row["id"]

    imported("delegations", [row], by=department_officer)
    again = imported(
        "delegations", [row, {**row, "start_date": "2025-01-02", "end_date": ""}], by=department_officer
    )

    assert (again.created, again.unchanged) == (1, 1)


def test_two_units_may_number_their_rows_alike(department_officer, province, other_province):
    mine = trip(id="1", unit="LĐLĐ tỉnh Lào Cai", start_date="2026-03-01", end_date="")
    theirs = trip(
        id="1", unit="LĐLĐ tỉnh Gia Lai", subject_vi="Thăm Campuchia", start_date="2026-03-01", end_date=""
    )

    imported("delegations", [mine], by=department_officer)
    outcome = imported("delegations", [theirs], by=department_officer)

    assert outcome.created == 1
    assert {record.unit.code for record in Delegation.objects.all()} == {"LDLD-LCI", "LDLD-GLI"}


@pytest.mark.parametrize(
    ("changed", "column", "reason"),
    [
        ({"subject_vi": ""}, "subject_vi", "missing"),
        ({"direction": "sang ngang"}, "direction", "unknown_choice"),
        ({"start_date": "2024-13-01"}, "start_date", "impossible_date"),
        ({"start_date": "hè 2024"}, "start_date", "not_a_date"),
        ({"end_date": "2024-11-01"}, "end_date", "end_before_start"),
        ({"size": "-3"}, "size", "negative"),
        ({"size": "0"}, "size", "impossible_number"),
        ({"size": "sáu"}, "size", "not_a_number"),
        ({"subject_vi": "a" * 401}, "subject_vi", "too_long"),
    ],
)
def test_what_is_missing_or_impossible_is_refused(department_officer, changed, column, reason):
    outcome = imported(
        "delegations", [trip(id="D-0", subject_vi="Đoàn khác"), trip(**changed)], by=department_officer
    )

    [refused] = outcome.rejected
    assert (refused["sheet"], refused["row"], refused["column"], refused["reason"]) == ("", 3, column, reason)
    assert refused["value"] == changed[column][:2000]
    assert refused["message"]
    assert (outcome.created, outcome.saved) == (0, False)
    assert not Delegation.objects.exists()


def test_partial_saves_the_rows_that_can_be_taken(department_officer):
    rows = [trip(), trip(id="D-2", subject_vi=""), trip(id="D-3", subject_vi="Đoàn thứ ba")]

    outcome = imported("delegations", rows, by=department_officer, partial=True)

    assert (outcome.created, len(outcome.rejected), outcome.saved) == (2, 1, True)
    assert Delegation.objects.count() == 2


def test_a_dry_run_saves_nothing_and_says_the_same(department_officer):
    rows = [trip(), trip(id="D-2", subject_vi="Đoàn khác")]

    dry = imported("delegations", rows, by=department_officer, dry_run=True)

    assert (
        dry.created,
        dry.saved,
        Delegation.objects.count(),
        Entry.objects.filter(verb=Verb.IMPORTED).count(),
    ) == (2, False, 0, 0)
    assert [line.state for line in dry.lines] == ["new", "new"]


def test_an_officer_imports_into_their_own_unit_only(officer, province, other_province):
    rows = [
        trip(id="1", unit="", start_date="2026-01-02", end_date=""),
        trip(id="2", unit="LĐLĐ tỉnh Gia Lai", start_date="2026-01-03", end_date=""),
    ]

    outcome = imported("delegations", rows, by=officer, partial=True)

    assert only(Delegation).unit == province
    assert [(row["column"], row["reason"]) for row in outcome.rejected] == [("unit", "not_yours")]


def test_another_units_record_is_neither_found_nor_changed(officer, other_province, department_officer):
    row = trip(unit="LĐLĐ tỉnh Gia Lai", start_date="2026-01-03", end_date="")
    imported("delegations", [row], by=department_officer)

    outcome = imported("delegations", [{**row, "unit": "", "size": "99"}], by=officer)

    assert outcome.created == 1
    assert Delegation.objects.get(unit=other_province).size == 6


def test_who_may_not_import_is_told(leader, officer, other_province):
    with pytest.raises(PermissionDenied):
        imported("delegations", [trip()], by=leader)
    with pytest.raises(PermissionDenied):
        imported("partners", [{"name_vi": "Đối tác", "type": "other"}], by=officer)
    with pytest.raises(PermissionDenied):
        imported("delegations", [trip()], by=officer, unit=other_province)


def test_an_archived_record_is_not_changed_from_below(department_officer):
    imported("delegations", [trip()], by=department_officer)
    archive_record(only(Delegation), by=department_officer)

    assert imported("delegations", [trip()], by=department_officer).unchanged == 1
    outcome = imported("delegations", [trip(size="9")], by=department_officer)

    assert [row["reason"] for row in outcome.rejected] == ["archived"]


def test_vietnamese_headings_in_any_order_under_a_title_on_every_sheet(department_officer, province):
    row = {"Số người": 4, "Tên đoàn, mục đích (*)": "Thăm Vân Nam", "Loại đoàn": "Đoàn ra", "Từ ngày": "04/11/2025", "Đơn vị": "LĐLĐ tỉnh Lào Cai", "Ghi riêng": "x"}  # fmt: skip
    content = xlsx_bytes(
        ("Quý I", [row]), ("Quý II", [{**row, "Từ ngày": "05/2026"}]), ("Ghi chú", [{"Người lập": "Văn thư"}]), title="DANH SÁCH ĐOÀN",
    )  # fmt: skip

    outcome = import_pages(
        kind_of("delegations"),
        pages_of(content, "doan.xlsx"),
        by=department_officer,
        on=TODAY,
        filename="doan.xlsx",
    )

    assert (outcome.created, outcome.ignored) == (2, ["Ghi riêng"])
    assert [(line.sheet, line.row) for line in outcome.lines] == [("Quý I", 4), ("Quý II", 4)]
    assert {record.unit for record in Delegation.objects.all()} == {province}


def test_a_wrong_header_is_refused_in_one_sentence(department_officer):
    with pytest.raises(RefusedFileError) as refused:
        imported("delegations", [{"Họ tên": "a", "Tuổi": "b"}], by=department_officer)

    assert "Họ tên, Tuổi" in refused.value.sentence
    assert "Tên đoàn, mục đích" in refused.value.sentence


def test_a_formula_stays_a_text(department_officer, client):
    formula = '=HYPERLINK("http://example.com","mở")'
    imported("delegations", [trip(subject_vi=formula)], by=department_officer)
    client.force_login(department_officer)

    exported = client.get("/doan/xuat/").content

    assert only(Delegation).title == formula
    assert formula in str(pages_of(exported, "xuat.xlsx")[0].lines)

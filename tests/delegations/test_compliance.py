"""Unified management: every finding with a case that has it and one that has not, its rule, and its limits."""

import datetime as dt
import io
import zipfile

import pypdf
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from delegations.figures import compliance
from delegations.figures.compliance import Finding
from delegations.models import Decision, Delegation, Event
from portal.deadlines.models import Rule
from portal.documents.services import attach
from tests.delegations.papers_world import outgoing
from tests.factories.agreements import partner
from tests.factories.delegations import delegation, event
from tests.factories.papers import dispatched, paper
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 30)
KEPT = {"permission_number": "12/QĐ", "permitted_on": dt.date(2026, 1, 5), "planned": "in_plan"}


@pytest.fixture(autouse=True)
def rules():
    """The numbers of the law as rows: a test that needs another number changes the row."""
    for code, number, unit in (
        ("R13", 15, "days"), ("R11", 15, "days"), ("R14-late", 15, "days"), ("R15", 20, "days"), ("R9", 30, "days"),
        ("R19", 3, "years"), ("R19-same", 2, "times"), ("R19-partner", 30, "days"),
    ):  # fmt: skip
        Rule.objects.update_or_create(
            code=code,
            defaults={
                "description": code, "number": number, "unit": unit, "valid_from": dt.date(2020, 1, 1),
                "valid_to": None, "source": f"Nguồn {code}",
            },
        )  # fmt: skip


def found(record):
    """The findings of one record."""
    model, limit = type(record), compliance.limits(TODAY)
    rows = compliance.subject_to_rules(model.objects.all())
    marks = {mark.pk: mark for mark in compliance.marks(rows, limit, model.objects.all())}
    row = compliance.with_facts(rows).filter(pk=record.pk).first()
    if row is None:
        return {}
    compliance.flag(row, limit, marks[row.pk])
    return {one.finding: one for one in compliance.findings(row, limit)}


def trip(unit, **values):
    values = {**KEPT, "starts_on": "01/03/2026", "ends_on": "05/03/2026", **values}
    values.setdefault("report_submitted_on", dt.date(2026, 3, 10))
    return delegation(unit, **values)


def test_a_trip_in_plan_permitted_and_reported_has_no_finding(province):
    assert found(trip(province)) == {}


@pytest.mark.parametrize(("values", "finding"), [
    ({"planned": "unplanned"}, Finding.OUT_OF_PLAN),
    ({"permission_number": "", "permitted_on": None}, Finding.NO_PERMISSION),
    ({"permitted_on": dt.date(2026, 3, 2)}, Finding.BEFORE_PERMISSION),
    ({"report_submitted_on": None}, Finding.REPORT_MISSING),
    ({"report_submitted_on": dt.date(2026, 3, 21)}, Finding.REPORT_LATE),
    ({"requested_on": dt.date(2026, 2, 20)}, Finding.TOO_LATE),
])  # fmt: skip
def test_each_breach_is_found_and_names_its_rule(province, values, finding):
    said = found(trip(province, **values))
    assert set(said) == {finding}
    assert said[finding].sentence
    assert said[finding].source


@pytest.mark.parametrize("values", [
    {"permitted_on": dt.date(2026, 3, 1)}, {"report_submitted_on": dt.date(2026, 3, 20)},
    {"requested_on": dt.date(2026, 2, 14)},
])  # fmt: skip
def test_the_last_day_allowed_is_in_time(province, values):
    assert found(trip(province, **values)) == {}


def test_a_report_is_due_only_after_its_days(province):
    ended = {"starts_on": "10/06/2026", "ends_on": "15/06/2026", "report_submitted_on": None}
    assert found(trip(province, **ended)) == {}
    assert set(found(trip(province, **{**ended, "ends_on": "14/06/2026"}))) >= {Finding.REPORT_MISSING}


def test_a_rule_that_has_ended_finds_nothing(province):
    Rule.objects.filter(code="R13").update(valid_to=dt.date(2021, 1, 1))
    assert found(trip(province, report_submitted_on=None)) == {}


def test_a_decision_is_a_permission(province):
    record = trip(province, permission_number="", permitted_on=None)
    Decision.objects.create(
        delegation=record, number="5/QĐ-TLĐ", decided_on=dt.date(2026, 2, 1), authority="Đoàn Chủ tịch"
    )
    assert found(record) == {}


def test_an_unplanned_dossier_gives_its_reason(province):
    record = trip(province, planned="unplanned")
    Delegation.objects.filter(pk=record.pk).update(dossier_state="approved")
    assert set(found(record)) == {Finding.OUT_OF_PLAN, Finding.NO_REASON}
    Delegation.objects.filter(pk=record.pk).update(unplanned_reason="Thư mời đến muộn.")
    assert set(found(record)) == {Finding.OUT_OF_PLAN}


@pytest.mark.parametrize(("year", "is_second"), [("2025", True), ("2022", False)])
def test_a_second_trip_on_the_matter_within_three_years(province, year, is_second):
    same = {"purpose": "exchange", "country": "LA", "title": "Khảo sát nhà ở công nhân"}
    trip(
        province, **same, starts_on=f"01/03/{year}", ends_on=f"05/03/{year}",
        report_submitted_on=dt.date(int(year), 3, 9), permitted_on=dt.date(int(year), 1, 1),
    )  # fmt: skip
    assert (Finding.SECOND in found(trip(province, **same))) is is_second
    assert Finding.SECOND in found(trip(province, **{**same, "level": "thematic"})) or not is_second
    for change in ({"purpose": "training"}, {"title": "Dự đại hội"}, {"direction": "incoming"}):
        assert Finding.SECOND not in found(trip(province, **{**same, **change}))


@pytest.mark.parametrize(("day", "is_courted"), [("04/04/2026", True), ("05/04/2026", False)])
def test_two_units_with_one_partner_close_together(province, day, is_courted):
    lao = partner("Liên hiệp Công đoàn Lào", "LFTU")
    trip(UnitFactory(), starts_on=day, ends_on=day, partners=[lao])
    assert (Finding.COURTING in found(trip(province, partners=[lao]))) is is_courted
    assert Finding.COURTING not in found(trip(province))


def test_what_was_called_off_or_held_online_is_not_judged(province):
    bare = {"permission_number": "", "permitted_on": None, "report_submitted_on": None}
    for values in (
        {"state": "cancelled"},
        {"state": "postponed"},
        {"mode": "online"},
        {"direction": "domestic"},
    ):
        assert found(trip(province, **bare, **values)) == {}


def test_conferences_that_we_hold_are_judged_those_we_attend_are_not(province):
    held = {"starts_on": "01/03/2026", "ends_on": "02/03/2026", "requested_on": dt.date(2026, 2, 20)}
    assert {Finding.NO_PERMISSION, Finding.REPORT_MISSING, Finding.TOO_LATE} <= set(
        found(event(province, our_role="host", **held))
    )
    assert found(event(province, our_role="attended", **held)) == {}


def test_counts_add_up_for_the_whole_and_for_each_unit(province):
    other = UnitFactory()
    trip(province)
    trip(province, planned="unplanned", report_submitted_on=None)
    trip(other, report_submitted_on=None)
    limit = compliance.limits(TODAY)
    rows = compliance.subject_to_rules(Delegation.objects.all())
    marks = compliance.marks(rows, limit, Delegation.objects.all())
    numbers = compliance.counts(Delegation, limit, marks)
    assert (numbers["all"], numbers["clean"], numbers[Finding.REPORT_MISSING]) == (3, 1, 2)
    units = compliance.by_unit(Delegation, limit, marks)
    assert sum(one["all"] for one in units.values()) == 3
    assert units[province.pk][Finding.OUT_OF_PLAN] == 1
    assert units[other.pk][Finding.OUT_OF_PLAN] == 0


def last_week():
    day = timezone.localdate() - dt.timedelta(days=40)
    return f"{day:%d/%m/%Y}"


def test_the_board_shows_each_reader_their_own_and_exports_it(client, province, officer, other_officer):
    day = last_week()
    delegation(province, "Đoàn chưa báo cáo", starts_on=day, ends_on=day, state="done", planned="unplanned")
    address = f"?since={day}&until={day}"
    client.force_login(officer)
    text = client.get(reverse("delegations:compliance") + address).text
    assert "Đoàn chưa báo cáo" in text
    assert "Chỉ thị 38-CT/TW" in text
    export = client.get(reverse("delegations:compliance-export") + address)
    cells = [row for row in load_workbook(io.BytesIO(export.content)).active.iter_rows(values_only=True)]
    assert (
        sum("Đoàn chưa báo cáo" in (row or ()) for row in cells) == 3
    )  # unplanned, no permission, no report
    client.force_login(other_officer)
    assert "Đoàn chưa báo cáo" not in client.get(reverse("delegations:compliance") + address).text


def test_the_file_of_a_unit_holds_its_list_of_contents_and_the_papers(
    client, province, officer, other_officer
):
    day = last_week()
    record = delegation(province, "Đoàn thăm Lào", starts_on=day, ends_on=day, state="done")
    upload = ContentFile(b"Chuong trinh lam viec", name="chuong-trinh.txt")
    attach(record, upload, by=officer, title="Chương trình", kind="plan", no_state_secret=True)
    address = (
        reverse("delegations:compliance-evidence", args=[province.pk])
        + f"?since={day}&until={day}&unit={province.pk}"
    )
    client.force_login(officer)
    content = b"".join(client.get(address).streaming_content)
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    assert archive.namelist() == ["00-muc-luc.pdf", "01-doan-tham-lao/01-chuong-trinh.txt"]
    assert archive.read("01-doan-tham-lao/01-chuong-trinh.txt") == b"Chuong trinh lam viec"
    pages = pypdf.PdfReader(io.BytesIO(archive.read("00-muc-luc.pdf"))).pages
    text = " ".join(page.extract_text() for page in pages)
    assert "Đoàn thăm Lào" in " ".join(text.split())
    client.force_login(other_officer)
    assert client.get(address).status_code == 404


def test_an_approved_trip_that_is_over_owes_its_report_though_nobody_said_that_it_was_held(province):
    record = trip(province, state="planned", report_submitted_on=None)
    assert Finding.REPORT_MISSING not in found(record)
    Delegation.objects.filter(pk=record.pk).update(dossier_state="approved")
    assert Finding.REPORT_MISSING in found(record)


def test_a_paper_drafted_from_the_dossier_is_evidence_once_it_has_left(client, province, officer):
    day = last_week()
    record = outgoing(province, starts_on=day, ends_on=day, state="done")
    paper(record, "members")
    sent = dispatched(record, "15", by=None)
    query = f"?since={day}&until={day}"
    client.force_login(officer)
    board = client.get(reverse("delegations:compliance") + query).text
    assert sent.issued.title in board
    address = reverse("delegations:compliance-evidence", args=[province.pk]) + f"{query}&unit={province.pk}"
    archive = zipfile.ZipFile(io.BytesIO(b"".join(client.get(address).streaming_content)))
    _contents, *files = archive.namelist()
    assert [name.rpartition(".")[2] for name in files] == ["pdf"]
    assert archive.read(files[0]).startswith(b"%PDF")


def test_a_board_of_thirty_costs_as_many_queries_as_one_of_three(
    client, province, officer, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(number):
        for _one in range(number):
            delegation(province, starts_on=last_week(), ends_on=last_week(), state="done")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse("delegations:compliance") + f"?since={last_week()}&until={last_week()}")
        return len(queries)

    client.force_login(officer)
    cost(1)
    assert cost(2) == cost(27)


def test_events_have_their_board_too(client, province, officer):
    day = last_week()
    event(province, "Hội thảo chưa phép", our_role="host", starts_on=day, ends_on=day, state="done")
    client.force_login(officer)
    text = client.get(reverse("delegations:compliance") + f"?kind=event&since={day}&until={day}").text
    assert "Hội thảo chưa phép" in text
    assert Event.objects.count() == 1

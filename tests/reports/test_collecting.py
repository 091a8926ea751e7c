"""From below upward: a unit asks those under it, receives or returns what they send, takes their words over."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from portal.notifications.models import Letter, Notice
from portal.units.models import Unit
from reports.figures.consolidated import compliance, coverage
from reports.models import Chase, Report
from reports.services.chasing import chase, chase_missing
from reports.services.collecting import ask_below, below, spare, take_over
from reports.services.reviewing import Findings
from reports.services.submission import accepted_versions
from reports.workflow import REPORT, finish_review
from tests.factories.accounts import holder
from tests.factories.delegations import delegation
from tests.factories.reports import IN_TIME, OPENED, TOO_LATE, accepted, cycle, report_of, sent, written
from tests.factories.units import UnitFactory

from .pages import address

pytestmark = pytest.mark.django_db
DUE = dt.date(2026, 6, 12)


def grassroots(province, number: int = 1, **values) -> Unit:
    return UnitFactory(
        code=f"CDCS-{number}", unit_type="grassroots_union", parent=province, province_name="",
        name=f"Công đoàn cơ sở {number}", short_name=f"CĐCS {number}", **values,
    )  # fmt: skip


@pytest.fixture
def cells(province):
    return [grassroots(province, number) for number in (1, 2)]


@pytest.fixture
def upper(province, other_province, cells):
    cycle()
    return report_of(province)


@pytest.fixture
def asked(upper, cells, officer):
    """The first unit below was asked."""
    ask_below(upper, [cells[0]], due_on=DUE, by=officer, at=OPENED)
    return report_of(cells[0])


def test_a_unit_asks_those_below_and_they_are_told_who_asks_until_when(upper, cells, officer):
    theirs = holder("unit_officer", cells[0], username="coso")
    Unit.objects.filter(pk=cells[0].pk).update(contact_email="coso@example.vn")
    cells[0].refresh_from_db()
    ask_below(upper, cells, due_on=DUE, by=officer, at=OPENED)
    rows = Report.objects.filter(collected_by=upper)
    assert {(row.unit, row.due_on, row.state) for row in rows} == {(unit, DUE, "draft") for unit in cells}
    assert Notice.objects.get(recipient=theirs).kind == "reports/asked"
    letter = Letter.objects.get(to_address="coso@example.vn")
    assert "LĐLĐ tỉnh Lào Cai" in letter.subject
    assert "12/06/2026" in letter.text


def test_what_is_asked_wrongly_is_refused_in_a_sentence(upper, cells, other_province, officer, other_officer):
    at = IN_TIME
    with pytest.raises(PermissionDenied):
        ask_below(upper, cells, due_on=DUE, by=other_officer, at=at)
    for units, due_on, field in (
        ([], dt.date(2026, 6, 16), "units"),
        ([other_province], dt.date(2026, 6, 16), "units"),
        (cells, dt.date(2026, 6, 17), "due_on"),
        (cells, dt.date(2026, 6, 1), "due_on"),
    ):
        with pytest.raises(ValidationError) as refused:
            ask_below(upper, units, due_on=due_on, by=officer, at=at)
        assert set(refused.value.message_dict) == {field}
    ask_below(upper, [cells[0]], due_on=dt.date(2026, 6, 16), by=officer, at=at)
    with pytest.raises(ValidationError, match="CĐCS 1"):
        ask_below(upper, cells, due_on=dt.date(2026, 6, 16), by=officer, at=at)
    sent(upper.unit)
    with pytest.raises(ValidationError):
        ask_below(upper, [cells[1]], due_on=dt.date(2026, 6, 16), by=officer, at=at)


def test_who_asked_receives_and_returns_and_nobody_else_of_the_units(asked, officer, other_officer):
    theirs = holder("unit_leader", asked.unit, username="coso")
    REPORT.move(written(asked), "submit", by=theirs, at=IN_TIME)
    told = Notice.objects.filter(kind="reports/submitted")
    assert [notice.recipient for notice in told] == [officer]
    for somebody in (theirs, other_officer):
        with pytest.raises(PermissionDenied):
            REPORT.move(asked, "accept", by=somebody, at=IN_TIME)
    back = REPORT.move(asked, "return", by=officer, at=IN_TIME, reason="Thiếu", due_on=dt.date(2026, 6, 15))
    assert back.state == "returned"
    REPORT.move(written(back, II="Bổ sung."), "submit", by=theirs, at=IN_TIME)
    findings = Findings({code: ("accepted", "") for code in ("figures", "I", "II", "III", "IV", "V")})
    assert finish_review(asked, findings, due_on=None, by=officer, at=IN_TIME).state == "accepted"


def test_the_own_report_is_warned_while_some_are_missing(client, asked, upper, officer):
    client.force_login(officer)
    page = client.get(address(upper)).text
    assert "Đơn vị trực thuộc chưa gửi:" in page
    assert "CĐCS 1" in page
    sent(asked.unit)
    assert "Đơn vị trực thuộc chưa gửi:" not in client.get(address(upper)).text


def test_what_is_gathered_is_no_report_to_the_confederation(asked, upper, department_officer):
    """Neither board, nor sums, nor chasing, nor compliance count it; its records stand in the upper unit's figures."""
    accepted(asked.unit)
    delegation(asked.unit, "Thăm Viêng Chăn", starts_on="2026-03-01", size=5)
    sent(upper.unit)
    REPORT.move(report_of(upper.unit), "accept", by=None, at=IN_TIME)
    versions = accepted_versions(upper.cycle)
    assert [version.report.unit for version in versions] == [upper.unit]
    figures = {row["code"]: row["value"] for row in versions[0].content["figures"]}
    assert figures["outgoing"] == 1
    assert len(compliance(upper.cycle, on=DUE)) == 2
    assert coverage(upper.cycle, on=DUE)["owing"] == 2
    assert chase_missing(upper.cycle, by=department_officer, at=TOO_LATE) == 1


def test_received_words_are_taken_over_once_with_the_name_of_their_unit(asked, upper, officer, other_officer):
    with pytest.raises(ValidationError):
        take_over(asked, "II", by=officer, at=IN_TIME)  # nothing was received yet
    accepted(asked.unit, II="Đón một đoàn.")
    written(upper, II="Kết quả chung.")
    row = Report.objects.select_related("unit", "collected_by__cycle", "collected_by__unit").get(pk=asked.pk)
    with pytest.raises(PermissionDenied):
        take_over(row, "II", by=other_officer, at=IN_TIME)
    take_over(row, "II", by=officer, at=IN_TIME)
    assert upper.narratives.get(section="II").text == "Kết quả chung.\nCĐCS 1: Đón một đoàn."
    with pytest.raises(ValidationError):
        take_over(row, "II", by=officer, at=IN_TIME)


def test_who_has_begun_can_no_longer_be_spared(asked, cells, upper, officer):
    ask_below(upper, [cells[1]], due_on=DUE, by=officer, at=OPENED)
    spare(report_of(cells[1]), by=officer, at=IN_TIME)
    assert not Report.objects.filter(unit=cells[1]).exists()
    written(asked)
    with pytest.raises(ValidationError):
        spare(asked, by=officer, at=IN_TIME)


def test_who_asked_may_chase_and_others_may_not(asked, officer, other_officer):
    chase(asked, channel="telephone", by=officer, at=TOO_LATE)
    assert Chase.objects.get().by == officer
    with pytest.raises(PermissionDenied):
        chase(asked, channel="telephone", by=other_officer, at=TOO_LATE)
    with pytest.raises(ValidationError):
        chase(asked, channel="bo-cau", by=officer, at=TOO_LATE)


def test_a_unit_does_not_find_what_it_asked_for_among_what_it_owes(client, asked, upper, officer):
    client.force_login(officer)
    rows = client.get(reverse("reports:home")).context["reports"]
    assert [row["report"] for row in rows] == [upper]
    theirs = holder("unit_officer", asked.unit, username="coso")
    client.force_login(theirs)
    rows = client.get(reverse("reports:home")).context["reports"]
    assert [row["report"] for row in rows] == [asked]


# -- pages --


def test_the_page_asks_shows_and_takes_over(client, upper, cells, officer):
    Report.objects.filter(pk=upper.pk).update(due_on=timezone.localdate() + dt.timedelta(days=9))
    client.force_login(officer)
    due = timezone.localdate() + dt.timedelta(days=3)
    page = client.post(address(upper, "collect"), {"units": [], "due_on": f"{due:%d/%m/%Y}"})
    assert page.status_code == 422
    given = {"units": [cells[0].pk], "due_on": f"{due:%d/%m/%Y}"}
    assert client.post(address(upper, "collect"), given).status_code == 302
    accepted(cells[0], II="Đón một đoàn.", at=timezone.now())
    page = client.get(address(upper, "collect")).text
    assert "CĐCS 2" in page
    act = address(upper, "collect-act", cells[0].code, "lay")
    assert client.post(act, {"section": "II"}).status_code == 302
    assert upper.narratives.get(section="II").text == "CĐCS 1: Đón một đoàn."


def test_the_page_of_another_unit_does_not_exist(client, asked, upper, other_officer):
    client.force_login(other_officer)
    assert client.get(address(upper, "collect")).status_code == 404
    assert client.post(address(upper, "collect-act", asked.unit.code, "rut")).status_code == 404


def test_units_that_report_directly_cannot_be_acted_on_from_below(client, upper, other_province, officer):
    client.force_login(officer)
    assert client.post(address(upper, "collect-act", other_province.code, "rut")).status_code == 404
    assert client.post(address(upper, "collect-act", "CDCS-1", "khong-co")).status_code == 404


def test_the_costs_do_not_grow_with_the_units_below(upper, province, django_assert_max_num_queries):
    for number in range(3, 30):
        grassroots(province, number)
    with django_assert_max_num_queries(2):
        assert len(below(upper)) == 29


def test_what_waits_to_be_received_stands_on_the_home_page_of_who_asked(
    client, asked, officer, other_officer
):
    sent(asked.unit)
    client.force_login(officer)
    assert "Báo cáo của đơn vị trực thuộc, CĐCS 1" in client.get(reverse("dashboard:home")).text
    client.force_login(other_officer)
    assert "CĐCS 1" not in client.get(reverse("dashboard:home")).text

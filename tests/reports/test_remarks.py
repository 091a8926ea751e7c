"""Words at a cell of a report: who may say them, where, and that they are dealt with."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from reports.models import CellRemark, RemarkKind
from reports.services.remarks import remark, settle
from tests.factories.delegations import delegation
from tests.factories.reports import IN_TIME, cycle, report_of, sent

from .pages import address

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


@pytest.fixture
def report(province, other_province):
    return report_of(province, cycle())


def url(report, cell: str = "figure:outgoing") -> str:
    return f"{address(report, 'remarks')}?cell={cell}"


@pytest.mark.parametrize("cell", ["figure:outgoing", "section:II", "annex:II", "annex:II:412"])
def test_every_kind_of_cell_can_be_spoken_of(report, officer, cell):
    row = remark(report, cell, "  Đề nghị nêu rõ. ", by=officer, at=IN_TIME)
    assert (row.text, row.kind, row.version) == ("Đề nghị nêu rõ.", RemarkKind.REMARK, None)


@pytest.mark.parametrize(
    "cell", ["", "figure:money", "section:IX", "annex:XX", "annex:II:x", "figure:outgoing:4", "x"]
)
def test_a_cell_that_the_report_lacks_is_refused(report, officer, cell):
    with pytest.raises(ValidationError):
        remark(report, cell, "Câu hỏi", by=officer, at=IN_TIME)


def test_no_words_are_no_remark(report, officer):
    with pytest.raises(ValidationError):
        remark(report, "figure:outgoing", " \n ", by=officer, at=IN_TIME)


def test_it_names_the_version_that_was_sent_then(province, officer):
    cycle()
    report = sent(province)
    assert remark(report, "section:I", "Ngắn quá", by=officer, at=IN_TIME).version == 1


def test_the_unit_and_those_who_receive_speak_and_the_inspector_reads(
    client, report, officer, department_officer, inspector, other_officer
):
    for person in (officer, department_officer):
        remark(report, "figure:outgoing", "Một câu", by=person, at=IN_TIME)
    with pytest.raises(PermissionDenied):
        remark(report, "figure:outgoing", "Một câu", by=inspector, at=IN_TIME)
    client.force_login(inspector)
    shown = client.get(url(report), headers=HTMX)
    assert "Một câu" in shown.text
    assert "<textarea" not in shown.text
    client.force_login(other_officer)
    assert client.get(url(report)).status_code == 404


def test_the_dialog_takes_a_remark_and_renews_the_button(client, report, department_officer):
    client.force_login(department_officer)
    answer = client.post(url(report), {"text": "Nêu rõ nước đến", "kind": "follow_up"}, headers=HTMX)
    assert answer.status_code == 200
    assert "Nêu rõ nước đến" in answer.text
    assert 'id="remarks-figureoutgoing" hx-swap-oob="true"' in answer.text
    assert CellRemark.objects.get().kind == "follow_up"
    refused = client.post(url(report), {"text": "", "kind": "remark"}, headers=HTMX)
    assert refused.status_code == 422
    assert client.get(url(report, "figure:money")).status_code == 404


def test_what_is_settled_stays_settled_by_the_first(client, report, officer, department_officer):
    row = remark(report, "figure:outgoing", "Nêu rõ", by=department_officer, at=IN_TIME)
    client.force_login(officer)
    assert client.post(address(report, "settle-remark", row.pk), headers=HTMX).status_code == 200
    row = settle(row, by=department_officer, at=IN_TIME)
    assert row.settled_by == officer
    client.force_login(officer)
    assert client.get(address(report)).context["open_remarks"] == []


def test_a_remark_of_another_report_cannot_be_settled_here(client, report, officer, other_province):
    theirs = remark(report_of(other_province), "section:I", "Của đơn vị khác", by=None, at=IN_TIME)
    client.force_login(officer)
    assert client.post(address(report, "settle-remark", theirs.pk)).status_code == 404


def test_open_remarks_stand_beside_the_page_and_lead_to_their_cell(client, report, officer):
    remark(report, "section:II", "Viết thêm", by=None, at=IN_TIME)
    client.force_login(officer)
    page = client.get(address(report)).text
    assert "Viết thêm" in page
    assert 'href="#cell-section-II"' in page
    assert 'id="cell-section-II"' in page


def test_rows_of_an_annex_can_be_spoken_of_one_by_one(client, report, province, officer):
    trip = delegation(province, "Đoàn thăm Lào", starts_on="2026-03-01")
    remark(report, f"annex:II:{trip.pk}", "Thiếu kinh phí", by=None, at=IN_TIME)
    client.force_login(officer)
    shown = client.get(address(report, "annex", "II"), headers=HTMX)
    assert shown.status_code == 200
    assert trip.get_absolute_url() in shown.text
    assert f'id="remarks-annexII{trip.pk}"' in shown.text
    assert "<html" not in shown.text
    assert "<html" in client.get(address(report, "annex", "II")).text
    assert client.get(address(report, "annex", "XII")).status_code == 404


def test_who_receives_a_report_may_say_something_at_each_figure_and_section(
    client, province, department_officer, presidium
):
    cycle()
    found = sent(province)
    client.force_login(department_officer)
    page = client.get(found.get_absolute_url()).content.decode()
    assert "remarks-figureoutgoing" in page
    assert "remarks-sectionII" in page
    client.force_login(presidium)
    assert "remarks-figureoutgoing" not in client.get(found.get_absolute_url()).content.decode()

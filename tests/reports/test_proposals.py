"""Proposals upward: taken from a report by one click, answered, carried out, withdrawn."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation

from portal.notifications.models import Notice
from reports.models import Proposal, ProposalState
from reports.services.proposals import (
    PRESIDIUM,
    answer_proposal,
    carry_out,
    proposals_in,
    save_proposal,
    take_from_report,
    withdraw,
)
from tests.factories.reports import sent
from tests.factories.resolution import proposal

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 2)
TEXT = """1. Bố trí kinh phí đối ngoại.
Đối với Tỉnh ủy:
- Cho phép đón đoàn ngoài kế hoạch.
- Cho phép đón đoàn ngoài kế hoạch.
Không có."""


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


def answered(row, by, **values):
    given = {"state": "accepted", "text": "Đồng ý.", "on": TODAY, "answered_by": "Văn phòng"} | values
    return answer_proposal(row, by=by, today=TODAY, **given)


def test_the_lines_of_a_report_become_proposals_with_their_addressees(province, officer):
    report = sent(province, V=TEXT)
    made = take_from_report(report, by=officer, today=TODAY)
    assert [(row.text, row.addressee) for row in made] == [
        ("Bố trí kinh phí đối ngoại.", PRESIDIUM), ("Cho phép đón đoàn ngoài kế hoạch.", "Tỉnh ủy"),
    ]  # fmt: skip
    assert made[0].proposed_on == dt.date(2026, 6, 15)
    assert take_from_report(report, by=officer, today=TODAY) == []
    assert [one.is_known for one in proposals_in(report)] == [True, True]


def test_only_the_chosen_lines_are_taken(client, province, officer):
    report = sent(province, V=TEXT)
    client.force_login(officer)
    url = reverse("reports:report-proposals", args=[report.cycle.code, province.code])
    assert "Tỉnh ủy" in client.get(url).text
    client.post(url, {"chosen": ["1", "x", "99"]})
    assert [row.addressee for row in Proposal.objects.all()] == ["Tỉnh ủy"]


@pytest.mark.parametrize("text", ["Không.", "Không có kiến nghị", "- Không phát sinh", ""])
def test_a_report_that_proposes_nothing_gives_no_row(province, text):
    assert proposals_in(sent(province, I="Đã làm.", V=text)) == []


def test_an_answer_reaches_the_unit_and_can_be_mended(province, officer, department_officer):
    row = answered(proposal(province), department_officer)
    assert (row.state, row.answered_on) == (ProposalState.ACCEPTED, TODAY)
    assert Notice.objects.filter(kind="reports/proposal_answered", recipient=officer).count() == 1
    assert (
        answered(row, department_officer, state="declined", text="Chưa xem xét.").state
        == ProposalState.DECLINED
    )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": " "}, "text"), ({"on": dt.date(2026, 11, 3)}, "on"), ({"on": dt.date(2026, 1, 1)}, "on"),
    ],
)  # fmt: skip
def test_an_impossible_answer_is_refused_at_its_field(province, department_officer, values, field):
    with pytest.raises(ValidationError) as refused:
        answered(proposal(province), department_officer, **values)
    assert "cần" in refused.value.message_dict[field][0]


def test_what_was_answered_is_not_reworded_nor_withdrawn(province, officer, department_officer):
    row = answered(proposal(province), department_officer)
    with pytest.raises(ValidationError, match="hãy thêm kiến nghị mới"):
        save_proposal(row, by=officer, today=TODAY)
    with pytest.raises(ValidationError, match="được chấp nhận"):
        withdraw(row, by=officer, reason="Không cần nữa.")


def test_only_what_was_accepted_is_carried_out(province, officer, department_officer):
    row = proposal(province)
    with pytest.raises(ValidationError, match="chấp nhận"):
        carry_out(row, by=officer, text="Đã bố trí.")
    row = carry_out(answered(row, department_officer), by=officer, text="Đã bố trí.")
    assert row.state == ProposalState.DONE
    assert row.answer == "Đồng ý.\nĐã bố trí."


def test_another_province_neither_sees_nor_answers(client, province, other_officer):
    row = proposal(province)
    with pytest.raises(PermissionDenied):
        answered(row, other_officer)
    client.force_login(other_officer)
    assert client.get(row.get_absolute_url()).status_code == 404
    assert client.get(reverse("reports:proposal-verb", args=[row.pk, "answer"])).status_code == 404


def test_each_verb_has_its_page(client, province, officer):
    row = proposal(province)
    client.force_login(officer)
    url = reverse("reports:proposal-verb", args=[row.pk, "withdraw"])
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Đã giải quyết tại đơn vị."}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.answer) == (ProposalState.WITHDRAWN, "Đã giải quyết tại đơn vị.")

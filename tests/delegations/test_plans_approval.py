"""A plan goes its way as a set: through the chain of its unit, or by an approval on paper; several by one decision."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation

from delegations.models import AnnualPlan, DossierState, PlanState
from delegations.services.plan_changes import put_off_line
from delegations.workflow.plan_dossiers import begin_dossier
from delegations.workflow.plans import MATTER, approve_set, record_approval, submit_plan
from portal.documents.models import Document
from portal.workflow.engine import WrongStateError
from portal.workflow.models import Approval
from portal.workflow.services import approvals
from tests.factories.agreements import partner
from tests.factories.plans import approved_line, line, plan
from tests.factories.workflow import chain, inside, outside
from tests.portal.documents.files import PDF

pytestmark = pytest.mark.django_db
AT = timezone.make_aware(dt.datetime(2026, 12, 22, 9, 0))
PAPER = {"number": "35/QĐ-TLĐ", "dated": dt.date(2026, 12, 21), "authority": "Đoàn Chủ tịch"}


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def usual():
    """The leader proposes, the Department appraises, an authority outside decides."""
    return chain(
        inside("propose", "own", "unit_leader"),
        inside("appraise", "confederation", "department_head"),
        outside("approve", "Thường trực Tỉnh ủy"),
        matter=MATTER,
    )


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("qd.pdf", PDF, "application/pdf")


def state(of) -> str:
    return AnnualPlan.objects.values_list("state", flat=True).get(pk=of.pk)


def running(of) -> Approval:
    return Approval.objects.of(of).running().get()


def test_a_plan_goes_through_the_chain_of_its_unit(usual, province, officer, leader, department_head):
    made = plan(province)
    line(made)
    submit_plan(made, by=officer, at=AT)
    assert state(made) == PlanState.IN_APPROVAL
    approvals.agree(running(made), by=leader, at=AT, step_position=1)
    approvals.agree(running(made), by=department_head, at=AT, step_position=2)
    approvals.record_outside(running(made), by=officer, at=AT, step_position=3, scan=scan(), **PAPER)
    made.refresh_from_db()
    assert (made.state, made.approval_number, made.approved_on) == (
        "approved",
        "35/QĐ-TLĐ",
        dt.date(2026, 12, 21),
    )
    assert made.approval_authority == "Đoàn Chủ tịch"
    assert timezone.localdate(made.submitted_at) == dt.date(2026, 12, 22)


def test_a_returned_plan_is_mended_and_sent_again(usual, province, officer, leader):
    made = plan(province)
    item = line(made)
    submit_plan(made, by=officer, at=AT)
    approvals.return_to(running(made), by=leader, at=AT, step_position=1, reason="Thiếu đoàn vào")
    assert state(made) == PlanState.RETURNED
    item.refresh_from_db()
    assert item.may_edit(officer)
    submit_plan(made, by=officer, at=AT)
    assert state(made) == PlanState.IN_APPROVAL


def test_a_withdrawn_plan_is_open_again(usual, province, officer):
    made = plan(province)
    line(made)
    submit_plan(made, by=officer, at=AT)
    approvals.withdraw(running(made), by=officer, at=AT, step_position=1, reason="Sửa số liệu")
    assert state(made) == PlanState.DRAFT


def test_who_submitted_a_plan_does_not_appraise_it(province, officer, usual):
    made = plan(province)
    line(made)
    submit_plan(made, by=officer, at=AT)
    with pytest.raises((ValidationError, PermissionDenied)):
        approvals.agree(running(made), by=officer, at=AT, step_position=1)


def test_an_empty_plan_says_that_nothing_is_planned(usual, province, officer):
    made = plan(province)
    with pytest.raises(ValidationError, match="Kế hoạch chưa có mục nào"):
        submit_plan(made, by=officer, at=AT)
    assert state(made) == PlanState.DRAFT
    made.notes = "Năm 2027 không có kế hoạch đoàn ra, đoàn vào."
    made.save()
    submit_plan(made, by=officer, at=AT)
    assert state(made) == PlanState.IN_APPROVAL


def test_every_line_names_its_time_at_submission(usual, province, officer):
    made = plan(province)
    line(made, "Đoàn không ngày", starts_on=None)
    with pytest.raises(ValidationError, match="còn trống ở 1 mục .Đoàn không ngày."):
        submit_plan(made, by=officer, at=AT)


def test_without_a_chain_nothing_is_submitted(province, officer):
    made = plan(province)
    line(made)
    with pytest.raises(ValidationError):
        submit_plan(made, by=officer, at=AT)
    assert state(made) == PlanState.DRAFT


def test_a_plan_is_submitted_once(usual, province, officer):
    made = plan(province)
    line(made)
    submit_plan(made, by=officer, at=AT)
    with pytest.raises(WrongStateError):
        submit_plan(made, by=officer, at=AT)


def test_another_unit_submits_nothing(usual, province, other_officer):
    made = plan(province)
    line(made)
    with pytest.raises(PermissionDenied):
        submit_plan(made, by=other_officer, at=AT)


# -- approved on paper --


def test_an_approval_on_paper_is_recorded_with_its_scan(province, department_officer):
    made = plan(province)
    line(made)
    record_approval(made, by=department_officer, at=AT, scan=scan(), **PAPER)
    made.refresh_from_db()
    assert (made.state, made.approval_label) == ("approved", "35/QĐ-TLĐ, 21/12/2026, Đoàn Chủ tịch")
    assert Document.objects.filter(target_model="delegations.annualplan", target_id=made.pk).count() == 1


@pytest.mark.parametrize("missing", ["dated", "authority", "scan"])
def test_a_paper_that_lacks_something_approves_nothing(province, department_officer, missing):
    made = plan(province)
    line(made)
    with pytest.raises(ValidationError):
        record_approval(made, by=department_officer, at=AT, **{**PAPER, "scan": scan(), missing: None})
    assert state(made) == PlanState.DRAFT


def test_a_paper_of_tomorrow_approves_nothing(province, department_officer):
    made = plan(province)
    line(made)
    with pytest.raises(ValidationError, match="trở về trước"):
        record_approval(
            made, by=department_officer, at=AT, scan=scan(), **{**PAPER, "dated": dt.date(2026, 12, 23)}
        )


def test_a_unit_does_not_approve_its_own_plan_on_paper(province, officer):
    made = plan(province)
    line(made)
    with pytest.raises(PermissionDenied):
        record_approval(made, by=officer, at=AT, scan=scan(), **PAPER)


def test_one_decision_approves_several_and_says_why_not_the_others(
    usual, province, other_province, officer, leader, department_head
):
    outside_now, on_paper, awaits_leader = plan(province), plan(other_province), plan(province, 2028)
    for made in (outside_now, on_paper, awaits_leader):
        line(made)
    submit_plan(outside_now, by=officer, at=AT)
    approvals.agree(running(outside_now), by=leader, at=AT, step_position=1)
    approvals.agree(running(outside_now), by=department_head, at=AT, step_position=2)
    submit_plan(awaits_leader, by=officer, at=AT)
    plans = list(AnnualPlan.objects.order_by("pk"))
    outcome = approve_set(plans, by=department_head, at=AT, scan=scan(), **PAPER)
    assert [one.pk for one in outcome.approved] == [outside_now.pk, on_paper.pk]
    assert outcome.moved == []
    assert len(outcome.refused) == 1
    assert str(awaits_leader) in outcome.refused[0]
    assert state(awaits_leader) == PlanState.IN_APPROVAL


def test_a_recalled_plan_is_open_and_its_decision_forgotten(
    usual, province, officer, leader, department_head
):
    made = plan(province)
    item = line(made)
    submit_plan(made, by=officer, at=AT)
    approvals.agree(running(made), by=leader, at=AT, step_position=1)
    approvals.agree(running(made), by=department_head, at=AT, step_position=2)
    approval = running(made)
    approvals.record_outside(approval, by=officer, at=AT, step_position=3, scan=scan(), **PAPER)
    approval.refresh_from_db()
    approvals.recall(approval, by=officer, at=AT, reason="Sai số liệu")
    made.refresh_from_db()
    assert (made.state, made.approval_number, made.approved_on) == ("draft", "", None)
    item.refresh_from_db()
    assert item.may_edit(officer)


def test_a_plan_in_use_is_not_recalled(usual, province, officer, leader, department_head):
    made = plan(province)
    item = line(made)
    submit_plan(made, by=officer, at=AT)
    approvals.agree(running(made), by=leader, at=AT, step_position=1)
    approvals.agree(running(made), by=department_head, at=AT, step_position=2)
    approval = running(made)
    approvals.record_outside(approval, by=officer, at=AT, step_position=3, scan=scan(), **PAPER)
    item.refresh_from_db()
    begin_dossier(item, by=officer, at=AT)
    approval.refresh_from_db()
    with pytest.raises(ValidationError, match="đã có mục được lập hồ sơ"):
        approvals.recall(approval, by=officer, at=AT, reason="Sai số liệu")


# -- from the line to the dossier --


def test_a_dossier_takes_over_what_the_line_says(province, officer):
    there = partner("Tổng Công hội Vân Nam", "VNAM")
    item = approved_line(
        province, "Thăm Vân Nam", partners=[there], country="CN", place="Côn Minh", size=6, level="thematic",
        funding_source="union",
    )  # fmt: skip
    trip = begin_dossier(item, by=officer, at=AT)
    assert (trip.title, trip.direction, trip.country, trip.place, trip.size) == (
        "Thăm Vân Nam", "outgoing", "CN", "Côn Minh", 6,
    )  # fmt: skip
    assert (trip.plan_item, trip.planned, trip.dossier_state) == (item, "in_plan", DossierState.DRAFT)
    assert (trip.starts_on, trip.level, trip.funding_source) == (item.starts_on, "thematic", "union")
    assert list(trip.partners.all()) == [there]


def test_a_conference_of_the_plan_becomes_a_conference(province, officer):
    made = begin_dossier(approved_line(province, "Hội thảo", kind="domestic", size=80), by=officer, at=AT)
    assert (made._meta.model_name, made.participants, made.our_role) == ("event", 80, "host")


def test_no_dossier_of_what_is_not_approved_or_was_dropped(province, officer, other_officer):
    with pytest.raises(ValidationError, match="kế hoạch đã được phê duyệt"):
        begin_dossier(line(plan(province)), by=officer, at=AT)
    item = approved_line(province, year=2028)
    with pytest.raises(PermissionDenied):
        begin_dossier(item, by=other_officer, at=AT)
    put_off_line(item, settled="cancelled", cancel_reason="no_money", reason="Thiếu", by=officer, at=AT)
    with pytest.raises(ValidationError, match="hãy đưa lại vào kế hoạch trước"):
        begin_dossier(item, by=officer, at=AT)

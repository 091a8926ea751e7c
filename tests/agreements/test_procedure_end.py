"""A procedure that is decided: approved, signed, reported, given up; what is written into the agreement."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from agreements.figures.procedure import checklist, missing_before
from agreements.figures.procedure_facts import Facts
from agreements.models import (
    Amendment,
    Procedure,
    ProcedureState,
    StageCode,
)
from agreements.services import procedures
from agreements.workflow import PROCEDURE, offered_steps, submit_procedure
from agreements.workflow.procedures import interested, involving
from portal.text import PartialDate
from portal.workflow.engine import WrongStateError
from portal.workflow.models import Approval
from portal.workflow.questions import may_act
from portal.workflow.reference import add
from portal.workflow.services import approvals
from tests.factories.procedures import (
    LATER,
    OPENED,
    REPORTED,
    SIGNED,
    answer,
    approved,
    ask,
    concluded,
    consented,
    drafted,
    opened,
    reported,
    short_chain,
)

pytestmark = pytest.mark.django_db

CONSULT, MANAGING, DECIDE = StageCode.CONSULT, StageCode.MANAGING_BODY, StageCode.DECIDE


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


def missing(procedure, stage) -> set[str]:
    return {part.row.code for part in missing_before(checklist(Facts(procedure, OPENED)), stage)}


# -- submitted and decided --


def test_without_the_opinions_it_is_not_submitted(province, officer):
    short_chain()
    with pytest.raises(ValidationError, match="cơ quan quản lý"):
        submit_procedure(opened(province), by=officer, at=LATER)


def test_while_it_is_decided_nothing_in_it_changes(province, officer):
    short_chain()
    procedure = consented(province)
    opinion = procedure.opinions.first()
    submit_procedure(procedure, by=officer, at=LATER)
    procedure.refresh_from_db()
    assert procedure.state == ProcedureState.IN_APPROVAL
    for change in (
        lambda: procedures.save_procedure(procedure, by=officer),
        lambda: ask(procedure, body="Khác", by=officer),
        lambda: answer(opinion),
    ):
        with pytest.raises(ValidationError, match="đang trình duyệt"):
            change()
    with pytest.raises(WrongStateError):
        submit_procedure(procedure, by=officer, at=LATER)


def test_who_proposed_it_does_not_decide(province, leader, officer):
    short_chain()
    procedure = consented(province)
    Procedure.objects.filter(pk=procedure.pk).update(created_by=leader)
    procedure.refresh_from_db()
    run = submit_procedure(procedure, by=officer, at=LATER)
    assert interested(procedure) == {leader.pk}
    assert [rows.exists() for rows in involving(leader.pk, procedure.pk)] == [True]
    assert not may_act(run, leader, LATER.date())
    with pytest.raises((PermissionDenied, ValidationError)):
        approvals.agree(run, by=leader, at=LATER, step_position=1)


def test_what_was_approved_carries_number_day_and_authority(province, leader, officer):
    procedure = approved(province, leader=leader, officer=officer)
    assert (procedure.state, procedure.approval_number, procedure.approved_on, procedure.approval_authority) == (
        "approved", "08/QĐ-LĐLĐ", dt.date(2026, 3, 16), "Chủ tịch LĐLĐ tỉnh",
    )  # fmt: skip


def test_returned_withdrawn_refused_and_recalled(province, leader, officer):
    procedure = approved(province, leader=leader, officer=officer)
    approvals.recall(Approval.objects.get(), by=officer, at=LATER, reason="Đổi thời gian ký")
    procedure.refresh_from_db()
    assert (procedure.state, procedure.approval_number, procedure.approved_on) == ("draft", "", None)
    run = submit_procedure(procedure, by=officer, at=LATER)
    approvals.return_to(run, by=leader, at=LATER, step_position=1, reason="Bổ sung")
    procedure.refresh_from_db()
    assert procedure.state == "returned"
    run = submit_procedure(procedure, by=officer, at=LATER)
    approvals.withdraw(run, by=officer, at=LATER, step_position=1, reason="Sửa lại")
    procedure.refresh_from_db()
    assert procedure.state == "draft"
    run = submit_procedure(procedure, by=officer, at=LATER)
    approvals.refuse(run, by=leader, at=LATER, step_position=1, reason="Chưa cần thiết")
    procedure.refresh_from_db()
    assert procedure.state == "refused"
    assert {step.name for step in offered_steps(procedure, officer)} == {"cancel", "reopen"}


def test_the_chain_of_each_kind_of_unit_ends_with_its_own_authority(
    province, leader, officer, department_head
):
    add(["agreement-province"])
    run = submit_procedure(consented(province), by=officer, at=LATER)
    assert [(step.kind, step.way) for step in run.steps.all()] == [
        ("consult", "inside"),
        ("approve", "inside"),
    ]
    approvals.give_opinion(run, by=department_head, at=LATER, step_position=1, note="Nhất trí")
    approvals.agree(run, by=leader, at=LATER, step_position=2)
    assert Procedure.objects.get().state == "approved"


# -- signing --


def test_it_is_signed_only_after_the_approval(province, officer):
    with pytest.raises(WrongStateError):
        PROCEDURE.move(consented(province), "sign", by=officer, at=LATER, concluded_on=SIGNED)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-03-12", "13/03/2026"), ("2026-03-15", "16/03/2026"), ("2026-05-01", "30/04/2026")],
)
def test_nobody_signs_before_the_consent_the_approval_or_tomorrow(province, leader, day, expected):
    procedure = approved(province, leader=leader)
    with pytest.raises(ValidationError, match=expected):
        PROCEDURE.move(procedure, "sign", by=None, at=LATER, concluded_on=dt.date.fromisoformat(day))


def test_signing_writes_the_day_and_the_term_into_the_agreement(province, leader):
    record = concluded(province, leader=leader, given={"place": "Viêng Chăn"}).agreement
    record.refresh_from_db()
    assert (record.signed_on, record.starts_on, record.place) == (
        PartialDate.of(SIGNED), PartialDate.of(SIGNED), "Viêng Chăn",
    )  # fmt: skip
    assert not record.is_planned


def test_a_text_without_the_clause_is_not_signed(province, leader):
    record = drafted(province, states_not_binding=None)
    procedure = approved(province, leader=leader, record=record)
    with pytest.raises(ValidationError, match="không ràng buộc"):
        PROCEDURE.move(procedure, "sign", by=None, at=LATER, concluded_on=SIGNED)


def test_an_extension_moves_the_end_by_a_numbered_paper(province, leader):
    given = {"title": "Gia hạn lần 1", "new_ends_on": PartialDate.parse("31/12/2032")}
    procedure = concluded(province, leader=leader, purpose="extend", given=given)
    made = Amendment.objects.get()
    assert (made.number, made.kind, made.signed_on) == (1, "extension", PartialDate.of(SIGNED))
    assert made.previous_ends_on == PartialDate.parse("31/12/2029")
    procedure.refresh_from_db()
    assert procedure.amendment == made
    procedure.agreement.refresh_from_db()
    assert procedure.agreement.ends_on == PartialDate.parse("31/12/2032")


def test_an_extension_that_leads_no_further_leaves_everything_as_it_was(province, leader):
    procedure = approved(province, leader=leader, purpose="extend")
    given = {"title": "Gia hạn", "new_ends_on": PartialDate.parse("31/12/2028")}
    with pytest.raises(ValidationError, match="31/12/2029"):
        PROCEDURE.move(procedure, "sign", by=None, at=LATER, concluded_on=SIGNED, **given)
    procedure.refresh_from_db()
    assert (procedure.state, procedure.concluded_on) == ("approved", None)


def test_a_termination_ends_the_agreement_on_its_day(province, leader):
    given = {"reason": "Hết nhu cầu", "ended_by": "both"}
    procedure = concluded(province, leader=leader, purpose="terminate", given=given)
    procedure.agreement.refresh_from_db()
    assert procedure.agreement.terminated_on == SIGNED


# -- the report --


def test_it_is_reported_with_a_signed_copy_after_the_signing(province, leader):
    procedure = approved(province, leader=leader)
    procedure = PROCEDURE.move(procedure, "sign", by=None, at=LATER, concluded_on=SIGNED)
    given = {"reported_on": REPORTED, "copy_sent_to": "Sở Ngoại vụ"}
    with pytest.raises(ValidationError, match="Bản sao"):
        PROCEDURE.move(procedure, "report", by=None, at=LATER, **given)
    with pytest.raises(ValidationError, match="20/03/2026"):
        PROCEDURE.move(
            procedure, "report", by=None, at=LATER, **{**given, "reported_on": dt.date(2026, 3, 19)}
        )


def test_the_day_of_the_report_stands_on_what_was_reported(province, other_province, leader):
    procedure = reported(province, leader=leader)
    procedure.agreement.refresh_from_db()
    assert procedure.agreement.reported_on == PartialDate.of(REPORTED)
    assert (procedure.state, procedure.copy_sent_to) == ("reported", "Sở Ngoại vụ")
    assert missing(procedure, StageCode.REPORT) == set()


@pytest.mark.parametrize("purpose", ["amend", "terminate"])
def test_the_report_of_a_change_stands_on_the_change(province, leader, purpose):
    procedure = reported(
        province, leader=leader, purpose=purpose, given={"title": "Sửa Điều 2", "reason": "Hết nhu cầu"}
    )
    record = procedure.agreement
    record.refresh_from_db()
    found = Amendment.objects.get().reported_on if purpose == "amend" else record.termination_reported_on
    assert found == REPORTED


def test_given_up_and_taken_up_again_unless_another_is_open(province, officer):
    procedure = opened(province)
    gone = PROCEDURE.move(procedure, "cancel", by=officer, at=LATER, why="Hoãn ký")
    other = procedures.open_procedure(gone.agreement, purpose="sign", by=officer, on=OPENED)
    with pytest.raises(ValidationError, match="kết thúc"):
        PROCEDURE.move(gone, "reopen", by=officer, at=LATER, why="Ký lại")
    PROCEDURE.move(other, "cancel", by=officer, at=LATER, why="Nhầm")
    assert PROCEDURE.move(gone, "reopen", by=officer, at=LATER, why="Ký lại").state == "draft"


def test_a_report_is_corrected_with_a_reason(province, leader):
    procedure = PROCEDURE.move(
        reported(province, leader=leader), "correct", by=None, at=LATER, why="Sai ngày"
    )
    assert (procedure.state, procedure.reported_on, procedure.copy_sent_to) == ("concluded", None, "")

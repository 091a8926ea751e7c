"""A procedure from its opening to its report: what each step needs, refuses and writes into the agreement."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from agreements.figures.procedure import asked_opinion, checklist, missing_before, next_stage, standings
from agreements.figures.procedure_facts import Facts
from agreements.models import (
    Amendment,
    Opinion,
    OpinionAnswer,
    Procedure,
    ProcedurePart,
    ProcedureStage,
    ProcedureState,
    StageCode,
)
from agreements.reference.procedure import load_parts, load_stages
from agreements.services import opinions, procedures
from agreements.workflow import PROCEDURE, offered_steps, submit_procedure
from agreements.workflow.procedures import interested, involving
from portal.text import PartialDate
from portal.workflow.engine import WrongStateError
from portal.workflow.models import Approval
from portal.workflow.questions import may_act
from portal.workflow.reference import add
from portal.workflow.services import approvals
from tests.factories.agreements import agreement
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
    moment,
    opened,
    reported,
    short_chain,
    signed,
    stage_of,
)

pytestmark = pytest.mark.django_db

CONSULT, MANAGING, DECIDE = StageCode.CONSULT, StageCode.MANAGING_BODY, StageCode.DECIDE


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


def missing(procedure, stage) -> set[str]:
    return {part.row.code for part in missing_before(checklist(Facts(procedure, OPENED)), stage)}


def codes(procedure) -> list[tuple[str, str]]:
    return [(stage.code, stage.row.rule_code) for stage in Facts(procedure, OPENED).stages]


# -- opening --


def test_an_agreement_entered_in_the_register_has_no_procedure(province):
    assert not agreement(province, signed_on="2018").procedures.exists()


def test_another_unit_opens_none(province, other_officer):
    with pytest.raises(PermissionDenied):
        procedures.open_procedure(drafted(province), purpose="sign", by=other_officer, on=OPENED)


def test_a_signed_agreement_is_not_signed_again_and_an_unsigned_one_not_amended(province):
    with pytest.raises(ValidationError, match="đã ký"):
        opened(province, purpose="sign", record=signed(province))
    with pytest.raises(ValidationError, match="chưa ký"):
        opened(province, purpose="extend", record=drafted(province))


def test_a_terminated_agreement_has_no_further_procedure(province):
    record = signed(province)
    type(record).objects.filter(pk=record.pk).update(
        terminated_on=dt.date(2026, 1, 5), termination_reason="Hai bên thống nhất"
    )
    with pytest.raises(ValidationError, match="05/01/2026"):
        opened(province, purpose="extend", record=record)


def test_one_procedure_of_an_agreement_is_open_at_a_time(province):
    record = signed(province)
    opened(province, purpose="extend", record=record)
    with pytest.raises(ValidationError, match="kết thúc"):
        opened(province, purpose="amend", record=record)


def test_the_short_procedure_says_why(province):
    with pytest.raises(ValidationError, match="rút gọn"):
        opened(province, is_short=True)


# -- stages and parts as data --


def test_the_stages_follow_from_level_purpose_and_track(province, centre):
    assert codes(opened(province)) == [
        ("consult", "R3-opinion"), ("managing_body", "R3"), ("decide", ""), ("sign", ""), ("report", "R4"),
        ("publish", ""),
    ]  # fmt: skip
    ours = codes(opened(centre, purpose="extend", is_short=True, short_reason="Gấp", is_sensitive=True))
    assert ours == [
        ("consult", "R6"), ("consult", "R7"), ("managing_body", "R6"), ("decide", ""), ("sign", ""), ("report", "R5"),
    ]  # fmt: skip


def test_the_short_track_asks_whom_the_level_names(centre):
    found = {
        stage.code: stage.bodies
        for stage in Facts(opened(centre, is_short=True, short_reason="Gấp"), OPENED).stages
    }
    assert found["consult"] == ("Bộ Ngoại giao", "bộ, ngành liên quan")


def test_a_narrower_row_of_an_administrator_goes_before_the_law_of_the_level(province):
    procedure = opened(province)
    ProcedureStage.objects.create(
        code="consult", title="Riêng cho chương trình", level="provincial_federation", purpose="sign", kind="mou",
        asked="Sở Nội vụ", rule_code="R1",
    )  # fmt: skip
    first = Facts(procedure, OPENED).stages[0]
    assert (first.row.title, first.bodies) == ("Riêng cho chương trình", ("Sở Nội vụ",))


def test_loading_the_tables_again_adds_nothing_and_keeps_edits(province):
    opened(province)
    ProcedureStage.objects.filter(code="report", level="provincial_federation", purpose="sign").update(
        asked="Nơi khác"
    )
    ProcedurePart.objects.filter(code="impact").delete()
    assert (load_stages(), load_parts()) == (0, 0)
    assert not ProcedurePart.objects.filter(code="impact").exists()


def test_every_stage_and_part_names_its_source(province):
    opened(province)
    for row in [*ProcedureStage.objects.all(), *ProcedurePart.objects.all()]:
        assert row.source, row
        row.full_clean()


def test_the_dossier_of_the_consultation_is_that_of_the_law(province):
    record = agreement(province, "Dự thảo", is_planned=True)
    load_stages(), load_parts()
    procedure = procedures.open_procedure(record, purpose="sign", by=None, on=OPENED)
    assert missing(procedure, CONSULT) == {
        "requirement", "content", "conformity", "impact", "text-vi", "text-foreign",
    }  # fmt: skip
    with pytest.raises(ValidationError) as refused:
        ask(procedure)
    assert len(refused.value.messages) == 6


# -- opinions --


def test_next_stage_leads_from_asking_to_deciding(province):
    procedure = opened(province)
    assert next_stage(Facts(procedure, OPENED)) == CONSULT
    answer(ask(procedure))
    assert next_stage(Facts(procedure, OPENED)) == MANAGING
    ask(procedure, MANAGING, on=dt.date(2026, 3, 9))
    assert next_stage(Facts(procedure, OPENED)) == DECIDE


def test_several_bodies_are_asked_by_one_letter_and_none_twice(province):
    procedure = opened(province)
    row = stage_of(procedure, CONSULT)
    given = {"asked_on": OPENED, "by": None, "at": moment(OPENED), "letter_number": "5/LĐLĐ-ĐN"}
    rows = opinions.ask(
        procedure, row, bodies=["Sở Ngoại vụ", " Sở Công Thương ", "Sở Ngoại vụ", ""], **given
    )
    assert [opinion.body for opinion in rows] == ["Sở Ngoại vụ", "Sở Công Thương"]
    with pytest.raises(ValidationError):
        opinions.ask(procedure, row, bodies=["Sở Ngoại vụ"], **given)
    with pytest.raises(ValidationError, match="ít nhất một"):
        opinions.ask(procedure, row, bodies=[" "], **given)
    with pytest.raises(ValidationError, match="02/03/2026 hoặc sớm hơn"):
        opinions.ask(procedure, row, bodies=["A"], **{**given, "asked_on": dt.date(2026, 3, 3)})


def test_an_answer_lies_between_the_letter_and_today(province):
    opinion = ask(opened(province))
    for day in (dt.date(2026, 3, 1), dt.date(2026, 3, 10), None):
        with pytest.raises(ValidationError, match="02/03/2026"):
            opinions.answer(
                opinion, by=None, at=moment(dt.date(2026, 3, 9)), answer="agrees", answered_on=day
            )
    with pytest.raises(ValidationError, match="góp ý"):
        answer(opinion, OpinionAnswer.WITH_COMMENTS)


def test_silence_is_written_down_only_after_the_due_day(province):
    opinion = ask(opened(province))  # due on 11/03/2026
    with pytest.raises(ValidationError, match="11/03/2026"):
        opinions.answer(opinion, by=None, at=moment(dt.date(2026, 3, 11)), answer="silent")
    done = opinions.answer(opinion, by=None, at=moment(dt.date(2026, 3, 12)), answer="silent")
    assert (done.answer, done.answered_on) == ("silent", None)


def test_an_opinion_is_overdue_the_day_after(province):
    opinion = ask(opened(province))
    assert not asked_opinion(opinion, on=dt.date(2026, 3, 11)).is_overdue
    late = asked_opinion(opinion, on=dt.date(2026, 3, 13))
    assert (late.is_overdue, late.days_late, late.tone) == (True, 2, "bad")
    assert asked_opinion(answer(opinion, on=dt.date(2026, 3, 12)), on=dt.date(2026, 4, 1)).days_late == 1


def test_what_was_not_answered_is_taken_back_what_was_stays(province):
    procedure = opened(province)
    opinions.take_back(ask(procedure, body="Hỏi nhầm"), by=None, at=LATER)
    answered = answer(ask(procedure))
    with pytest.raises(ValidationError, match="giữ nguyên"):
        opinions.take_back(answered, by=None, at=LATER)
    assert [row.body for row in Opinion.objects.filter(procedure=procedure)] == ["Sở Ngoại vụ"]


def test_the_managing_body_is_asked_after_the_agencies(province):
    procedure = opened(province)
    with pytest.raises(ValidationError, match="chưa hỏi"):
        ask(procedure, MANAGING)
    ask(procedure)
    with pytest.raises(ValidationError, match="11/03/2026"):
        ask(procedure, MANAGING)


def test_where_security_is_touched_it_is_asked_for_besides(province):
    procedure = opened(province, is_sensitive=True)
    answer(ask(procedure))
    assert "consulted" in missing(procedure, MANAGING)
    answer(ask(procedure, sensitive=True, body="Công an tỉnh"))
    assert "consulted" not in missing(procedure, MANAGING)
    shown = standings(Facts(procedure, OPENED), [])
    assert [[row.row.body for row in one.opinions] for one in shown[:2]] == [
        ["Sở Ngoại vụ"],
        ["Công an tỉnh"],
    ]


def test_comments_are_explained_and_objections_are_told(province):
    procedure = opened(province)
    answer(ask(procedure), OpinionAnswer.DISAGREES, content="Chưa phù hợp")
    answer(
        ask(procedure, body="Sở Nội vụ"), OpinionAnswer.WITH_COMMENTS, content="Sửa Điều 2", handling="Đã sửa"
    )
    assert missing(procedure, MANAGING) == {"differences", "explanation"}
    procedure.differences, procedure.explanation = "Sở Ngoại vụ chưa đồng ý", "Đã giải trình"
    procedures.save_procedure(procedure, by=None)
    assert missing(procedure, MANAGING) == set()


@pytest.mark.parametrize("value", ["silent", "disagrees"])
def test_silence_or_a_no_of_the_managing_body_is_no_consent(province, value):
    procedure = opened(province)
    answer(ask(procedure))
    opinion = ask(procedure, MANAGING, on=dt.date(2026, 3, 9))
    content = "" if value == "silent" else "Không đồng ý"
    opinions.answer(
        opinion,
        by=None,
        at=LATER,
        answer=value,
        answered_on=dt.date(2026, 3, 20),
        content=content,
        handling="x",
    )
    assert "consent" in missing(procedure, DECIDE)


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

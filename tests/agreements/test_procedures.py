"""A procedure from its opening to its report: what each step needs, refuses and writes into the agreement."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from agreements.figures.procedure import (
    asked_opinion,
    checklist,
    missing_before,
    next_stage,
    stage_to_complete,
    standings,
)
from agreements.figures.procedure_facts import Facts
from agreements.models import (
    Opinion,
    OpinionAnswer,
    ProcedurePart,
    ProcedureStage,
    StageCode,
)
from agreements.reference.procedure import load_parts, load_stages
from agreements.services import opinions, procedures
from tests.factories.agreements import agreement
from tests.factories.procedures import (
    LATER,
    OPENED,
    answer,
    ask,
    drafted,
    moment,
    opened,
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
    opinion = ask(procedure)
    assert next_stage(Facts(procedure, OPENED)) == CONSULT
    assert stage_to_complete(Facts(procedure, OPENED)) == MANAGING
    answer(opinion)
    assert next_stage(Facts(procedure, OPENED)) == MANAGING
    opinion = ask(procedure, MANAGING, on=dt.date(2026, 3, 9))
    assert next_stage(Facts(procedure, OPENED)) == MANAGING
    assert stage_to_complete(Facts(procedure, OPENED)) == DECIDE
    answer(opinion)
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

"""What was decided elsewhere: outside decisions, bút phê recorded by the secretary, proposals signed on paper."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.documents.models import Document
from portal.workflow.engine import WrongStateError
from portal.workflow.interest import TooCloseError
from portal.workflow.questions import may_act, standing, to_record
from portal.workflow.services import approvals as does
from tests.factories.accounts import holder
from tests.factories.workflow import AT, MATTER, chain, inside, outside
from tests.portal.documents.files import PDF

pytestmark = pytest.mark.django_db
DAY = AT.date()
PAPER = {"number": "12-QĐ/TU", "dated": DAY, "authority": "Thường trực Tỉnh ủy"}


def scan(name="but-phe.pdf"):
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


@pytest.fixture
def approval(told, trip, officer, leader, presidium):
    chain(
        inside("propose", "own", "unit_leader"),
        outside("consult", "Sở Ngoại vụ", working_days=7),
        outside("approve", "Thường trực Tỉnh ủy"),
    )
    return does.submit(trip, matter=MATTER, by=officer, at=AT)


@pytest.fixture
def inside_only(usual, trip, officer, leader, department_head, presidium):
    return does.submit(trip, matter=MATTER, by=officer, at=AT)


@pytest.fixture
def central_secretary(centre):
    return holder("secretary", centre)


def names(approval, user):
    return [one.name for one in may_act(approval, user, DAY)]


def test_an_outside_decision_is_recorded_with_its_paper(approval, leader, officer, trip, told):
    does.agree(approval, by=leader, at=AT, step_position=1)
    does.record_outside(
        approval,
        by=officer,
        at=AT,
        step_position=2,
        number="5/SNgV",
        dated=DAY,
        authority="Sở Ngoại vụ",
        note="Nhất trí",
    )  # noqa: E501
    does.record_outside(approval, by=officer, at=AT, step_position=3, **PAPER, scan=scan())

    assert told.ended == ["approved"]
    opinion, decision = standing(trip).acts[-2:]
    assert (opinion.kind, decision.kind) == ("opinion", "agreed")
    assert (decision.number, decision.dated, decision.authority) == ("12-QĐ/TU", DAY, "Thường trực Tỉnh ủy")
    assert decision.scan.versions.get().frozen


@pytest.mark.parametrize("missing", ["number", "dated", "authority"])
def test_a_decision_without_number_date_or_authority_is_refused(approval, leader, officer, missing):
    does.agree(approval, by=leader, at=AT, step_position=1)
    with pytest.raises(ValidationError) as refused:
        does.record_outside(approval, by=officer, at=AT, step_position=2, **{**PAPER, missing: None})
    assert list(refused.value.message_dict) == [missing]
    assert approval.steps.get(state="current").position == 2


def test_a_decision_of_tomorrow_is_refused(approval, leader, officer):
    does.agree(approval, by=leader, at=AT, step_position=1)
    with pytest.raises(ValidationError, match="24/11/2026"):
        does.record_outside(
            approval, by=officer, at=AT, step_position=2, **{**PAPER, "dated": DAY + dt.timedelta(days=1)}
        )


def test_an_outside_refusal_and_return_say_why(approval, leader, officer, told):
    does.agree(approval, by=leader, at=AT, step_position=1)
    with pytest.raises(ValidationError):
        does.record_outside(
            approval, by=officer, at=AT, step_position=2, **PAPER, outcome="refused", note="Không"
        )
    with pytest.raises(ValidationError):
        does.record_outside(approval, by=officer, at=AT, step_position=2, **PAPER, outcome="returned")
    does.record_outside(
        approval, by=officer, at=AT, step_position=2, **PAPER, outcome="returned", position=1, note="Bổ sung"
    )  # noqa: E501
    assert approval.steps.get(state="current").position == 1


def test_only_the_unit_records_what_was_decided_outside(approval, leader, other_officer, clerk, officer):
    does.agree(approval, by=leader, at=AT, step_position=1)
    for who in (other_officer, clerk, leader):
        with pytest.raises(PermissionDenied):
            does.record_outside(approval, by=who, at=AT, step_position=2, **PAPER)
    assert [step.position for step in to_record(officer, DAY)] == [2]
    assert not to_record(other_officer, DAY).exists()
    assert names(approval, officer) == ["outside", "withdraw"]


def test_a_step_in_the_portal_is_not_decided_outside(approval, officer):
    with pytest.raises(ValidationError):
        does.record_outside(approval, by=officer, at=AT, step_position=1, **PAPER)


def test_the_proposal_is_recorded_from_its_signed_paper(approval, officer, trip, leader):
    with pytest.raises(ValidationError) as refused:
        does.record_signed(approval, by=officer, at=AT, step_position=1, **PAPER, scan=None)
    assert "scan" in refused.value.message_dict
    does.record_signed(
        approval,
        by=officer,
        at=AT,
        step_position=1,
        number="3/TTr",
        dated=DAY,
        authority="Chủ tịch",
        scan=scan("ttr.pdf"),
    )  # noqa: E501
    act = standing(trip).acts[-1]
    assert (act.by, act.authority, act.scan.kind) == (officer, "Chủ tịch", "signed_copy")


def test_the_secretary_records_a_but_phe_in_the_leaders_name(inside_only, secretary, leader, trip):
    assert names(inside_only, secretary) == ["handwritten"]
    does.record_handwritten(
        inside_only,
        by=secretary,
        at=AT,
        step_position=1,
        in_name_of=leader,
        dated=DAY,
        scan=scan(),
        note="Đồng ý",
    )  # noqa: E501
    act = standing(trip).acts[-1]
    assert (act.by, act.in_name_of, act.is_handwritten, act.note) == (secretary, leader, True, "Đồng ý")
    assert standing(trip).current.step.position == 2


@pytest.mark.parametrize("missing", ["in_name_of", "dated", "scan"])
def test_a_but_phe_needs_its_leader_day_and_scan(inside_only, secretary, leader, missing):
    given = {"in_name_of": leader, "dated": DAY, "scan": scan(), missing: None}
    with pytest.raises(ValidationError) as refused:
        does.record_handwritten(inside_only, by=secretary, at=AT, step_position=1, **given)
    assert list(refused.value.message_dict) == [missing]


def test_a_secretary_records_for_leaders_of_the_same_unit_alone(
    inside_only, secretary, central_secretary, leader, department_head, officer
):  # noqa: E501
    given = {"dated": DAY, "note": "Đồng ý"}
    for who in (central_secretary, officer):
        with pytest.raises(PermissionDenied):
            does.record_handwritten(
                inside_only, by=who, at=AT, step_position=1, in_name_of=leader, scan=scan(), **given
            )
    does.agree(inside_only, by=leader, at=AT, step_position=1)
    with pytest.raises(PermissionDenied):
        does.record_handwritten(
            inside_only,
            by=secretary,
            at=AT,
            step_position=2,
            in_name_of=department_head,
            scan=scan(),
            **given,
        )  # noqa: E501
    does.record_handwritten(
        inside_only,
        by=central_secretary,
        at=AT,
        step_position=2,
        in_name_of=department_head,
        scan=scan(),
        **given,
    )  # noqa: E501


def test_a_but_phe_of_somebody_who_travels_is_refused(
    inside_only, central_secretary, leader, department_head, told
):
    does.agree(inside_only, by=leader, at=AT, step_position=1)
    told.interested = {department_head.pk}
    with pytest.raises(TooCloseError):
        does.record_handwritten(
            inside_only,
            by=central_secretary,
            at=AT,
            step_position=2,
            in_name_of=department_head,
            dated=DAY,
            scan=scan(),
        )  # noqa: E501


def test_a_but_phe_of_who_does_not_hold_the_step_is_refused(inside_only, secretary, province):
    other = holder("unit_leader", province, username="pho")
    with pytest.raises(ValidationError):
        does.record_handwritten(
            inside_only, by=secretary, at=AT, step_position=1, in_name_of=other, dated=DAY, scan=scan()
        )


def test_a_scan_that_is_no_document_is_refused_and_nothing_is_kept(inside_only, secretary, leader):
    fake = SimpleUploadedFile("but-phe.pdf", b"MZ not a paper", content_type="application/pdf")
    with pytest.raises(ValidationError):
        does.record_handwritten(
            inside_only, by=secretary, at=AT, step_position=1, in_name_of=leader, dated=DAY, scan=fake
        )
    assert not Document.objects.exists()


def test_recording_twice_is_refused(approval, leader, officer):
    does.agree(approval, by=leader, at=AT, step_position=1)
    does.record_outside(approval, by=officer, at=AT, step_position=2, **PAPER)
    with pytest.raises(WrongStateError):
        does.record_outside(approval, by=officer, at=AT, step_position=2, **PAPER)

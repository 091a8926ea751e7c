"""A dossier in its chain of approval: locked while it is decided, what its end changes, what a decision waits for."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from delegations.models import (
    Decision,
    Delegation,
    DossierState,
    Member,
    Planned,
    Requirement,
)
from delegations.services import save_delegation
from delegations.services.dossiers import open_dossier
from delegations.services.members import save_member
from delegations.workflow import DOSSIER
from delegations.workflow.approving import interested, involving
from portal.people.services import enter_person
from portal.workflow.engine import WrongStateError
from portal.workflow.models import Approval
from portal.workflow.questions import may_act
from portal.workflow.services import approvals
from tests.factories.delegations import event
from tests.factories.dossiers import (
    DECIDED,
    OPENED,
    SUBMITTED,
    approved,
    complete,
    opened,
    short_chain,
    submitted,
)
from tests.factories.plans import approved_line

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def ready(province):
    short_chain()
    return complete(province)


@pytest.fixture
def permitted(ready, officer, leader):
    return approved(ready, by=officer, leader=leader)


def put(record, name, by, at=SUBMITTED, **given):
    return DOSSIER.move(record, name, by=by, at=at, **given)


# -- approval --


def test_while_it_is_decided_on_nothing_in_it_changes(ready, officer, province):
    submitted(ready, by=officer)
    ready.refresh_from_db()
    assert ready.dossier_state == DossierState.IN_APPROVAL
    ready.title = "Tên khác"
    with pytest.raises(ValidationError, match="không sửa được"):
        save_delegation(ready, by=officer)
    with pytest.raises(ValidationError, match="không sửa được"):
        save_member(Member(delegation=ready, name="Người mới"), by=officer, on=dt.date(2026, 3, 9))
    with pytest.raises(WrongStateError):
        submitted(ready, by=officer)


def test_what_was_approved_carries_number_day_and_authority_and_sends_every_member(permitted):
    assert permitted.dossier_state == DossierState.APPROVED
    assert permitted.permission_label == "12-TB/TU, 13/03/2026, Thường trực Tỉnh ủy"
    decision = Decision.objects.get(delegation=permitted)
    assert {row.outcome for row in decision.member_decisions.all()} == {"sent"}
    assert decision.member_decisions.count() == permitted.members.count() == 2


@pytest.mark.parametrize(("act", "state"), [
    ("return_to", DossierState.RETURNED), ("withdraw", DossierState.DRAFT),
])  # fmt: skip
def test_the_dossier_follows_the_end_of_its_approval(ready, officer, leader, act, state):
    approval = submitted(ready, by=officer)
    by = officer if act == "withdraw" else leader
    getattr(approvals, act)(approval, by=by, at=DECIDED, step_position=1, reason="Thiếu thời gian.")
    ready.refresh_from_db()
    assert ready.dossier_state == state
    assert submitted(ready, by=officer, at=DECIDED).state == "running"  # and may be submitted again


def test_a_refusal_outside_refuses_the_dossier_which_may_be_taken_up_again(ready, officer, leader):
    approval = submitted(ready, by=officer)
    approvals.agree(approval, by=leader, at=SUBMITTED, step_position=1)
    approvals.record_outside(
        approval, by=officer, at=DECIDED, step_position=2, number="13-TB/TU", dated=dt.date(2026, 3, 13),
        authority="Thường trực Tỉnh ủy", outcome="refused", note="Chưa cần thiết.",
    )  # fmt: skip
    ready.refresh_from_db()
    assert (ready.dossier_state, ready.permission_number) == (DossierState.REFUSED, "")
    assert put(ready, "reopen", officer, why="Có thư mời mới.").dossier_state == DossierState.DRAFT


def test_what_is_recalled_is_permitted_no_longer(permitted, officer):
    approvals.recall(Approval.objects.get(), by=officer, at=DECIDED, reason="Bạn đổi lịch.")
    permitted.refresh_from_db()
    assert (permitted.dossier_state, permitted.permission_label) == (DossierState.DRAFT, "")
    assert not Decision.objects.exists()


def test_who_entered_it_and_who_travels_are_too_close(province, officer, leader):
    traveller = enter_person(name="Chủ tịch", by=None, user=leader)
    record = opened(province, members=[Member(name="Chủ tịch", person=traveller), Member(name="Khách")])
    Delegation.objects.filter(pk=record.pk).update(created_by=officer)
    record.refresh_from_db()
    assert interested(record) == {officer.pk, leader.pk}
    close = [
        pk
        for pk in (officer.pk, leader.pk, province.pk * 1000)
        if any(one.exists() for one in involving(pk, record.pk))
    ]
    assert close == [officer.pk, leader.pk]


def test_what_must_be_there_before_the_decision_keeps_it_from_being_taken(province, officer, leader):
    short_chain()
    nobody_manages = [Member(name="Trưởng đoàn", role="head", post="Chủ tịch")]
    record = complete(province, members=nobody_manages)
    approval = submitted(record, by=officer)
    approvals.agree(approval, by=leader, at=SUBMITTED, step_position=1)
    decided = {"number": "9-TB/TU", "dated": dt.date(2026, 3, 13), "authority": "Thường trực Tỉnh ủy"}
    with pytest.raises(ValidationError, match="Cơ quan quản lý của từng thành viên"):
        approvals.record_outside(approval, by=officer, at=DECIDED, step_position=2, **decided)
    record.refresh_from_db()
    assert record.dossier_state == DossierState.IN_APPROVAL
    assert approval.acts.count() == 2  # submitted and proposed: nothing is half done


def test_a_conference_at_high_level_takes_the_chain_of_its_level(province, officer):
    short_chain(matter="conference")
    high = short_chain(matter="conference", level="high_level")
    Requirement.objects.all().delete()
    for level, expected in (("high_level", high), ("thematic", None)):
        record = open_dossier(
            event(province, level=level, our_role="host", planned="in_plan", starts_on="13/04/2026", ends_on="14/04/2026"),
            by=None, at=OPENED,
        )  # fmt: skip
        chosen = submitted(record, by=officer).chain
        assert (chosen == high) is (expected == high)


def test_recalling_is_offered_until_a_later_decision_changed_the_first(permitted, officer):
    approval, first = Approval.objects.get(), Decision.objects.get(delegation=permitted)
    assert "recall" in {act.name for act in may_act(approval, officer, DECIDED.date())}
    Decision.objects.create(
        delegation=permitted, number="14-TB/TU", decided_on=dt.date(2026, 3, 16), authority="Thường trực Tỉnh ủy",
        changes=first,
    )  # fmt: skip
    assert "recall" not in {act.name for act in may_act(approval, officer, DECIDED.date())}


@pytest.mark.parametrize("has_line", [True, False])
def test_what_nobody_stated_of_the_plan_follows_from_its_line(province, officer, has_line):
    expected = {
        one: short_chain(planned=one, title=f"Quy trình {one}")
        for one in (Planned.IN_PLAN, Planned.UNPLANNED)
    }
    record = complete(province, planned="")
    line_of_plan = approved_line(province, year=2026) if has_line else None
    reason = "" if has_line else "Bạn mời đột xuất."
    Delegation.objects.filter(pk=record.pk).update(plan_item=line_of_plan, unplanned_reason=reason)
    record.refresh_from_db()
    chosen = submitted(record, by=officer).chain
    record.refresh_from_db()
    stated = Planned.IN_PLAN if has_line else Planned.UNPLANNED
    assert (chosen, record.planned) == (expected[stated], stated)

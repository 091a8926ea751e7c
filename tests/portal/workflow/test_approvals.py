"""Acting on an approval: the order of its steps, returns and ends, what a stale or forged page gets."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from portal.audit.models import Entry, Verb
from portal.deadlines.models import Holiday, HolidayKind
from portal.notifications.models import Notice
from portal.workflow.engine import WrongStateError
from portal.workflow.models import Act, Approval, ApprovalState, StepState
from portal.workflow.questions import may_act, standing, waiting_for
from portal.workflow.services import approvals as does
from tests.factories.accounts import holder
from tests.factories.workflow import AT, MATTER, chain, inside, outside

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def approval(usual, trip, officer, leader, department_head, presidium):
    return does.submit(trip, matter=MATTER, by=officer, at=AT)


def current(approval):
    return approval.steps.get(state=StepState.CURRENT)


def names(approval, user):
    return [one.name for one in may_act(approval, user, timezone.localdate(AT))]


def test_a_submission_freezes_the_steps_with_their_holders(
    approval, leader, department_head, presidium, usual
):
    steps = list(approval.steps.all())
    assert [step.state for step in steps] == ["current", "waiting", "waiting"]
    assert [list(step.holders.all()) for step in steps] == [[leader], [department_head], [presidium]]
    assert approval.chain_title == usual.title
    assert steps[0].office == "Lãnh đạo đơn vị, LĐLĐ tỉnh Lào Cai"


def test_who_gets_the_office_later_does_not_get_the_running_step(approval, province):
    newcomer = holder("unit_leader", province, username="moi")
    assert list(current(approval).holders.all()) != [newcomer]
    with pytest.raises(PermissionDenied):
        does.agree(approval, by=newcomer, at=AT, step_position=1)


def test_the_whole_way_to_approval(approval, leader, department_head, presidium, told):
    does.agree(approval, by=leader, at=AT, step_position=1)
    does.agree(approval, by=department_head, at=AT + HOUR, step_position=2, note="Phù hợp")
    ended = does.agree(approval, by=presidium, at=AT + 2 * HOUR, step_position=3)

    assert ended.state == ApprovalState.APPROVED
    assert ended.ended_at == AT + 2 * HOUR
    assert told.ended == ["approved"]
    assert list(ended.acts.values_list("kind", flat=True)) == ["submitted", "agreed", "agreed", "agreed"]
    assert Entry.objects.filter(verb=Verb.AGREED).count() == 3


def test_due_dates_count_working_days(approval, leader):
    Holiday.objects.create(date=dt.date(2026, 11, 25), name="Nghỉ thử", kind=HolidayKind.HOLIDAY)
    does.agree(approval, by=leader, at=AT, step_position=1)
    # three working days after Monday 23: 24, (25 off), 26, 27
    assert current(approval).due_on == dt.date(2026, 11, 27)


def test_the_second_of_two_clicks_reads_what_happened(approval, leader):
    does.agree(approval, by=leader, at=AT, step_position=1)
    with pytest.raises(WrongStateError) as late:
        does.agree(approval, by=leader, at=AT + HOUR, step_position=1)
    assert "09:00" in late.value.messages[0]
    assert approval.acts.filter(kind="agreed").count() == 1


def test_after_the_end_a_stale_page_says_approved_and_when(approval, leader, department_head, presidium):
    for position, who in enumerate((leader, department_head, presidium), start=1):
        does.agree(approval, by=who, at=AT, step_position=position)
    with pytest.raises(WrongStateError, match="Đã được phê duyệt lúc 09:00"):
        does.agree(approval, by=presidium, at=AT, step_position=3)


def test_a_forged_step_number_is_refused(approval, leader, presidium):
    with pytest.raises(WrongStateError, match="77"):
        does.agree(approval, by=leader, at=AT, step_position=77)
    with pytest.raises(WrongStateError):
        does.agree(approval, by=presidium, at=AT, step_position=3)
    assert current(approval).position == 1


def test_nobody_but_the_holder_takes_a_step(approval, officer, presidium, department_head, leader):
    for stranger in (officer, presidium, department_head):
        with pytest.raises(PermissionDenied):
            does.agree(approval, by=stranger, at=AT, step_position=1)


def test_back_to_a_step_begins_it_anew(approval, leader, department_head, presidium):
    does.agree(approval, by=leader, at=AT, step_position=1)
    does.agree(approval, by=department_head, at=AT, step_position=2)
    does.return_to(
        approval, by=presidium, at=AT + HOUR, step_position=3, position=2, reason="Bổ sung kinh phí"
    )

    states = list(approval.steps.values_list("state", flat=True))
    assert states == ["done", "current", "waiting"]
    assert current(approval).since == AT + HOUR
    assert approval.acts.last().returned_to == 2
    does.agree(approval, by=department_head, at=AT + 2 * HOUR, step_position=2)
    assert current(approval).position == 3


@pytest.mark.parametrize("position", [3, 4, 99])
def test_back_only_to_an_earlier_step(approval, leader, department_head, presidium, position):
    does.agree(approval, by=leader, at=AT, step_position=1)
    does.agree(approval, by=department_head, at=AT, step_position=2)
    with pytest.raises(WrongStateError):
        does.return_to(approval, by=presidium, at=AT, step_position=3, position=position, reason="Thử")


def test_back_to_who_submitted_ends_the_run_and_it_can_be_submitted_anew(
    approval, trip, leader, officer, told
):
    does.return_to(approval, by=leader, at=AT, step_position=1, reason="Thiếu thư mời")
    assert told.ended == ["returned"]
    again = does.submit(trip, matter=MATTER, by=officer, at=AT + HOUR)
    assert standing(trip).approval == again


@pytest.mark.parametrize("verb", ["return_to", "refuse", "withdraw"])
def test_no_without_a_reason(approval, leader, department_head, presidium, officer, verb):
    does.agree(approval, by=leader, at=AT, step_position=1)
    does.agree(approval, by=department_head, at=AT, step_position=2)
    who = officer if verb == "withdraw" else presidium
    with pytest.raises(ValidationError) as refused:
        getattr(does, verb)(approval, by=who, at=AT, step_position=3, reason="")
    assert "note" in refused.value.message_dict
    assert current(approval).position == 3


def test_only_who_approves_refuses(approval, leader, department_head, presidium, told):
    does.agree(approval, by=leader, at=AT, step_position=1)
    with pytest.raises(ValidationError):
        does.refuse(approval, by=department_head, at=AT, step_position=2, reason="Không")
    does.agree(approval, by=department_head, at=AT, step_position=2)
    does.refuse(approval, by=presidium, at=AT, step_position=3, reason="Không cần thiết")
    assert told.ended == ["refused"]


def test_the_unit_withdraws_while_it_runs_others_do_not(
    approval, officer, other_officer, department_head, told
):
    for stranger in (other_officer, department_head):
        with pytest.raises(PermissionDenied):
            does.withdraw(approval, by=stranger, at=AT, step_position=1, reason="Đối tác hoãn")
    does.withdraw(approval, by=officer, at=AT, step_position=1, reason="Đối tác hoãn")
    assert told.ended == ["withdrawn"]
    assert not waiting_for(department_head, AT.date()).exists()


def test_recall_after_approval_unless_the_papers_are_issued(
    approval, officer, leader, department_head, presidium, told, monkeypatch
):  # noqa: E501
    with pytest.raises(WrongStateError):
        does.recall(approval, by=officer, at=AT, reason="Đổi ngày")
    for position, who in enumerate((leader, department_head, presidium), start=1):
        does.agree(approval, by=who, at=AT, step_position=position)

    def issued(record):
        raise ValidationError("Quyết định đã phát hành.")

    from dataclasses import replace

    from portal.workflow import matters

    free = matters.find(MATTER)
    monkeypatch.setitem(matters._MATTERS, MATTER, replace(free, recallable=issued))
    with pytest.raises(ValidationError, match="phát hành"):
        does.recall(approval, by=officer, at=AT, reason="Đổi ngày")
    monkeypatch.setitem(matters._MATTERS, MATTER, free)
    does.recall(approval, by=officer, at=AT, reason="Đổi ngày")
    assert told.ended == ["approved", "recalled"]


def test_two_submissions_at_once_one_stands(approval, trip, officer):
    with pytest.raises(WrongStateError):
        does.submit(trip, matter=MATTER, by=officer, at=AT)
    assert Approval.objects.of(trip).count() == 1


def test_another_units_officer_submits_nothing(usual, trip, other_officer):
    with pytest.raises(PermissionDenied):
        does.submit(trip, matter=MATTER, by=other_officer, at=AT)
    assert not Approval.objects.exists()


def test_no_chain_is_a_sentence(told, trip, officer):
    with pytest.raises(ValidationError, match="Việc thử"):
        does.submit(trip, matter=MATTER, by=officer, at=AT)


def test_an_opinion_is_given_where_it_is_asked_for(told, trip, officer, leader, department_head, presidium):
    chain(
        inside("propose", "own", "unit_leader"),
        inside("consult", "department", "department_head"),
        outside("approve", "Thường trực Tỉnh ủy"),
    )
    approval = does.submit(trip, matter=MATTER, by=officer, at=AT)
    does.agree(approval, by=leader, at=AT, step_position=1)
    with pytest.raises(ValidationError):
        does.agree(approval, by=department_head, at=AT, step_position=2)
    does.give_opinion(approval, by=department_head, at=AT, step_position=2, note="Nhất trí về chủ trương")
    assert current(approval).position == 3


def test_the_holders_of_the_step_that_begins_are_told_and_so_is_who_submitted(
    approval, officer, leader, department_head, presidium
):  # noqa: E501
    assert Notice.objects.filter(recipient=leader, kind="workflow/step").count() == 1
    does.agree(approval, by=leader, at=AT, step_position=1)
    assert Notice.objects.filter(recipient=department_head, kind="workflow/step").count() == 1
    does.agree(approval, by=department_head, at=AT, step_position=2)
    does.agree(approval, by=presidium, at=AT, step_position=3)
    assert Notice.objects.get(recipient=officer, kind="workflow/ended").subject.startswith(
        "Hồ sơ đã phê duyệt"
    )


def test_acts_are_never_changed(approval):
    from django.db.utils import InternalError

    with pytest.raises(InternalError):
        Act.objects.filter(approval=approval).update(note="khác")


def test_standing_costs_the_same_for_any_number_of_steps(approval, trip, leader, django_assert_num_queries):
    does.agree(approval, by=leader, at=AT, step_position=1)
    with django_assert_num_queries(5):
        found = standing(trip, on=AT.date())
        assert [row.holders for row in found.steps]
    assert found.current.step.position == 2
    assert standing(trip, on=dt.date(2027, 1, 1)).current.is_overdue


def test_a_waiting_list_of_each(approval, leader, department_head, officer):
    today = AT.date()
    assert [step.position for step in waiting_for(leader, today)] == [1]
    assert not waiting_for(department_head, today).exists()
    assert names(approval, leader)[0] == "agree"
    assert names(approval, officer) == ["signed", "withdraw"]

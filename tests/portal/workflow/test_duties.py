"""Who may act: separation of duties, exceptions, deputies, steps given to others."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from portal.audit.models import Entry, Verb
from portal.workflow.health import unheld_steps
from portal.workflow.interest import TooCloseError
from portal.workflow.models import Deputisation, StepState
from portal.workflow.questions import may_act, standing, waiting_for
from portal.workflow.services import approvals as does
from tests.factories.accounts import holder
from tests.factories.workflow import AT, MATTER

pytestmark = pytest.mark.django_db


@pytest.fixture
def approval(usual, trip, officer, leader, department_head, presidium):
    return does.submit(trip, matter=MATTER, by=officer, at=AT)


def current(approval):
    return approval.steps.get(state=StepState.CURRENT)


def names(approval, user):
    return [one.name for one in may_act(approval, user, timezone.localdate(AT))]


def test_a_holder_who_left_office_decides_nothing(approval, leader):
    leader.roles.update(valid_to=AT.date() - dt.timedelta(days=1))
    with pytest.raises(PermissionDenied):
        does.agree(approval, by=leader, at=AT, step_position=1)


def test_who_submitted_neither_appraises_nor_decides(usual, trip, department_head, presidium, leader):
    """The department's head submits: the appraisal goes to the office named for that."""
    approval = does.submit(trip, matter=MATTER, by=department_head, at=AT)
    assert list(approval.steps.get(position=2).holders.all()) == [presidium]
    does.agree(approval, by=leader, at=AT, step_position=1)
    with pytest.raises(TooCloseError):
        does.agree(approval, by=department_head, at=AT, step_position=2)


def test_a_traveller_is_left_out_and_a_colleague_decides(
    usual, trip, told, officer, leader, department_head, presidium, second_presidium
):  # noqa: E501
    told.interested = {presidium.pk}
    approval = does.submit(trip, matter=MATTER, by=officer, at=AT)
    assert list(approval.steps.get(position=3).holders.all()) == [second_presidium]


def test_who_joins_the_journey_later_is_refused_in_one_sentence(
    approval, leader, department_head, presidium, told
):
    does.agree(approval, by=leader, at=AT, step_position=1)
    told.interested = {department_head.pk}
    with pytest.raises(TooCloseError) as refused:
        does.agree(approval, by=department_head, at=AT, step_position=2)
    assert len(refused.value.messages) == 1
    assert "agree" not in names(approval, department_head)


def test_who_joins_the_journey_later_is_awaited_no_longer(
    approval, trip, leader, department_head, presidium, told
):
    does.agree(approval, by=leader, at=AT, step_position=1)
    on = AT.date()
    authority = {"giver": department_head, "deputy": presidium, "valid_from": on, "valid_to": on}
    Deputisation.objects.create(**authority)
    assert [step.position for step in waiting_for(department_head, on)] == [2]
    assert [step.position for step in waiting_for(presidium, on)] == [2]
    told.interested = {department_head.pk}
    assert not waiting_for(department_head, on).exists()
    assert not waiting_for(presidium, on).exists()  # nobody stands in for who may not act
    assert standing(trip).current.holders == []
    assert [step.position for step in unheld_steps(on)] == [2]
    does.exempt(approval, by=presidium, at=AT, step_position=2, user=department_head, reason="Không còn ai")
    assert [step.position for step in waiting_for(department_head, on)] == [2]
    assert unheld_steps(on) == []


def test_a_step_whose_holders_became_travellers_goes_to_the_alternate_office(
    approval, leader, department_head, presidium, told
):  # noqa: E501
    told.interested = {department_head.pk}
    does.agree(approval, by=leader, at=AT, step_position=1)
    assert list(current(approval).holders.all()) == [presidium]
    assert approval.acts.filter(kind="reassigned", by=None).count() == 1


def test_an_exception_is_allowed_by_name_logged_and_shown(
    approval, trip, leader, department_head, presidium, told
):
    does.agree(approval, by=leader, at=AT, step_position=1)
    told.interested = {department_head.pk}
    with pytest.raises(PermissionDenied):
        does.exempt(approval, by=leader, at=AT, step_position=2, user=department_head, reason="Không còn ai")
    does.exempt(approval, by=presidium, at=AT, step_position=2, user=department_head, reason="Không còn ai")
    does.agree(approval, by=department_head, at=AT, step_position=2)

    assert Entry.objects.filter(verb=Verb.EXEMPTED).count() == 1
    shown = [act for act in standing(trip).acts if act.kind == "exempted"]
    assert [(act.by, act.in_name_of, act.note) for act in shown] == [
        (presidium, department_head, "Không còn ai")
    ]


def test_nobody_exempts_themself_or_a_stranger(approval, leader, presidium, officer, told):
    does.agree(approval, by=leader, at=AT, step_position=1)
    told.interested = {presidium.pk}
    with pytest.raises(PermissionDenied):
        does.exempt(approval, by=presidium, at=AT, step_position=2, user=presidium, reason="Tôi")
    told.interested = set()
    with pytest.raises(ValidationError):
        does.exempt(approval, by=presidium, at=AT, step_position=2, user=officer, reason="Thử")


def test_a_deputy_acts_in_the_leaders_name_by_a_dated_authority(approval, trip, leader, department_officer):
    authority = Deputisation.objects.create(
        giver=leader, deputy=department_officer, form="KT.", valid_from=AT.date(), valid_to=AT.date()
    )
    assert list(waiting_for(department_officer, AT.date())) == [current(approval)]
    assert not waiting_for(department_officer, AT.date() + dt.timedelta(days=1)).exists()
    does.agree(approval, by=department_officer, at=AT, step_position=1)
    act = approval.acts.last()
    assert (act.by, act.in_name_of, act.deputisation) == (department_officer, leader, authority)


@pytest.mark.parametrize(
    "wrong",
    [
        {"valid_from": AT.date() + dt.timedelta(days=1), "valid_to": AT.date() + dt.timedelta(days=2)},
        {"matter": "another-matter"},
        {"revoked_at": AT},
    ],
)
def test_an_authority_of_another_time_or_matter_opens_nothing(approval, leader, department_officer, wrong):
    values = {"valid_from": AT.date(), "valid_to": AT.date(), **wrong}
    Deputisation.objects.create(giver=leader, deputy=department_officer, **values)
    with pytest.raises(PermissionDenied):
        does.agree(approval, by=department_officer, at=AT, step_position=1)


def test_a_deputy_who_travels_does_not_decide(
    approval, leader, department_head, presidium, second_presidium, told
):
    does.agree(approval, by=leader, at=AT, step_position=1)
    Deputisation.objects.create(
        giver=department_head, deputy=second_presidium, valid_from=AT.date(), valid_to=AT.date()
    )
    told.interested = {second_presidium.pk}
    with pytest.raises(TooCloseError):
        does.agree(approval, by=second_presidium, at=AT, step_position=2)


def test_the_proposal_of_a_deputy_closes_the_decision_to_both(approval, leader, presidium, department_head):
    Deputisation.objects.create(giver=leader, deputy=presidium, valid_from=AT.date(), valid_to=AT.date())
    does.agree(approval, by=presidium, at=AT, step_position=1)
    does.agree(approval, by=department_head, at=AT, step_position=2)
    with pytest.raises(TooCloseError):
        does.agree(approval, by=presidium, at=AT, step_position=3)


def test_a_step_is_given_to_others_who_may_read_it(approval, leader, other_officer, province):
    deputy = holder("unit_leader", province, username="pho")
    with pytest.raises(ValidationError, match="Tài khoản|unit_officer|Gia Lai"):
        does.reassign(approval, by=leader, at=AT, step_position=1, holders=[other_officer], reason="Đi vắng")
    does.reassign(approval, by=leader, at=AT, step_position=1, holders=[deputy], reason="Đi vắng")
    assert list(current(approval).holders.all()) == [deputy]


def test_the_administrator_gives_away_only_what_nobody_holds(approval, administrator, leader, province):
    other = holder("unit_leader", province, username="pho")
    with pytest.raises(PermissionDenied):
        does.reassign(approval, by=administrator, at=AT, step_position=1, holders=[other], reason="Thử")
    leader.is_active = False
    leader.save()
    does.reassign(
        approval, by=administrator, at=AT, step_position=1, holders=[other], reason="Người giữ bước đã nghỉ"
    )
    assert list(current(approval).holders.all()) == [other]

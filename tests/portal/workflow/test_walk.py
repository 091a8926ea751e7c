"""Every chain that a new portal starts with is walked, step by step, by the people who hold its offices."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from portal.units.models import UnitType
from portal.workflow import matters
from portal.workflow.engine import WrongStateError
from portal.workflow.models import StepKind, StepState, Way
from portal.workflow.questions import may_act, standing, to_record, waiting_for
from portal.workflow.reference import add, rows
from portal.workflow.services import approvals as does
from tests.factories.accounts import holder
from tests.factories.delegations import delegation
from tests.factories.units import UnitFactory
from tests.factories.workflow import AT

pytestmark = pytest.mark.django_db
CHAINS = [row["source_key"] for row in rows("chains.csv")]
DAY = AT.date()


@pytest.fixture
def people(centre):
    """One holder of each office that chains name at the centre."""
    roles = ("department_head", "presidium", "clerk", "department_officer", "inspector", "secretary")
    return {role: holder(role, centre, username=f"tw.{role}") for role in roles}


def walked_record(chain, centre):
    """A record of a unit of the chain's kind, with a leader, an officer and a superior unit with a leader."""
    kind = chain.unit_type or UnitType.CONFEDERATION
    unit = centre if kind == UnitType.CONFEDERATION else UnitFactory(unit_type=kind)
    if kind == UnitType.GRASSROOTS_UNION:
        unit.parent = UnitFactory()
        unit.save()
        holder("unit_leader", unit.parent, username="captren")
    officer = holder("unit_officer", unit, username="canbo")
    leader = holder("unit_leader", unit, username="lanhdao")
    return delegation(unit, "Đoàn đi qua mọi bước"), officer, leader


@pytest.mark.parametrize("key", CHAINS)
def test_a_chain_is_walked_to_its_end(key, centre, people, monkeypatch):
    (chain,) = add([key])
    ended = []

    def remember(record, approval, **told):
        ended.append(approval.state)

    plain = matters.Matter(chain.matter, chain.title, "delegations.delegation", ended=remember)
    monkeypatch.setitem(matters._MATTERS, chain.matter, plain)
    record, officer, leader = walked_record(chain, centre)
    approval = does.submit(
        record, matter=chain.matter, by=officer, at=AT, level=chain.level, planned=chain.planned
    )
    assert approval.chain == chain

    everybody = [*people.values(), officer, leader]
    for position in range(1, chain.steps.count() + 1):
        step = approval.steps.get(position=position)
        assert step.state == StepState.CURRENT
        assert step.due_on is not None
        assert step.due_on >= DAY
        assert standing(record, on=DAY).current.step == step
        refuse_everybody_else(approval, step, everybody)
        refuse_forged(approval, step, officer)
        go_back_everywhere(approval, step, officer)
        take(approval, step, officer)
    approval.refresh_from_db()
    assert approval.state == "approved"
    assert ended.count("approved") == 1
    assert ended[-1] == "approved"


def taker(step, officer):
    """Who acts: the recording officer of an outside step, else a holder of the office."""
    return officer if step.way == Way.OUTSIDE else step.holders.get()


def take(approval, step, officer):
    who, given = (
        taker(step, officer),
        {"at": AT + dt.timedelta(hours=step.position), "step_position": step.position},
    )
    if step.way == Way.OUTSIDE:
        assert step in to_record(officer, DAY)
        assert may_act(approval, officer, DAY)[0].name == "outside"
        does.record_outside(approval, by=who, number="1-QĐ", dated=DAY, authority=step.office, **given)
        return
    assert step in waiting_for(who, DAY)
    if step.kind == StepKind.CONSULT:
        assert may_act(approval, who, DAY)[0].name == "opinion"
        does.give_opinion(approval, by=who, note="Nhất trí", **given)
    else:
        assert may_act(approval, who, DAY)[0].name == "agree"
        does.agree(approval, by=who, **given)


def refuse_everybody_else(approval, step, everybody):
    holders = set(step.holders.all()) if step.way == Way.INSIDE else set()
    for stranger in (one for one in everybody if one not in holders):
        with pytest.raises((PermissionDenied, ValidationError)):
            does.agree(approval, by=stranger, at=AT, step_position=step.position)


def refuse_forged(approval, step, officer):
    for forged in {step.position - 1, step.position + 1, 99} - {0}:
        with pytest.raises(WrongStateError):
            does.agree(approval, by=taker(step, officer), at=AT, step_position=forged)


def go_back_everywhere(approval, step, officer):
    """From here the matter can be returned to the first and the last step before it, and to who submitted it; then undone."""
    for position in {0, 1, step.position - 1} - {step.position}:
        with transaction.atomic():
            point = transaction.savepoint()
            go_back(approval, step, officer, position)
            approval.refresh_from_db()
            assert approval.state == ("running" if position else "returned")
            if position:
                assert approval.steps.get(state="current").position == position
            transaction.savepoint_rollback(point)
    approval.refresh_from_db()


def go_back(approval, step, officer, position):
    given = {"at": AT, "step_position": step.position, "position": position}
    if step.way == Way.OUTSIDE:
        paper = {"number": "2", "dated": DAY, "authority": step.office}
        does.record_outside(approval, by=officer, outcome="returned", note="Bổ sung", **paper, **given)
    else:
        does.return_to(approval, by=taker(step, officer), reason="Bổ sung", **given)


def test_the_walk_knows_a_chain_that_cannot_be_walked(centre, people, monkeypatch):
    """Without the office of its last step a chain stops there, and the walk would fail."""
    (chain,) = add(["plan-sector"])
    plain = replace(matters.find("plan"), ended=lambda *_a, **_k: None, interested=lambda record: set())
    monkeypatch.setitem(matters._MATTERS, "plan", plain)
    people["presidium"].roles.update(valid_to=DAY - dt.timedelta(days=1))
    record, officer, _leader = walked_record(chain, centre)
    approval = does.submit(record, matter="plan", by=officer, at=AT)
    assert not approval.steps.last().holders.exists()

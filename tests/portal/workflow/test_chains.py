"""Which chain fits; what may be changed in one; the chains a new portal starts with."""

import datetime as dt
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from portal.units.models import UnitType
from portal.workflow.models import Chain, StepKind
from portal.workflow.reference import load
from portal.workflow.services import approvals as does
from portal.workflow.services.chains import chain_for, replace_chain, save_chain
from tests.factories.units import UnitFactory
from tests.factories.workflow import AT, MATTER, chain, inside, outside

pytestmark = pytest.mark.django_db
DAY = AT.date()


def approve():
    return inside("approve", "confederation", "presidium")


def test_the_closest_chain_counts(told, province):
    chain(approve(), title="mọi đơn vị")
    of_type = chain(approve(), title="tỉnh", unit_type="provincial_federation")
    planned = chain(approve(), title="tỉnh, kế hoạch", unit_type="provincial_federation", planned="in_plan")
    high = chain(approve(), title="cấp cao", level="high_level")

    assert chain_for(MATTER, unit=province, on=DAY) == of_type
    assert chain_for(MATTER, unit=province, planned="in_plan", on=DAY) == planned
    assert chain_for(MATTER, unit=province, planned="unplanned", on=DAY) == of_type
    assert chain_for(MATTER, unit=province, level="high_level", planned="in_plan", on=DAY) == high


def test_a_chain_without_steps_archived_or_of_another_time_does_not_count(told, province):
    Chain.objects.create(matter=MATTER, title="rỗng", valid_from=DAY)
    chain(approve(), title="xưa", unit_type="provincial_federation", valid_to=DAY - dt.timedelta(days=1))
    with pytest.raises(ValidationError, match="Việc thử"):
        chain_for(MATTER, unit=province, on=DAY)


@pytest.mark.parametrize(
    "steps",
    [
        [],
        [inside("propose", "own", "unit_leader")],
        [approve(), inside("propose", "own", "unit_leader"), approve()],
        [inside("approve", "", "presidium")],
        [outside("approve", "")],
    ],
)
def test_a_chain_that_cannot_work_is_refused(told, centre, steps):
    with pytest.raises(ValidationError):
        chain(*steps)
    assert not Chain.objects.exists()


def test_a_used_chain_is_replaced_never_changed(usual, trip, officer, leader, administrator):
    does.submit(trip, matter=MATTER, by=officer, at=AT)
    with pytest.raises(ValidationError):
        save_chain(usual, [approve()], by=administrator)
    assert usual.steps.count() == 3

    new = Chain(matter=MATTER, title="mới", valid_from=DAY)
    replace_chain(usual, new, [approve()], by=administrator)
    usual.refresh_from_db()
    assert usual.valid_to == DAY - dt.timedelta(days=1)
    assert chain_for(MATTER, unit=trip.unit, on=DAY) == new
    assert usual.approvals.get().steps.count() == 3


def test_only_who_manages_rules_changes_chains(usual, officer, department_head):
    for who in (officer, department_head):
        with pytest.raises(PermissionDenied):
            save_chain(Chain(matter=MATTER, title="lạ", valid_from=DAY), [approve()], by=who)


def test_the_seed_loads_once_and_leaves_edits_alone(centre):
    added = load()
    assert added == Chain.objects.count() > 20
    Chain.objects.filter(source_key="plan-province").update(title="Sửa")
    Chain.objects.filter(source_key="plan-sector").delete()
    assert load() == 0
    assert Chain.objects.get(source_key="plan-province").title == "Sửa"


KINDS = [one for one in UnitType if one != UnitType.CONFEDERATION]


@pytest.mark.parametrize("matter", ["outgoing", "incoming", "conference", "plan"])
def test_every_matter_of_every_kind_of_unit_has_a_chain(centre, matter):
    load()
    units = [centre, *(UnitFactory(unit_type=kind) for kind in KINDS if kind != UnitType.GRASSROOTS_UNION)]
    missing = []
    for unit, planned, level in product(units, ("in_plan", "unplanned"), ("", "high_level")):
        try:
            chain_for(matter, unit=unit, level=level, planned=planned, on=DAY)
        except ValidationError:
            missing.append((unit.unit_type, planned, level))
    assert missing == []


def test_a_leaders_journey_is_decided_outside_whoever_proposes_it(centre, province):
    load()
    for planned in ("in_plan", "unplanned"):
        found = chain_for("outgoing", unit=province, level="high_level", planned=planned, on=DAY)
        assert found.steps.last().way == "outside"
        assert found.steps.last().kind == StepKind.APPROVE

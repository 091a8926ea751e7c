"""Differences of a cycle between what units say and what their registers say."""

from decimal import Decimal

from reports.models import Cycle
from reports.services.cycles import assign_units
from reports.services.drafts import Draft, Given, save_draft
from tests.factories.reports import IN_TIME, cycle, report_of, sent
from tests.factories.units import UnitFactory


def differing(world):
    found = Cycle.objects.filter(code="2026-H1", state="open").first() or cycle()

    def make(number):
        unit = UnitFactory()
        assign_units(found)
        given = Given(Decimal(number + 1), "Sổ cơ quan")
        save_draft(report_of(unit, found), Draft({}, {"outgoing": given}), by=None, at=IN_TIME)
        sent(unit, found=found)

    return make


LISTS = {"reports:differences": ("department_officer", differing, ("2026-H1",))}
BY_ANOTHER_NAME = {"reports:differences"}

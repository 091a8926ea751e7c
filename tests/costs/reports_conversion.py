"""Historical totals, figures then and now, rules of splits."""

import datetime as dt

from portal.units.models import Lineage
from reports.models import HistoricalFigure
from reports.services.cycles import assign_units
from tests.factories.reports import sent
from tests.factories.units import UnitFactory

AT = dt.datetime(2026, 11, 2, tzinfo=dt.UTC)


def totals(world):
    def make(number):
        HistoricalFigure.objects.create(
            unit=UnitFactory(), period="2025", indicator="outgoing", value=number, source="Sổ", loaded_at=AT
        )

    return make


def of_units(world):
    def make(number):
        unit = UnitFactory()
        assign_units(world.cycle)
        sent(unit, found=world.cycle)

    return make


def divided(world):
    def make(number):
        old = UnitFactory()
        for heir in (UnitFactory(), UnitFactory()):
            Lineage.objects.create(predecessor=old, successor=heir, kind="split", effective_on="2026-01-01")

    return make


LISTS = {
    "reports:historical-list": ("department_officer", totals, ()),
    "reports:conversion": ("department_officer", of_units, ("2026-H1",)),
    "reports:split-shares": ("department_officer", divided, ()),
}
BY_ANOTHER_NAME = {"reports:conversion", "reports:split-shares"}

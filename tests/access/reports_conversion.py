"""Figures then and now, rules of splits, historical totals: read by who reads reports, kept by the department."""

import datetime as dt

from reports.models import HistoricalFigure
from tests.factories.reports import cycle, sent
from tests.factories.units import UnitFactory

from . import DEPARTMENT, READERS, STRANGER, page

HEAD = ("department_head",)
ALL_READERS = (*READERS, STRANGER)
AT = dt.datetime(2026, 11, 2, tzinfo=dt.UTC)


def of_cycle(world) -> list:
    return [sent(world.province).cycle.code]


def divided(world) -> list:
    return [UnitFactory(province_name="Cũ").code]


def total(world) -> list:
    cycle()
    row = HistoricalFigure.objects.create(
        unit=world.province, period="2026", indicator="outgoing", value=1, source="Sổ", loaded_at=AT
    )
    return [row.pk]


ROWS = {
    "conversion": page(*ALL_READERS, args=of_cycle),
    "conversion-workbook": page(*ALL_READERS, args=of_cycle),
    "split-shares": page(*ALL_READERS),
    "split-share": page(*HEAD, args=divided),
    "historical-list": page(*ALL_READERS),
    "historical-remove": page(*DEPARTMENT, ok=302, method="post", args=total),
}

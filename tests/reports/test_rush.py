"""Sixty units that send in the same minute lose nothing: each has its version with its own words."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from reports.models import Report, SubmittedVersion
from reports.workflow import REPORT
from tests.factories.reports import IN_TIME, cycle, report_of, written
from tests.factories.units import UnitFactory

UNITS, AT_ONCE = 60, 8


@pytest.mark.django_db(transaction=True)
def test_sixty_units_at_once():
    units = [UnitFactory() for _number in range(UNITS)]
    found = cycle()
    reports = [written(report_of(unit, found), II=f"Kết quả của {unit.code}.") for unit in units]

    def send(report: Report) -> None:
        try:
            REPORT.move(report, "submit", by=None, at=IN_TIME)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(send, reports))
    kept = SubmittedVersion.objects.select_related("report__unit").filter(report__cycle=found)
    assert kept.count() == UNITS
    assert {row.content["sections"]["II"] for row in kept} == {f"Kết quả của {unit.code}." for unit in units}
    assert set(Report.objects.filter(cycle=found).values_list("state", flat=True)) == {"submitted"}

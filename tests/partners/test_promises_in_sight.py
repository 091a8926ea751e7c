"""Who sees few promises of many is led to them by their unit, wherever in the list they stand."""

import datetime as dt

import pytest
from django.db import connection

from partners.models import NextStep
from portal.access.grants import share
from tests.factories.agreements import partner
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
MANY, OTHERS, FEW = 6000, 59, 20
FIRST, LAST = dt.date(2016, 1, 1), dt.date(2027, 1, 1)


@pytest.fixture
def ledger(province, other_province):
    """Many promises of other units that are due first, a few of one province that are due last."""
    union = partner()
    others = [other_province, *(UnitFactory() for _number in range(OTHERS))]
    due = [(unit, FIRST) for unit in others for _number in range(MANY // len(others))]
    due += [(province, LAST)] * FEW
    made = [
        NextStep(partner=union, unit=unit, text="Gửi tài liệu", whose="ours", due_on=day) for unit, day in due
    ]
    NextStep.objects.bulk_create(made)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")  # to analyse a table is the owner's
        cursor.execute("ANALYZE partners_nextstep, units_closure")


def test_the_last_of_a_long_list_are_found_without_reading_all_of_it(ledger, officer):
    page = NextStep.objects.visible_to(officer).live().most_urgent_first()[:25]
    assert len(page) == FEW
    plan = page.explain()
    assert "promise_by_day" not in plan
    assert "Seq Scan on partners_nextstep\n" not in plan
    assert "Bitmap Heap Scan on partners_nextstep " in plan


def test_what_is_shared_and_what_is_shown_under_another_unit_too_stands_among_them_once(
    ledger, officer, province, other_province
):
    elsewhere = NextStep.objects.filter(unit=other_province).order_by("pk")
    let_in, both, under = elsewhere[:3]
    for one in (let_in, both):
        share(one, with_user=officer)
    for one in (both, under, NextStep.objects.filter(unit=province).first()):
        one.other_units.add(province)
    rows = NextStep.objects.visible_to(officer)
    assert rows.count() == len(set(rows)) == FEW + 3
    assert {let_in, both, under} <= set(rows)

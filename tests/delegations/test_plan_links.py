"""Dossiers and the lines of a plan: linked, unlinked, proposed."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from delegations.models import CancelReason, PlanItem, Settled
from delegations.services.plan_changes import put_off_line
from delegations.services.plan_links import likely_dossiers, likely_items, link, unlink
from tests.factories.agreements import partner
from tests.factories.delegations import delegation
from tests.factories.plans import IN_YEAR, YEAR, approved_line

pytestmark = pytest.mark.django_db
BEFORE, AFTER = dt.date(YEAR, 4, 1), dt.date(YEAR, 9, 1)


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


def condition(item, on=BEFORE) -> str:
    return PlanItem.objects.with_condition(on=on).get(pk=item.pk).condition


def put_off(item, settled=Settled.CANCELLED, **told):
    told = {"cancel_reason": CancelReason.NO_MONEY, "reason": "Tỉnh chưa bố trí được kinh phí", **told}
    return put_off_line(item, settled=settled, at=IN_YEAR, by=told.pop("by", None), **told)


# -- what a line has come to --


def test_a_linked_dossier_stands_in_the_plan(officer, province):
    item = approved_line(province)
    trip = delegation(province, unplanned_reason="Bạn mời gấp", planned="unplanned")
    link(trip, item, by=officer)
    trip.refresh_from_db()
    assert (trip.plan_item, trip.planned, trip.unplanned_reason) == (item, "in_plan", "")
    unlink(trip, by=officer, reason="Khác mục kế hoạch")
    trip.refresh_from_db()
    assert (trip.plan_item, trip.planned, trip.unplanned_reason) == (None, "unplanned", "Khác mục kế hoạch")


def test_unlinking_needs_a_reason(province):
    trip = delegation(province, plan_item=approved_line(province))
    with pytest.raises(ValidationError, match="cần nêu vì sao ngoài kế hoạch"):
        unlink(trip, by=None, reason="")


def test_what_does_not_fit_is_not_linked(province, other_province, officer):
    item = approved_line(province)
    with pytest.raises(ValidationError, match="không gắn với nhau được"):
        link(delegation(province, direction="incoming"), item, by=None)
    with pytest.raises(ValidationError, match="Mục kế hoạch của"):
        link(delegation(other_province), item, by=None)
    with pytest.raises(PermissionDenied):
        link(delegation(other_province), item, by=officer)
    put_off(item)
    with pytest.raises(ValidationError, match="hãy đưa lại vào kế hoạch trước"):
        link(delegation(province), item, by=None)


def test_what_probably_belongs_together_is_proposed(officer, province, other_province):
    there, elsewhere = partner("Tổng Công hội Vân Nam", "VNAM"), partner("Liên hiệp Udomxay", "UDX")
    item = approved_line(province, "Thăm Tổng Công hội Vân Nam", partners=[there], country="CN")
    approved_line(province, "Thăm Udomxay", partners=[elsewhere], country="LA", starts_on="2027-11")
    trip = delegation(province, "Đoàn thăm Vân Nam", partners=[there], country="CN", starts_on="12/06/2027")
    delegation(other_province, "Đoàn thăm Vân Nam", partners=[there], country="CN", starts_on="12/06/2027")
    assert likely_items(trip, officer) == [item]
    assert likely_dossiers(item, officer) == [trip]


def test_a_dossier_of_another_year_is_not_proposed(officer, province):
    there = partner("Tổng Công hội Vân Nam", "VNAM")
    item = approved_line(province, partners=[there])
    delegation(province, partners=[there], starts_on="12/06/2026")
    assert likely_dossiers(item, officer) == []

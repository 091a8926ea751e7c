"""Units that owe their annual plan are chased: each time leaves who, when and how."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from delegations.figures.plans import (
    plan_year,
)
from delegations.models import PlanChase
from delegations.services.plan_chasing import chase_all_for_plans, chase_plan
from portal.accounts.models import User
from portal.audit.models import Entry, Verb
from portal.deadlines.models import Rule
from portal.notifications.models import Letter, Notice
from portal.units.models import Unit
from tests.factories.plans import YEAR, approve, plan

pytestmark = pytest.mark.django_db
ON = dt.date(YEAR, 9, 1)
AUTUMN = dt.date(YEAR - 1, 10, 20)


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def rule_r16(db):
    """Plans are due on 15 October; reminded 30 and 7 days before."""
    day = {"valid_from": dt.date(2020, 1, 1), "description": "R16", "confidence": "own"}
    Rule.objects.create(code="R16", unit="yearly_date", day=15, month=10, **day)
    Rule.objects.create(code="R16-first", unit="days", number=30, **day)
    Rule.objects.create(code="R16-last", unit="days", number=7, **day)


AT = dt.datetime(YEAR - 1, 11, 2, 3, tzinfo=dt.UTC)


@pytest.mark.parametrize(("channel", "notices_sent"), [("mail", 1), ("copied", 0), ("telephone", 0)])
def test_each_chasing_leaves_who_when_and_how(
    rule_r16, province, officer, department_officer, channel, notices_sent
):
    row = chase_plan(province, YEAR, channel=channel, by=department_officer, at=AT)
    assert (row.unit, row.year, row.by, row.at) == (province, YEAR, department_officer, AT)
    assert Notice.objects.filter(recipient=officer, kind="delegations/plan_chase").count() == notices_sent
    assert Entry.objects.filter(verb=Verb.CHASED, actor=department_officer).count() == 1
    found = plan_year(department_officer, year=YEAR, on=AUTUMN)
    assert found.times_chased == 1
    assert [one.unit for one in found.units if one.chases] == [province]
    assert not plan_year(department_officer, year=YEAR + 1, on=AUTUMN).times_chased


def test_a_chasing_reaches_the_officers_by_mail_and_the_mailbox_of_the_unit(
    rule_r16, province, officer, department_officer
):
    User.objects.filter(pk=officer.pk).update(email="canbo@example.vn")
    Unit.objects.filter(pk=province.pk).update(contact_email="vanphong@example.vn")
    province.refresh_from_db()
    chase_plan(province, YEAR, channel="mail", by=department_officer, at=AT)
    assert set(Letter.objects.values_list("to_address", flat=True)) == {
        "canbo@example.vn",
        "vanphong@example.vn",
    }
    letter = Letter.objects.first()
    assert "15/10/2026" in letter.subject
    assert f"/doan/ke-hoach/them/?unit={province.pk}&year=2027" in letter.text


def test_all_that_have_not_sent_are_chased_at_once_and_nobody_else(
    rule_r16, province, other_province, officer, department_officer
):
    approve(plan(other_province))
    assert chase_all_for_plans(YEAR, by=department_officer, at=AT) == PlanChase.objects.count() == 1
    assert PlanChase.objects.get().unit == province
    with pytest.raises(PermissionDenied):
        chase_plan(province, YEAR, channel="mail", by=officer, at=AT)


def test_beside_the_unit_stands_how_it_was_chased(rule_r16, client, province, department_officer, officer):
    client.force_login(department_officer)
    address = reverse("delegations:plan-chase", args=[YEAR, province.pk])
    answer = client.post(address, {"channel": "telephone"}, headers={"HX-Request": "true"})
    assert "đã đôn đốc 1 lần" in answer.content.decode()
    assert "điện thoại" in answer.content.decode()
    assert client.post(address, {"channel": "pigeon"}).status_code == 403
    page = client.get(reverse("delegations:plan-year"), {"year": YEAR}).content.decode()
    assert page.count("đã đôn đốc 1 lần") == 2  # in the head of the page and beside the unit

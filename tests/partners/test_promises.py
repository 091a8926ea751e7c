"""Promises of both sides: open until they are kept or given up; who is told, who may settle them."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from partners.models import NextStep
from partners.services.promises import give_up_promise, keep_promise, reopen_promise
from portal.people.services import enter_person
from tests.factories.accounts import holder
from tests.factories.agreements import partner
from tests.factories.partners_interactions import interaction, step

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 15)


@pytest.fixture
def laos():
    return partner()


@pytest.fixture
def officer_here(client, officer):
    client.force_login(officer)
    return officer


def test_a_promise_is_kept_once_with_its_evidence(province, officer, laos):
    promise = step(province, laos, due_on="2026-04-01")
    kept = keep_promise(promise, by=officer, on=dt.date(2026, 3, 30), today=TODAY, evidence="Công văn đã gửi")
    assert (kept.kept_on, kept.evidence, kept.is_open) == (dt.date(2026, 3, 30), "Công văn đã gửi", False)
    with pytest.raises(ValidationError, match="30/03/2026"):
        keep_promise(promise, by=officer, on=TODAY, today=TODAY)
    with pytest.raises(ValidationError):
        give_up_promise(promise, by=officer, reason="Đổi ý")
    assert NextStep.objects.get().dropped_reason == ""


def test_a_promise_cannot_be_kept_on_a_day_ahead_nor_given_up_without_a_reason(province, officer, laos):
    promise = step(province, laos)
    with pytest.raises(ValidationError, match="16/11/2026"):
        keep_promise(promise, by=officer, on=dt.date(2026, 11, 16), today=TODAY)
    with pytest.raises(ValidationError):
        give_up_promise(promise, by=officer, reason="  ")
    assert NextStep.objects.get().is_open


def test_who_may_not_write_for_the_unit_settles_nothing(province, other_officer, leader, laos):
    promise = step(province, laos)
    for user in (other_officer, leader):
        with pytest.raises(PermissionDenied):
            keep_promise(promise, by=user, on=TODAY, today=TODAY)


def test_open_overdue_kept_and_given_up_are_four_lists(province, laos):
    late = step(province, laos, "trễ", due_on="2026-11-14")
    due = step(province, laos, "đến hạn", due_on="2026-11-15")
    kept = keep_promise(step(province, laos, "xong"), by=None, on=TODAY, today=TODAY)
    dropped = give_up_promise(step(province, laos, "dừng"), by=None, reason="Bạn không cần nữa")
    found = NextStep.objects
    assert set(found.open()) == {late, due}
    assert set(found.overdue(on=TODAY)) == {late}
    assert (set(found.kept()), set(found.given_up())) == ({kept}, {dropped})
    assert reopen_promise(dropped, by=None).is_open


def test_the_pages_settle_a_promise(client, officer_here, province, laos):
    promise = step(province, laos, due_on="2026-04-01")
    page = client.get(promise.get_absolute_url()).content.decode()
    assert reverse("partners:promise-keep", args=[promise.pk]) in page
    refused = client.post(reverse("partners:promise-give-up", args=[promise.pk]), {"reason": ""})
    assert refused.status_code == 422
    client.post(
        reverse("partners:promise-keep", args=[promise.pk]), {"on": "30/03/2026", "evidence": "Công văn"}
    )
    assert NextStep.objects.get().kept_on == dt.date(2026, 3, 30)
    client.post(reverse("partners:promise-reopen", args=[promise.pk]))
    assert NextStep.objects.get().is_open


def test_the_owner_sees_the_own_promise_and_the_department_those_overdue(client, province, officer, laos):
    person = enter_person(name="Cán bộ", by=None, user=officer)
    past = timezone.localdate() - dt.timedelta(days=3)
    step(province, laos, "Gửi kế hoạch của tôi", owner=person, due_on=past)
    step(province, laos, "Việc của người khác", due_on=past)
    client.force_login(officer)
    mine = client.get(reverse("dashboard:home")).content.decode()
    assert "Gửi kế hoạch của tôi" in mine
    assert "Việc của người khác" not in mine
    client.force_login(holder("department_officer"))
    assert "2 việc đã hứa quá hạn" in client.get(reverse("dashboard:home")).content.decode()


def test_the_page_of_the_partner_shows_what_both_sides_owe(client, officer_here, province, laos):
    ours, theirs = step(province, laos, "Gửi dự thảo"), step(province, laos, "Gửi danh sách", whose="theirs")
    keep_promise(step(province, laos, "Đã xong việc"), by=None, on=TODAY, today=TODAY)
    page = client.get(laos.get_absolute_url()).content.decode()
    assert ours.text in page
    assert theirs.text in page
    assert "Đã xong việc" not in page


def test_settled_promises_are_not_asked_for_again_in_the_form(client, officer_here, province, laos):
    talk = interaction(province, partners=[laos])
    step(province, laos, "còn đây", interaction=talk)
    keep_promise(step(province, laos, "xong rồi", interaction=talk), by=None, on=TODAY, today=TODAY)
    form = client.get(reverse("partners:interaction-edit", args=[talk.pk])).content.decode()
    assert "còn đây" in form
    assert "xong rồi" not in form

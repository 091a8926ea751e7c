"""Needs of units and offers of partners: asked, answered, accepted, used, lapsed; the support not taken up."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from agreements.figures.support import unused, unused_by_partner
from agreements.models import Approach, Need, Offer
from agreements.services.needs import answer, take_up_need, withdraw_need
from agreements.services.offers import (
    accept_offer,
    decline_offer,
    lapse_offers,
    reopen_offer,
    use_offer,
)
from portal.money.models import ExchangeRate
from tests.factories.agreements import partner
from tests.factories.support import MARCH, TODAY, ask, need, offer

pytestmark = pytest.mark.django_db


@pytest.fixture
def laos():
    return partner()


def accept(record, **values):
    return accept_offer(record, by=None, on=MARCH, today=TODAY, **values)


def said(row, what, on=TODAY):
    answer(row, answer=what, answered_on=on, by=None, today=TODAY)
    return Need.objects.get(pk=row.need_id).state


# -- needs --


def test_the_state_of_a_need_follows_from_the_answers(province, laos):
    record, cuba = need(province), partner("Trung tâm Công đoàn Cuba", "CTC", "CU")
    first, second = ask(record, laos), ask(record, cuba)
    assert said(first, "declined") == "open"
    assert said(second, "partly") == "partly"
    assert said(first, "accepted") == "met"
    assert said(first, "declined") == "partly", "an answer that is corrected takes its state with it"


def test_a_withdrawn_need_stays_withdrawn_until_it_is_taken_up(province, laos):
    record = need(province)
    row = ask(record, laos)
    with pytest.raises(ValidationError):
        withdraw_need(record, by=None, reason=" ")
    withdraw_need(record, by=None, reason="Đã có kinh phí")
    assert said(row, "accepted") == "withdrawn"
    with pytest.raises(ValidationError):
        ask(record, partner("Trung tâm Công đoàn Cuba", "CTC", "CU"))
    assert take_up_need(record, by=None).state == "met"


def test_what_cannot_be_of_an_approach_is_refused(province, laos):
    record = need(province)
    with pytest.raises(ValidationError) as ahead:
        ask(record, laos, on=TODAY + dt.timedelta(days=1))
    assert list(ahead.value.message_dict) == ["asked_on"]
    row = ask(record, laos)
    with pytest.raises(ValidationError, match="02/03/2026"):
        ask(record, laos, on=dt.date(2026, 4, 1))
    for what, on, field in (
        ("accepted", dt.date(2026, 3, 1), "answered_on"),
        ("accepted", TODAY + dt.timedelta(days=1), "answered_on"),
        ("waiting", TODAY, "answer"),
    ):
        with pytest.raises(ValidationError) as refused:
            said(row, what, on)
        assert list(refused.value.message_dict) == [field]


def test_needs_of_another_unit_are_neither_seen_nor_changed(province, laos, officer, other_officer, leader):
    record = need(province, by=officer)
    assert not Need.objects.visible_to(other_officer).exists()
    for user in (other_officer, leader):
        with pytest.raises(PermissionDenied):
            ask(record, laos, by=user)


# -- offers --


def test_an_offer_goes_its_way_and_meets_the_need(province, laos):
    wanted = need(province)
    record = offer(province, laos, places=10)
    with pytest.raises(ValidationError):
        use_offer(record, by=None, used_places=3)
    accept(record, need=wanted)
    assert Need.objects.get(pk=wanted.pk).state == "met"
    used = use_offer(record, by=None, used_places=7)
    assert (used.state, used.unused_places) == ("used", 3)
    with pytest.raises(ValidationError) as more:
        use_offer(record, by=None, used_places=11)
    assert list(more.value.message_dict) == ["used_places"]
    with pytest.raises(ValidationError):
        use_offer(record, by=None)
    reopen_offer(record, by=None)
    assert Need.objects.get(pk=wanted.pk).state == "open"


def test_an_offer_is_declined_with_a_reason_on_a_day_that_has_come(province, laos):
    record = offer(province, laos)
    for on, reason, field in (
        (MARCH, " ", "reason"),
        (dt.date(2026, 2, 1), "Trùng lịch", "answered_on"),
        (TODAY + dt.timedelta(days=1), "Trùng lịch", "answered_on"),
    ):
        with pytest.raises(ValidationError) as refused:
            decline_offer(record, by=None, on=on, today=TODAY, reason=reason)
        assert list(refused.value.message_dict) == [field]
    decline_offer(record, by=None, on=MARCH, today=TODAY, reason="Trùng lịch")
    with pytest.raises(ValidationError):
        accept(record)


def test_an_offer_ends_not_before_it_came(province, laos):
    with pytest.raises(ValidationError) as refused:
        offer(province, laos, ends_on="2026-02-01")
    assert list(refused.value.message_dict) == ["ends_on"]


def test_what_nobody_used_lapses_after_its_day_and_once(province, laos):
    waits, taken = offer(province, laos, ends_on="2026-10"), offer(province, laos, ends_on="2026-10-01")
    used, stands = (
        offer(province, laos, places=2, ends_on="2026-10-01"),
        offer(province, laos, ends_on="2026-11-15"),
    )
    endless = offer(province, laos)
    accept(taken)
    accept(used)
    use_offer(used, by=None, used_places=1)
    assert set(Offer.objects.standing(on=TODAY)) == {stands, endless}
    assert lapse_offers(on=dt.date(2026, 10, 31)) == 1
    assert lapse_offers(on=TODAY) == 1
    assert lapse_offers(on=TODAY) == 0
    states = dict(Offer.objects.values_list("pk", "state"))
    assert [states[one.pk] for one in (waits, taken, used, stands, endless)] == [
        "lapsed", "lapsed", "used", "received", "received",
    ]  # fmt: skip


# -- what was not taken up --


@pytest.fixture
def euro():
    ExchangeRate.objects.create(
        currency="EUR", rate=Decimal(28000), valid_from=dt.date(2026, 1, 1), source="Thông báo tỷ giá"
    )


def test_the_support_not_taken_up_by_currency_đồng_and_places(province, laos, euro):
    money = {"amount": Decimal(20000), "currency": "EUR", "kind": "financial"}
    in_part = offer(province, laos, **money)
    accept(in_part)
    use_offer(in_part, by=None, used_amount=Decimal(15000))
    decline_offer(offer(province, laos, places=4), by=None, on=MARCH, today=TODAY, reason="Trùng lịch")
    decline_offer(offer(province, laos), by=None, on=MARCH, today=TODAY, reason="Trùng lịch")
    offer(province, laos, ends_on="2026-10-01", **money)
    offer(province, laos, **money)
    whole = offer(province, laos, places=1)
    accept(whole)
    use_offer(whole, by=None, used_places=1)
    lapse_offers(on=TODAY)
    told = unused(Offer.objects.all())
    assert (told.offers, told.pending, told.declined, told.lapsed, told.in_part) == (6, 1, 2, 1, 1)
    assert (told.lost, told.places, told.unstated) == (4, 4, 1)
    assert told.sum_labels() == ["25.000 EUR"]
    assert told.vnd == 25000 * 28000
    assert [line.partner_id for line in unused_by_partner(Offer.objects.all())] == [laos.pk]


# -- pages --


def test_the_pages_lead_a_need_and_an_offer_to_their_end(client, province, laos, officer):
    client.force_login(officer)
    record = need(province)
    asked = client.post(
        reverse("agreements:need-ask", args=[record.pk]), {"partner": laos.pk, "asked_on": "02/03/2026"}
    )
    assert asked.status_code == 302
    row = Approach.objects.get()
    client.post(
        reverse("agreements:need-answer", args=[record.pk, row.pk]),
        {"answer": "accepted", "answered_on": "05/03/2026"},
    )
    assert Need.objects.get().state == "met"
    assert "05/03/2026" in client.get(record.get_absolute_url()).text
    given = offer(province, laos, places=5)
    verb = reverse("agreements:offer-verb", args=[given.pk, "tu-choi"])
    assert client.post(verb, {"on": "05/03/2026", "reason": ""}).status_code == 422
    assert client.post(verb, {"on": "05/03/2026", "reason": "Trùng lịch"}).status_code == 302
    assert client.get(reverse("agreements:offer-verb", args=[given.pk, "khac"])).status_code == 404
    page = client.get(laos.get_absolute_url()).text
    assert "Chưa tận dụng: 5 suất" in page
    assert "5" in client.get(reverse("agreements:unused")).text
    assert client.get(reverse("agreements:unused-export")).status_code == 200


def test_the_home_page_says_what_waits(client, province, laos, officer):
    offer(province, laos)
    client.force_login(officer)
    assert "1 đề nghị hỗ trợ của bạn chờ trả lời" in client.get(reverse("dashboard:home")).text

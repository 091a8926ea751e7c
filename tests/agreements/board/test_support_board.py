"""Support that we did not take up, on the dashboard: against offers worked out by hand."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from agreements.services.offers import accept_offer, decline_offer, lapse_offers, use_offer
from portal.money.models import ExchangeRate
from tests.factories.agreements import partner
from tests.factories.panels import answer, drawn, notes, table, values
from tests.factories.support import MARCH, TODAY, offer

pytestmark = pytest.mark.django_db
KEY = "support-unused"


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


def accept(record):
    return accept_offer(record, by=None, on=MARCH, today=TODAY)


@pytest.fixture
def world(province):
    """Seven offers of the year: 2 used (one in part), 1 accepted, 1 waits, 1 declined, 2 lapsed (one after our yes)."""
    ExchangeRate.objects.create(
        currency="EUR", rate=Decimal(28000), valid_from=dt.date(2026, 1, 1), source="TB"
    )
    lao, cuba = partner(), partner("Trung tâm Những người lao động Cuba", "CTC", "CU")
    euro = {"amount": Decimal(20000), "currency": "EUR", "kind": "financial"}
    use_offer(accept(offer(province, lao, **euro)), by=None, used_amount=Decimal(15000))
    use_offer(accept(offer(province, lao, places=2)), by=None, used_places=2)
    accept(offer(province, lao, places=9))
    offer(province, lao, places=9)
    decline_offer(offer(province, cuba, places=4), by=None, on=MARCH, today=TODAY, reason="Trùng lịch")
    offer(province, cuba, ends_on="2026-10-01")
    accept(offer(province, cuba, places=3, ends_on="2026-10-01"))
    offer(province, cuba, starts_on="2025-12-31", places=50)
    lapse_offers(on=TODAY)
    return province


def test_received_accepted_used_declined_and_the_value_left(world, department_head):
    said = answer(KEY, department_head, today=TODAY)
    assert values(said) == {
        "Đề nghị nhận được": 7,
        "Đã nhận lời": 57,  # 2 used + 1 accepted + 1 lapsed after our yes = 4/7 = 57,1 %
        "Đã sử dụng": 29,  # 2/7 = 28,6 %
        "Đã từ chối": 14,  # 1/7
        "Giá trị chưa tận dụng": 140,  # (20.000 − 15.000) EUR × 28.000 = 140 triệu
    }
    assert notes(said)["Đã nhận lời"] == "4/7"
    assert notes(said)["Giá trị chưa tận dụng"] == "5.000 EUR; 7 suất"  # 4 declined + 3 lapsed
    assert said["sentence"] == "4 trong 7 đề nghị hỗ trợ chưa tận dụng hết: 5.000 EUR; 7 suất."
    assert said["headlines"][0]["before"] == 0, (
        "what came on 31/12/2025 lies beyond the same days of the year before"
    )


def test_by_partner_and_by_state(world, department_head):
    said = answer(KEY, department_head, today=TODAY)
    rows = table(said)
    # offers, pending, declined, lapsed, in part, đồng, places
    assert rows["Liên hiệp Công đoàn Lào"] == [4, 2, 0, 0, 1, 140_000_000, 0]
    assert rows["Trung tâm Những người lao động Cuba"] == [3, 0, 1, 2, 0, 0, 7]
    assert [part["value"] for part in drawn(said, "shares")["parts"]] == [2, 1, 1, 1, 2]
    assert said["note"] == "1 đề nghị bỏ lỡ không nêu số tiền và số suất."


def test_one_offer_in_full_use_is_no_loss(province, department_head):
    use_offer(accept(offer(province, partner(), places=1)), by=None, used_places=1)
    said = answer(KEY, department_head, today=TODAY)
    assert said["sentence"] == "1 đề nghị nhận được, chưa bỏ lỡ đề nghị nào."


def test_nothing_entered_says_so(province, department_head):
    assert answer(KEY, department_head, today=TODAY)["is_empty"]


def test_another_provinces_offers_do_not_count(world, other_province, other_officer, department_head):
    assert answer(KEY, other_officer, today=TODAY)["is_empty"]
    assert answer(KEY, department_head, today=TODAY, unit=other_province)["is_empty"]

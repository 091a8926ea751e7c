"""Sums become whole đồng at the rate of their day, or stay what they are."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from portal.money import reference
from portal.money.models import ExchangeRate, Money
from portal.money.rates import settle, to_dong

pytestmark = pytest.mark.django_db


class Sum(Money):
    """A record with a sum, never stored."""

    class Meta:
        app_label = "money"
        managed = False


@pytest.fixture
def rates():
    ExchangeRate.objects.create(
        currency="USD", rate=Decimal("20000"), valid_from=date(2020, 1, 1), source="kiểm thử"
    )
    ExchangeRate.objects.create(
        currency="USD", rate=Decimal("25000.5"), valid_from=date(2026, 1, 1), source="kiểm thử"
    )


def test_no_foreign_rate_is_shipped():
    assert reference.load() == {"ExchangeRate": 1}
    assert reference.load() == {"ExchangeRate": 0}
    assert list(ExchangeRate.objects.values_list("currency", "rate")) == [("VND", 1)]


def test_the_rate_of_the_day_counts(rates):
    assert to_dong(100, "USD", date(2025, 12, 31)) == (2_000_000, Decimal("20000"), date(2020, 1, 1))
    assert to_dong(Decimal("0.01"), "USD", date(2026, 1, 1)) == (250, Decimal("25000.5"), date(2026, 1, 1))
    assert to_dong(100, "USD", date(2019, 12, 31)) == (None, None, None)
    assert to_dong(100, "EUR", date(2026, 1, 1)) == (None, None, None)
    assert to_dong(None, "USD", date(2026, 1, 1)) == (None, None, None)
    assert to_dong(Decimal("1.5"), "VND", date(2026, 1, 1)) == (2, 1, date(2026, 1, 1))


def test_settle_follows_the_currency(rates):
    record = Sum(amount=Decimal(100), currency="USD")
    settle(record, date(2026, 2, 1))
    assert (record.amount_vnd, record.exchange_rate, record.rate_date) == (
        2_500_050,
        Decimal("25000.5"),
        date(2026, 1, 1),
    )
    record.currency = "EUR"
    settle(record, date(2026, 2, 1))
    assert (record.amount_vnd, record.exchange_rate, record.rate_date) == (None, None, None)
    record.amount = None
    settle(record, date(2026, 2, 1))
    assert record.amount_display == ""
    assert record.amount_vnd is None


def test_a_rate_from_a_banks_paper_is_kept(rates):
    record = Sum(amount=Decimal(100), currency="USD", exchange_rate=Decimal("26000"))
    settle(record, date(2026, 2, 1), rate_stated=True)
    assert (record.amount_vnd, record.rate_date) == (2_600_000, date(2026, 2, 1))
    with translation.override("vi"):
        assert record.amount_display == "100 USD"


def test_impossible_rates_are_refused(rates):
    with translation.override("vi"), pytest.raises(ValidationError, match="Một đồng bằng một đồng"):
        ExchangeRate(currency="VND", rate=2, valid_from=date(2026, 1, 1), source="x").full_clean()
    with pytest.raises(ValidationError):
        ExchangeRate(currency="XXX", rate=2, valid_from=date(2026, 1, 1), source="x").full_clean()
    with pytest.raises(ValidationError):
        ExchangeRate(currency="EUR", rate=0, valid_from=date(2026, 1, 1), source="x").full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        ExchangeRate.objects.create(currency="USD", rate=1, valid_from=date(2026, 1, 1), source="x")


def test_a_changed_rate_leaves_its_history(rates):
    row = ExchangeRate.objects.get(currency="USD", valid_from=date(2026, 1, 1))
    row.rate = 26000
    row.save()
    events = ExchangeRate.pgh_event_model.objects.filter(pgh_obj=row).order_by("pgh_id")
    assert [event.rate for event in events] == [Decimal("25000.5"), Decimal("26000")]
    with translation.override("vi"):
        assert str(row) == "1 USD = 26.000 VND (01/01/2026)"

"""The budget: đồng computed, rate of nought refused, cost and source in step, what leaders saw stands."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from delegations.figures.money import totals
from delegations.models import BudgetLine, Delegation
from delegations.services.money import save_budget
from portal.money.models import ExchangeRate
from portal.records.services import ConflictError
from tests.factories.delegations import delegation, event
from tests.factories.dossier_money import line, norm

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def trip(province):
    return delegation(province, starts_on="02/03/2026", ends_on="05/03/2026", country="LA")


def usd(**values) -> dict:
    return {"currency": "USD", "rate": Decimal("25400.5"), "rated_on": dt.date(2026, 2, 1), **values}


def test_the_estimate_is_quantity_times_price_times_rate_in_whole_dong(trip):
    made = line(trip, kind="per_diem", quantity=Decimal("2.5"), price=Decimal("60.30"), **usd())
    assert made.estimate_vnd == 3_829_125  # 2,5 × 60,30 × 25.400,5 = 3.829.125,375


def test_half_a_dong_is_rounded_up(trip):
    assert line(trip, quantity=Decimal("0.5"), price=Decimal(3)).estimate_vnd == 2


@pytest.mark.parametrize(("values", "field"), [
    (usd(rate=Decimal(0)), "rate"),
    (usd(rate=None), "rate"),
    (usd(rated_on=None), "rated_on"),
    ({"currency": "VND", "rate": Decimal(1)}, "rate"),
])  # fmt: skip
def test_foreign_money_needs_a_rate_above_nought_and_its_day(trip, values, field):
    with pytest.raises(ValidationError) as refused:
        line(trip, **values)
    assert field in refused.value.message_dict
    assert not BudgetLine.objects.exists()
    trip.refresh_from_db()
    assert trip.cost is None


def test_the_cost_counts_what_was_spent_else_what_is_estimated(trip):
    first, second = line(trip, price=Decimal(5_000_000)), line(trip, price=Decimal(2_000_000))
    trip.refresh_from_db()
    assert (trip.cost, trip.funding_source) == (7_000_000, "union")
    first.actual_vnd = 6_000_000
    second.funding_source = "partner"
    save_budget(trip, by=None, changed=[first, second])
    trip.refresh_from_db()
    assert (trip.cost, trip.funding_source) == (8_000_000, "mixed")
    save_budget(trip, by=None, removed=[first, second])
    trip.refresh_from_db()
    assert (trip.cost, trip.funding_source) == (None, "")


def test_conferences_have_a_budget_too(province):
    meeting = event(province, starts_on="02/03/2026")
    line(meeting, kind="hall", price=Decimal(9_000_000))
    meeting.refresh_from_db()
    assert meeting.cost == 9_000_000


def test_sums_by_kind_and_source_know_what_is_not_stated(trip):
    line(trip, kind="fare", price=Decimal(100), actual_vnd=120)
    line(trip, kind="fare", price=Decimal(50))
    line(trip, kind="gift", price=Decimal(10), actual_vnd=10, funding_source="partner")
    found = totals(trip.budgetline_rows.all())
    fares, gifts = found.by_kind
    assert (fares.estimate, fares.actual, fares.difference) == (150, 120, None)
    assert (gifts.estimate, gifts.actual, gifts.difference) == (10, 10, 0)
    assert [row.estimate for row in found.by_source] == [150, 10]
    assert (found.whole.stated, found.whole.lines) == (2, 3)


@pytest.mark.parametrize("state", ["in_approval", "refused", "closed"])
def test_nothing_changes_while_leaders_decide_or_after_the_end(trip, state):
    made = line(trip)
    Delegation.objects.filter(pk=trip.pk).update(dossier_state=state)
    trip.refresh_from_db()
    made.actual_vnd = 5
    with pytest.raises(ValidationError):
        save_budget(trip, by=None, changed=[made])


def test_after_approval_the_estimate_stands_and_the_actual_is_entered(trip):
    made = line(trip)
    Delegation.objects.filter(pk=trip.pk).update(dossier_state="approved")
    trip.refresh_from_db()
    with pytest.raises(ValidationError):
        save_budget(trip, by=None, removed=[made])
    made.price = Decimal(2)
    with pytest.raises(ValidationError):
        save_budget(trip, by=None, changed=[made])
    made.refresh_from_db()
    made.actual_vnd = 900_000
    save_budget(trip, by=None, changed=[made])
    trip.refresh_from_db()
    assert trip.cost == 900_000


def test_only_the_unit_writes_its_budget_and_the_second_editor_is_told(trip, officer, other_officer, leader):
    for stranger in (other_officer, leader):
        with pytest.raises(PermissionDenied):
            save_budget(trip, by=stranger, changed=[BudgetLine(kind="fare", price=Decimal(1))])
    seen = trip.revision
    line(trip, by=officer)
    with pytest.raises(ConflictError):
        save_budget(Delegation.objects.get(pk=trip.pk), by=officer, revision=seen)


# -- the page --


def row(number: int, **values) -> dict:
    filled = {
        "kind": "lodging",
        "quantity": "1",
        "price": "1.000.000",
        "currency": "VND",
        "funding_source": "union",
        **values,
    }
    return {f"lines-{number}-{name}": value for name, value in filled.items()}


def sent(*rows: dict, revision="") -> dict:
    data = {"lines-TOTAL_FORMS": str(len(rows)), "lines-INITIAL_FORMS": "0", "revision": revision}
    for found in rows:
        data |= found
    return data


def test_an_officer_enters_lines_and_reads_their_sums(client, officer, trip):
    client.force_login(officer)
    url = reverse("delegations:delegation-budget", args=[trip.pk])
    assert client.get(url).status_code == 200
    data = sent(row(0, kind="fare", price="12.500.000", quantity="4"), row(1, price="800.000", quantity="12"))
    assert client.post(url, data | {"revision": trip.revision}).status_code == 302
    trip.refresh_from_db()
    assert trip.cost == 59_600_000
    page = client.get(reverse("delegations:delegation-money", args=[trip.pk])).content.decode()
    assert "59.600.000" in page
    assert client.get(reverse("delegations:delegation-budget-export", args=[trip.pk])).content[:2] == b"PK"


def test_an_empty_rate_is_taken_from_the_table_and_nought_is_refused_in_words(client, officer, trip):
    client.force_login(officer)
    url = reverse("delegations:delegation-budget", args=[trip.pk])
    refused = client.post(url, sent(row(0, currency="USD", rate="0", rated_on="01/02/2026")))
    assert refused.status_code == 422
    assert "Dòng 1 – " in refused.content.decode()
    assert "số lớn hơn 0" in refused.content.decode()
    ExchangeRate.objects.create(
        currency="USD", rate=Decimal(25_000), valid_from=dt.date(2026, 1, 1), source="SBV"
    )
    assert (
        client.post(url, sent(row(0, currency="USD", price="100", rated_on="01/02/2026"))).status_code == 302
    )
    assert BudgetLine.objects.get().estimate_vnd == 2_500_000


def test_a_line_above_its_norm_asks_for_the_reason(client, officer, province):
    norm(1_000_000, guest_class="c")
    guests = delegation(province, direction="incoming", guest_class="c", starts_on="02/03/2026")
    client.force_login(officer)
    url = reverse("delegations:delegation-budget", args=[guests.pk])
    refused = client.post(url, sent(row(0, price="1.500.000", quantity="3")))
    assert refused.status_code == 422
    assert "Thông tư thử" in refused.content.decode()
    assert "3.000.000 đồng" in refused.content.decode()
    kept = client.post(
        url, sent(row(0, price="1.500.000", quantity="3", over_norm_reason="Hội nghị cùng tuần"))
    )
    assert kept.status_code == 302
    page = client.get(reverse("delegations:delegation-money", args=[guests.pk])).content.decode()
    assert "Hội nghị cùng tuần" in page
    assert "Thông tư thử" in page


def test_the_page_costs_the_same_with_three_lines_and_with_thirty(client, officer, trip):
    client.force_login(officer)
    url = reverse("delegations:delegation-money", args=[trip.pk])
    counts = []
    for target in (3, 30):
        while trip.budgetline_rows.count() < target:
            line(trip)
        client.get(url)
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_what_follows_from_the_budget_is_not_typed(client, officer, trip):
    line(trip, price=Decimal(5_000_000))
    trip.refresh_from_db()
    client.force_login(officer)
    page = client.get(reverse("delegations:delegation-edit", args=[trip.pk])).content.decode()
    field = page[page.index('name="cost"') - 200 : page.index('name="cost"') + 300]
    assert "disabled" in field

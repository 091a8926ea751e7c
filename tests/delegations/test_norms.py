"""Norms: dated, the closest one counts, a new amount ends the old one; above it stands with amount × quantity and source."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation

from delegations.figures.norms import excesses, norm_for, norms_in_force
from delegations.models import BudgetLine, Norm
from delegations.reference.norms import RECEPTION, load_norms
from tests.factories.delegations import delegation
from tests.factories.dossier_money import line, norm

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def guests(province):
    return delegation(
        province,
        direction="incoming",
        guest_class="c",
        country="LA",
        starts_on="01/06/2026",
        ends_on="03/06/2026",
    )


def test_the_seed_holds_the_circular_once_and_keeps_what_was_edited(db):
    assert load_norms() == len(RECEPTION)
    head = Norm.objects.get(kind="lodging", guest_class="a", for_head=True)
    assert head.amount == 9_400_000
    assert "35/2026/TT-BTC" in head.source
    Norm.objects.filter(pk=head.pk).update(amount=1)
    assert load_norms() == 0
    head.refresh_from_db()
    assert head.amount == 1
    assert not Norm.objects.filter(kind="per_diem").exists()  # nobody found the text in force


def test_the_closest_norm_counts(guests):
    general = norm(1_000)
    for_class = norm(2_000, guest_class="c")
    for_head = norm(3_000, guest_class="c", for_head=True)
    there = norm(50, kind="per_diem", country_group="KH, LA", currency="USD")
    norm(90, kind="per_diem", country_group="CN", currency="USD")
    norms = norms_in_force(DAY)
    assert norm_for(BudgetLine(kind="lodging"), norms, guests) == for_class
    assert norm_for(BudgetLine(kind="lodging", for_head=True), norms, guests) == for_head
    assert norm_for(BudgetLine(kind="lodging", guest_class="b"), norms, guests) == general
    assert norm_for(BudgetLine(kind="per_diem"), norms, guests) == there
    assert norm_for(BudgetLine(kind="fare"), norms, guests) is None


def test_above_the_norm_says_norm_times_quantity_and_source(guests):
    norm(3_000_000, guest_class="c", source="Thông tư 35/2026/TT-BTC")
    line(guests, price=Decimal(3_000_000), quantity=Decimal(4))
    over = line(guests, price=Decimal(3_500_000), quantity=Decimal(4), text="Khách sạn")
    [found] = excesses(guests.budgetline_rows.all(), guests, today=DAY)
    assert (found.line, found.ceiling, found.cost) == (over, 12_000_000, 14_000_000)
    for part in (
        "Khách sạn",
        "14.000.000 đồng",
        "3.000.000 đồng",
        "× 4",
        "12.000.000 đồng",
        "35/2026/TT-BTC",
    ):
        assert part in found.sentence


def test_what_was_spent_is_measured_too_and_a_delegation_is_granted_once(guests):
    norm(5_000_000, kind="banquet", per="delegation")
    line(guests, kind="banquet", price=Decimal(2_500_000), quantity=Decimal(2))
    assert excesses(guests.budgetline_rows.all(), guests, today=DAY) == []
    row = guests.budgetline_rows.get()
    BudgetLine.objects.filter(pk=row.pk).update(actual_vnd=5_000_001)
    assert [found.cost for found in excesses(guests.budgetline_rows.all(), guests, today=DAY)] == [5_000_001]


def test_a_norm_in_foreign_money_is_counted_at_the_rate_of_the_line(guests):
    norm(50, kind="per_diem", currency="USD")
    rated = {"currency": "USD", "rate": Decimal(25_000), "rated_on": DAY}
    line(guests, kind="per_diem", price=Decimal(51), quantity=Decimal(2), **rated)
    [found] = excesses(guests.budgetline_rows.all(), guests, today=DAY)
    assert found.ceiling == 2_500_000


def test_the_norm_of_the_first_day_counts(guests):
    norm(1_000_000, guest_class="c", valid_from="2026-01-01")
    norm(9_000_000, guest_class="c", valid_from="2026-06-02")
    line(guests, price=Decimal(2_000_000))
    assert len(excesses(guests.budgetline_rows.all(), guests, today=DAY)) == 1


def test_a_new_amount_ends_the_one_before_it(db):
    old = norm(1_000, valid_from="2026-01-01")
    norm(2_000, valid_from="2026-07-01")
    old.refresh_from_db()
    assert old.valid_to == dt.date(2026, 6, 30)
    with pytest.raises(ValidationError) as refused:
        norm(3_000, valid_from="2026-03-01", valid_to=dt.date(2026, 5, 1))
    assert "01/01/2026" in str(refused.value)
    assert "30/06/2026" in str(refused.value)


def test_only_who_keeps_the_rules_changes_norms(department_head, administrator):
    with pytest.raises(PermissionDenied):
        norm(1_000, by=department_head)
    assert norm(1_000, by=administrator).pk


def test_the_list_says_where_a_per_diem_is_missing(client, administrator, officer, province):
    delegation(province, starts_on="01/10/2026", country="LA", state="done")
    url = reverse("delegations:norm-list")
    client.force_login(administrator)
    page = client.get(url).content.decode()
    assert "country_group=LA" in page
    client.force_login(officer)
    page = client.get(url).content.decode()
    assert "Lào" in page
    assert "country_group=LA" not in page
    norm(40, kind="per_diem", country_group="LA", currency="USD")
    assert "chưa có định mức" not in client.get(url).content.decode()


def test_countries_are_written_by_name_or_code(client, administrator):
    client.force_login(administrator)
    data = {
        "kind": "per_diem", "amount": "40", "currency": "USD", "per": "person_day", "valid_from": "01/01/2026",
        "confidence": "own", "country_group": "Lào, kh",
    }  # fmt: skip
    assert client.post(reverse("delegations:norm-create"), data).status_code == 302
    assert Norm.objects.get().country_group == "KH, LA"
    refused = client.post(reverse("delegations:norm-create"), data | {"country_group": "Atlantis"})
    assert refused.status_code == 422
    assert "Atlantis" in refused.content.decode()

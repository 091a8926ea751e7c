"""Movements of money: what is refused, what the totals say, what each donor gave."""

import datetime as dt
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from agreements.figures import flows
from agreements.figures.money import divided, parts_of, sums
from agreements.models import Movement, Resource
from agreements.services import save_resource
from agreements.services.money import withdraw_movement
from tests.factories.agreements import TODAY, partner, resource
from tests.factories.resources import movement, rate, shares

pytestmark = pytest.mark.django_db
M = 1_000_000
YEAR = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


@pytest.fixture
def grant(province):
    lao, cuba = partner(), partner("Trung tâm Những người lao động Cuba", "CTC", "CU")
    return resource(
        province, partners=[lao, cuba], amount=100 * M, currency="VND", approved_on="05/01/2026",
        starts_on="01/2026", ends_on="12/2027", is_project=True,
    )  # fmt: skip


def refused(verb) -> dict[str, str]:
    with pytest.raises(ValidationError) as found:
        verb()
    return {field: messages[0] for field, messages in found.value.message_dict.items()}


def stored(record) -> Resource:
    return Resource.objects.get(pk=record.pk)


def test_totals_follow_from_the_movements(grant):
    movement(grant, "received", 60 * M, "2026-02-01")
    movement(grant, "received", 20 * M, "2026-06-01")
    movement(grant, "disbursed", 50 * M, "2026-06-01")
    movement(grant, "settled", 30 * M, "2026-07-01")
    movement(grant, "counterpart", 5 * M, "2026-07-01")
    found = stored(grant)
    assert (found.received_vnd, found.disbursed_vnd, found.settled_vnd) == (80 * M, 50 * M, 30 * M)
    assert [(one.kind, one.vnd, one.rows) for one in sums(found.movements.all())] == [
        ("received", 80 * M, 2), ("disbursed", 50 * M, 1), ("settled", 30 * M, 1), ("counterpart", 5 * M, 1),
    ]  # fmt: skip


def test_what_is_typed_gives_way_to_the_movements(grant):
    movement(grant, "received", 60 * M, "2026-02-01")
    again = stored(grant)
    again.received_vnd, again.disbursed_vnd = 1, 2
    save_resource(again, by=None, on=TODAY)
    assert (stored(grant).received_vnd, stored(grant).disbursed_vnd) == (60 * M, 0)


def test_disbursed_above_received_is_refused(grant):
    movement(grant, "received", 60 * M, "2026-02-01")
    found = refused(lambda: movement(grant, "disbursed", 61 * M, "2026-03-01"))
    assert found == {
        "amount": "Giải ngân và trả lại đến ngày 01/03/2026: đang ghi “61.000.000 VND”, cần không quá số đã tiếp nhận đến ngày đó là 60.000.000 VND."
    }
    assert not Movement.objects.filter(kind="disbursed").exists()


def test_disbursed_before_it_was_received_is_refused(grant):
    movement(grant, "received", 60 * M, "2026-05-01")
    assert "30/04/2026" in refused(lambda: movement(grant, "disbursed", 10 * M, "2026-04-30"))["amount"]
    assert movement(grant, "disbursed", 10 * M, "2026-05-01").pk


def test_a_rate_that_rose_refuses_nothing(province):
    rate(dong=25_000)
    rate(dong=26_000, since="2026-06-01")
    record = resource(province, amount=1000, currency="USD", approved_on="05/01/2026")
    movement(record, "received", 1000, "2026-02-01", "USD")
    movement(record, "disbursed", 1000, "2026-07-01", "USD")
    assert (stored(record).received_vnd, stored(record).disbursed_vnd) == (25 * M, 26 * M)


def test_what_was_received_stays_while_it_is_spent(grant):
    came = movement(grant, "received", 60 * M, "2026-02-01")
    movement(grant, "disbursed", 50 * M, "2026-03-01")
    with pytest.raises(ValidationError) as found:
        withdraw_movement(came, by=None)
    assert "50.000.000 VND" in found.value.messages[0]
    assert stored(grant).received_vnd == 60 * M


def test_a_movement_taken_out_leaves_the_totals(grant):
    movement(grant, "received", 60 * M, "2026-02-01")
    wrong = movement(grant, "received", 10 * M, "2026-02-02")
    withdraw_movement(wrong, by=None)
    assert stored(grant).received_vnd == 60 * M


def test_received_above_committed_asks_for_a_reason(grant):
    found = refused(lambda: movement(grant, "received", 100 * M + 1, "2026-02-01"))
    assert list(found) == ["excess_reason"]
    assert "100.000.001 VND" in found["excess_reason"]
    movement(grant, "received", 100 * M + 1, "2026-02-01", reason="Nhà tài trợ bổ sung đợt hai")
    assert stored(grant).excess_reason == "Nhà tài trợ bổ sung đợt hai"


def test_a_currency_without_a_rate_on_that_day_is_refused(grant):
    rate("AUD", 17_000, since="2026-03-01")
    found = refused(lambda: movement(grant, "received", 100, "2026-02-28", "AUD"))
    assert found["exchange_rate"].startswith("Tỷ giá: không có tỷ giá của AUD ngày 28/02/2026")
    assert movement(grant, "received", 100, "2026-03-01", "AUD").amount_vnd == 1_700_000
    assert movement(grant, "received", 100, "2026-02-28", "AUD", exchange_rate=16_500).amount_vnd == 1_650_000


def test_a_movement_of_tomorrow_is_refused(grant):
    tomorrow = (TODAY + dt.timedelta(days=1)).isoformat()
    assert "happened_on" in refused(lambda: movement(grant, "received", 1, tomorrow))


def test_nothing_and_less_are_no_sum(grant):
    assert "amount" in refused(lambda: movement(grant, "received", 0, "2026-02-01"))
    assert "amount" in refused(lambda: movement(grant, "received", -5, "2026-02-01"))


def test_what_we_give_is_handed_over_not_received(province):
    gift = resource(province, direction="given", amount=10 * M, currency="VND", approved_on="05/01/2026")
    assert "kind" in refused(lambda: movement(gift, "received", M, "2026-02-01"))
    movement(gift, "disbursed", 10 * M, "2026-02-01")
    assert list(refused(lambda: movement(gift, "disbursed", M, "2026-02-02"))) == ["excess_reason"]


def test_typed_sums_are_checked_as_well(province):
    typed = {"amount": 10 * M, "currency": "VND", "approved_on": "05/01/2026"}
    found = refused(lambda: resource(province, received_vnd=5 * M, disbursed_vnd=6 * M, **typed))
    assert found["disbursed_vnd"].endswith("cần không quá 5.000.000 VND, số đã tiếp nhận.")
    assert list(refused(lambda: resource(province, received_vnd=11 * M, **typed))) == ["excess_reason"]
    assert resource(province, received_vnd=11 * M, excess_reason="Bổ sung", **typed).pk
    assert resource(province, "Chưa rõ số tiếp nhận", disbursed_vnd=6 * M, **typed).pk


def test_another_unit_may_not_enter_money(grant, other_officer, officer):
    with pytest.raises(PermissionDenied):
        movement(grant, "received", M, "2026-02-01", by=other_officer)
    assert movement(grant, "received", M, "2026-02-01", by=officer).pk


# -- shares --


def test_shares_are_hundred_per_cent_at_most(grant):
    with pytest.raises(ValidationError) as found:
        shares(grant, LFTU=60, CTC="40.5")
    assert "100.5 %" in found.value.messages[0]


def test_a_share_is_of_a_donor_and_the_donor_stays(grant):
    shares(grant, LFTU=60)
    lao = grant.partners.get(acronym="LFTU")
    others = list(grant.partners.exclude(pk=lao.pk))
    found = refused(lambda: save_resource(stored(grant), by=None, on=TODAY, many={"partners": others}))
    assert "60 %" in found["partners"]


def test_parts_are_the_shares_else_equal():
    assert parts_of([1, 2], []) == {1: Fraction(1, 2), 2: Fraction(1, 2)}
    assert parts_of([], []) == {None: Fraction(1)}
    assert divided(100, {1: Fraction(1, 3), 2: Fraction(1, 3), 3: Fraction(1, 3)}) == {1: 34, 2: 33, 3: 33}


# -- flows --


def everything():
    return Resource.objects.live()


def test_a_period_counts_what_moved_in_it(grant):
    movement(grant, "received", 40 * M, "2026-02-01")
    movement(grant, "disbursed", 30 * M, "2026-03-01")
    before = movement(grant, "received", 10 * M, "2025-12-31")
    assert before.pk
    found = flows.flow_between(everything(), *YEAR)
    assert (found.committed, found.received, found.disbursed, found.rate) == (100 * M, 40 * M, 30 * M, 75)
    assert flows.flow_until(everything(), YEAR[1]).received == 50 * M


def test_years_of_a_trend_hold_their_own_movements(grant, province):
    movement(grant, "received", 10 * M, "2025-12-31")
    movement(grant, "received", 40 * M, "2026-02-01")
    resource(province, "Ghi số lũy kế", amount=7 * M, currency="VND", approved_on="2024", received_vnd=6 * M)
    found = flows.flow_by_year(everything(), range(2022, 2027))
    assert [(year, one.committed, one.received) for year, one in found.items()] == [
        (2022, 0, 0), (2023, 0, 0), (2024, 7 * M, 6 * M), (2025, 0, 10 * M), (2026, 100 * M, 40 * M),
    ]  # fmt: skip


def test_donors_have_their_shares(grant, province):
    shares(grant, LFTU=60, CTC=30)
    movement(grant, "received", 50 * M, "2026-02-01")
    resource(province, "Không rõ ai cho", amount=5 * M, currency="VND", approved_on="02/2026")
    rows = flows.flow_by_donor(everything(), *YEAR)
    found = {
        row.partner.acronym if row.partner else None: (row.flow.committed, row.flow.received) for row in rows
    }
    assert found == {"LFTU": (60 * M, 30 * M), "CTC": (30 * M, 15 * M), None: (15 * M, 5 * M)}
    assert flows.share_of_the_largest(rows, 1) == 57  # 60 of 105


def test_units_have_their_own(grant, other_province):
    resource(other_province, amount=200 * M, currency="VND", approved_on="02/2026")
    rows = flows.flow_by_unit(everything(), *YEAR)
    assert [(row.unit, row.flow.committed) for row in rows] == [
        (other_province, 200 * M), (grant.unit, 100 * M),
    ]  # fmt: skip


def test_a_trend_asks_the_same_however_many_rows(grant, province, django_assert_num_queries):
    for number in range(5):
        movement(grant, "received", M, f"2026-02-0{number + 1}")
    with django_assert_num_queries(3):
        flows.flow_by_year(everything(), range(2022, 2027))
    for number in range(7):
        with django_assert_num_queries(10):
            flows.flow_by_donor(everything(), *YEAR)
        resource(province, f"Dự án {number}", amount=M, currency="VND", approved_on="02/2026")


def test_donors_come_out_the_same_where_many_resources_have_several(grant, province, monkeypatch):
    shares(grant, LFTU=60, CTC=30)
    movement(grant, "received", 50 * M, "2026-02-01")
    resource(
        province, "Của một bên", amount=5 * M, currency="VND", approved_on="02/2026", partners=[partner()]
    )
    resource(province, "Không rõ ai cho", amount=7 * M, currency="VND", approved_on="02/2026")
    named = flows.flow_by_donor(everything(), *YEAR)
    monkeypatch.setattr(flows, "NAMED", 0)
    assert flows.flow_by_donor(everything(), *YEAR) == named

"""Conversion to today's units: totals stay over any lineage, nothing is invented where a rule is missing."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation

from portal.units.services import split_unit
from reports.figures.conversion import Descent, Stated, apportion, convert, descent, together
from reports.figures.then_and_now import compare
from reports.models import HistoricalFigure, SplitShare
from reports.services.conversion import set_shares
from tests.factories.delegations import delegation
from tests.factories.reports import cycle, sent
from tests.factories.units import UnitFactory, unit_before

AT = dt.datetime(2026, 11, 2, 3, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 2)
SEEDS = range(200)


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


# -- properties, on lineages made by chance --


def any_descent(chance: Random) -> tuple[Descent, list[int]]:
    """Units 0…n in up to four generations: some live, some merged, some split, most of those with a rule."""
    ages = [
        [chance.randrange(10**6) for _n in range(chance.randint(2, 6))]
        for _age in range(chance.randint(1, 4))
    ]
    heirs, shares = {}, {}
    for older, younger in zip(ages, ages[1:], strict=False):
        for unit in older:
            if chance.random() < 0.8:
                heirs[unit] = tuple(chance.sample(younger, chance.randint(1, min(3, len(younger)))))
    for unit, into in heirs.items():
        if len(into) > 1 and chance.random() < 0.8:
            cuts = sorted(chance.randint(0, 10_000) for _n in range(len(into) - 1))
            parts = [high - low for low, high in zip([0, *cuts], [*cuts, 10_000], strict=True)]
            shares |= {(unit, heir): Decimal(part) / 100 for heir, part in zip(into, parts, strict=True)}
    return Descent(heirs, shares), [unit for age in ages for unit in age]


def any_stated(chance: Random, units: list[int]) -> list[Stated]:
    numbers = (
        lambda: chance.randint(0, 10**12),
        lambda: Decimal(chance.randint(0, 10**8)) / 100,
        lambda: None,
    )
    return [
        Stated(unit, chance.choice(numbers)()) for unit in chance.sample(units, chance.randint(1, len(units)))
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sum_over_units_of_today_is_the_sum_as_reported_then(seed):
    chance = Random(seed)
    lines, units = any_descent(chance)
    stated = any_stated(chance, units)
    found = convert(stated, lines, "sum")
    converted = [row.value("sum") for row in found.values()]
    assert sum(value for value in converted if value is not None) == sum(
        one.value for one in stated if one.value is not None
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_joint_activities_count_once_whatever_was_merged(seed):
    """What conversion leaves out of the units' figures is what the merged ones had twice; the whole stays."""
    chance = Random(seed)
    lines, units = any_descent(chance)
    lines = Descent({old: new[:1] for old, new in lines.heirs.items()})
    pool = {str(number): chance.randint(1, 40) for number in range(12)}
    stated = []
    for unit in units:
        mine = {key: pool[key] for key in chance.sample(sorted(pool), chance.randint(0, 5))}
        stated.append(Stated(unit, sum(mine.values()) + chance.randint(0, 3), mine))
    found = convert(stated, lines, "distinct")
    for row in found.values():
        union = {key: adds for one in row.whole for key, adds in one.records.items()}
        corrections = sum(one.value - sum(one.records.values()) for one in row.whole)
        assert row.value("distinct") == sum(union.values()) + corrections
    merged_again = [
        Stated(
            row.unit_id,
            row.value("distinct"),
            {key: adds for one in row.whole for key, adds in one.records.items()},
        )
        for row in found.values()
    ]
    assert together(merged_again, "distinct") == together(stated, "distinct")


@pytest.mark.parametrize("seed", SEEDS)
def test_parts_make_the_value_to_the_last_dong(seed):
    chance = Random(seed)
    cuts = sorted(chance.randint(0, 10_000) for _n in range(chance.randint(0, 5)))
    shares = {
        key: Fraction(high - low, 10_000)
        for key, (low, high) in enumerate(zip([0, *cuts], [*cuts, 10_000], strict=True))
    }
    value = chance.choice([chance.randint(0, 10**13), Decimal(chance.randint(0, 10**12)) / 100])
    parts = apportion(value, shares)
    assert sum(parts.values()) == value
    assert all(part >= 0 for part in parts.values())
    assert all(abs(Fraction(parts[key]) - Fraction(value) * share) < 1 for key, share in shares.items())


@pytest.mark.parametrize("seed", SEEDS)
def test_a_unit_is_divided_whole_or_not_at_all(seed):
    lines, units = any_descent(Random(seed))
    for unit in units:
        shares = lines.shares_of(unit)
        assert shares is None or sum(shares.values()) == 1


def test_a_split_without_a_rule_keeps_its_own_line_and_says_so():
    found = convert([Stated(1, 7)], Descent({1: (2, 3)}), "sum")
    assert list(found) == [1]
    assert found[1].needs_rule
    assert found[1].value("sum") == 7


@pytest.mark.parametrize("percents", [(60, 30), (60, None)])
def test_a_rule_that_does_not_make_a_hundred_is_no_rule(percents):
    shares = {(1, unit): Decimal(one) for unit, one in zip((2, 3), percents, strict=True) if one is not None}
    assert Descent({1: (2, 3)}, shares).shares_of(1) is None


@pytest.mark.parametrize(
    ("rule", "value"), [("none", None), ("last", None), ("average", Decimal(6)), ("sum", 12)]
)
def test_what_is_not_additive_is_not_added(rule, value):
    found = convert([Stated(1, 4), Stated(2, 8)], Descent({1: (3,), 2: (3,)}), rule)
    assert found[3].value(rule) == value


# -- on units and reports --


@pytest.fixture
def merged(province):
    """Two units of the past that merged into the province; the year 2025 as each of them reported it."""
    old = [unit_before(province, province_name=name) for name in ("Yên Bái", "Lào Cai cũ")]
    for unit, value in zip(old, (2, 3), strict=True):
        HistoricalFigure.objects.create(
            unit=unit, period="2025-H1", indicator="outgoing", value=value, source="Báo cáo năm", loaded_at=AT
        )
    return old


@pytest.mark.django_db
def test_a_report_stands_beside_what_the_merged_units_said(client, province, officer, merged):
    delegation(province, starts_on="2026-03-02", ends_on="2026-03-06")
    found = sent(province).cycle
    row = compare(found, "2025-H1", officer, on=TODAY).rows["outgoing"][0]
    assert row.now.value == 1
    assert row.before.value == 5
    assert [(value, mark) for _name, value, mark in row.before.then] == [(3, True), (2, True)]
    assert row.gathers == ("Lào Cai cũ cũ", "Yên Bái cũ")
    client.force_login(officer)
    text = client.get(reverse("reports:conversion", args=[found.code]), {"figure": "outgoing"}).text
    assert "gồm Lào Cai cũ cũ, Yên Bái cũ" in text
    assert text.count("Dữ liệu lịch sử") >= 2


@pytest.mark.django_db
def test_another_province_reads_none_of_it(client, merged, province, other_officer):
    found = sent(province).cycle
    assert compare(found, "2025-H1", other_officer, on=TODAY).rows["outgoing"] == []
    client.force_login(other_officer)
    answer = client.get(reverse("reports:conversion", args=[found.code]), {"with": "2025-H1"})
    assert "Yên Bái" not in answer.text


@pytest.mark.django_db
def test_a_period_that_is_none_is_not_found(client, province, officer):
    found = cycle()
    client.force_login(officer)
    assert (
        client.get(reverse("reports:conversion", args=[found.code]), {"with": "hôm qua"}).status_code == 404
    )


@pytest.mark.django_db
def test_a_reported_figure_is_never_overlaid_by_a_historical_one(province, officer):
    found = sent(province).cycle
    HistoricalFigure.objects.create(
        unit=province, period=found.code, indicator="outgoing", value=9, source="Sổ tay", loaded_at=AT
    )
    row = compare(found, "2025-H1", officer, on=TODAY).rows["outgoing"][0]
    assert row.now.value == 0
    assert not row.now.is_historical


@pytest.mark.django_db
def test_the_comparison_costs_the_same_for_one_unit_and_for_many(
    django_assert_max_num_queries, department_officer, province, other_province
):
    found = sent(province).cycle
    with django_assert_max_num_queries(9) as few:
        compare(found, "2025-H1", department_officer, on=TODAY)
    sent(other_province, found=found)
    with django_assert_max_num_queries(len(few)):
        compare(found, "2025-H1", department_officer, on=TODAY)


@pytest.mark.django_db
def test_the_workbook_holds_every_figure(client, province, officer, merged):
    found = sent(province).cycle
    client.force_login(officer)
    answer = client.get(reverse("reports:conversion-workbook", args=[found.code]), {"with": "2025-H1"})
    assert answer.content[:2] == b"PK"


# -- rules of splits --


@pytest.fixture
def split(centre):
    old = UnitFactory(province_name="Hà Tây", valid_from=dt.date(1997, 1, 1))
    parts = [
        UnitFactory.build(province_name=name, code=f"LDLD-{name[-1]}1", parent=centre)
        for name in ("Bắc", "Nam")
    ]
    return old, split_unit(old, parts=parts, on=dt.date(2026, 1, 1), legal_basis="NQ 1", by=None)


def shares_of(parts, *percents) -> dict:
    return {part.pk: Decimal(percent) for part, percent in zip(parts, percents, strict=False)}


@pytest.mark.django_db
def test_a_rule_divides_what_the_split_unit_said(split, department_head):
    old, parts = split
    assert descent(on=TODAY).shares_of(old.pk) is None
    set_shares(old, shares_of(parts, 60, 40), reason="Theo số đoàn viên.", by=department_head, at=AT)
    found = convert([Stated(old.pk, 7)], descent(on=TODAY), "sum")
    assert [found[part.pk].value("sum") for part in parts] == [4, 3]
    assert descent(on=dt.date(2025, 12, 31)).shares_of(old.pk) == {old.pk: 1}


@pytest.mark.django_db
@pytest.mark.parametrize("percents", [(60, 30), (100, 1), (-10, 110), (100,)])
def test_shares_that_do_not_make_a_hundred_are_refused(split, department_head, percents):
    old, parts = split
    with pytest.raises(ValidationError, match="cần"):
        set_shares(old, shares_of(parts, *percents), reason="Theo số đoàn viên.", by=department_head, at=AT)
    assert not SplitShare.objects.exists()


@pytest.mark.django_db
def test_an_officer_decides_no_rule_and_a_merged_unit_has_none(
    split, department_officer, department_head, merged
):
    old, parts = split
    with pytest.raises(PermissionDenied):
        set_shares(old, shares_of(parts, 60, 40), reason="Theo số đoàn viên.", by=department_officer, at=AT)
    with pytest.raises(ValidationError, match="đã chia tách"):
        set_shares(merged[0], {}, reason="Theo số đoàn viên.", by=department_head, at=AT)


@pytest.mark.django_db
def test_the_page_asks_for_the_rule_and_keeps_it(client, split, department_head):
    old, parts = split
    client.force_login(department_head)
    assert "Chưa có quy tắc" in client.get(reverse("reports:split-shares")).text
    url = reverse("reports:split-share", args=[old.code])
    data = {f"share_{part.pk}": share for part, share in zip(parts, ("62,5", "30"), strict=True)} | {
        "reason": "Số đoàn viên"
    }
    refused = client.post(url, data)
    assert refused.status_code == 422
    assert "tổng đã nhập 92,5 %" in refused.text
    assert client.post(url, data | {f"share_{parts[1].pk}": "37,5"}).status_code == 302
    assert "Đã quyết định" in client.get(reverse("reports:split-shares")).text

"""Counterparts, and twin provinces across the border: activity, agreements, money, gaps."""

import datetime as dt
import io

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from partners.figures.border import Across, foreign_provinces
from partners.figures.twins import Summary, selected, twins
from partners.models import Counterpart, CounterpartKind
from portal.audit.models import Entry, Verb
from portal.records.services import save_record
from portal.text import PartialDate
from portal.units.models import Unit
from tests.factories.agreements import agreement, partner, resource
from tests.factories.delegations import delegation
from tests.factories.partners_contacts import rule_of_months
from tests.factories.units import UnitFactory, unit_before

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 6, 1)


@pytest.fixture
def savannakhet(db):
    return union("Liên hiệp Công đoàn tỉnh Savannakhet", "Savannakhet Provincial Federation of Trade Unions")


@pytest.fixture
def border(centre):
    return UnitFactory(
        province_name="Quảng Trị",
        is_border=True,
        neighbours="LA",
        adjacent_provinces="LA:Savannakhet/Salavan",
    )


@pytest.fixture
def rule(db):
    return rule_of_months("C2")


def union(name, name_en="", country="LA"):
    return partner(name, "", country=country, name_en=name_en, partner_type="local_union")


def twin(unit, there, **values) -> Counterpart:
    values.setdefault("kind", CounterpartKind.TWIN_BORDER)
    return save_record(Counterpart(unit=unit, partner=there, **values), by=None)


def row_of(user, there):
    return next(row for row in twins(user, on=ON) if row.partner == there)


def test_a_twinning_shows_what_goes_on(border, savannakhet, department_officer, rule):
    twin(border, savannakhet)
    delegation(border, "Đoàn đi", partners=[savannakhet], starts_on="2026-03-01", state="done")
    delegation(border, "Đoàn đi trước", partners=[savannakhet], starts_on="2024-05-01", state="done")
    delegation(border, "Đoàn xưa", partners=[savannakhet], starts_on="2019-05-01", state="done")
    agreement(border, partners=[savannakhet], kind="mou", signed_on="2025-01-01", ends_on="2030")
    agreement(border, "Hết hạn", partners=[savannakhet], kind="mou", signed_on="2015", ends_on="2018")
    resource(border, partners=[savannakhet], amount=50_000_000, currency="VND", starts_on="2025-02-01")
    resource(border, partners=[savannakhet], amount=9_000_000, currency="VND", starts_on="2012-02-01")

    row = row_of(department_officer, savannakhet)

    assert row.last_on == dt.date(2026, 3, 1)
    # the visits, the agreement signed and the resource are contacts alike
    assert (row.in_short, row.in_long) == (1, 4)
    assert {fact.name: figure for fact, figure in row.figures} == {"agreements": 1, "money": 50_000_000}
    assert row.gaps == ()


def test_what_is_missing_is_said(border, savannakhet, department_officer, rule):
    twin(border, savannakhet)
    delegation(border, "Đoàn xưa", partners=[savannakhet], starts_on="2019-05-06", state="done")

    row = row_of(department_officer, savannakhet)

    assert len(row.gaps) == 2
    assert "06/05/2019" in row.gaps[1]


def test_a_province_beyond_without_twinning_is_a_row_of_its_own(border, savannakhet, department_officer):
    twin(border, savannakhet)

    beyond = {row.label: row for row in twins(department_officer, on=ON) if row.counterpart is None}

    assert list(beyond) == ["Salavan (Lào)"]
    salavan = union("Liên hiệp Công đoàn tỉnh Salavan")
    found = row_of(department_officer, salavan)
    assert (found.province, found.counterpart) == (border, None)


def test_a_border_province_without_any_twin_is_listed(centre, department_officer):
    lonely = UnitFactory(province_name="An Giang", is_border=True, neighbours="KH")
    UnitFactory(province_name="Thái Nguyên")

    (row,) = twins(department_officer, on=ON)

    assert (row.province, row.partner) == (lonely, None)
    assert row.gaps
    assert Summary.of([row]) == Summary(provinces=1, without=1, twins=0, with_gaps=0)


def test_what_a_merged_province_did_counts_for_its_successor(border, savannakhet, department_officer):
    old = unit_before(border, province_name="Quảng Trị", code="LDLD-QT-CU")
    twin(old, savannakhet)
    delegation(old, "Đoàn của tỉnh cũ", partners=[savannakhet], starts_on="2025-05-01", state="done")

    row = row_of(department_officer, savannakhet)

    assert (row.province, row.in_long) == (border, 1)


def test_a_unit_sees_its_own_rows_only(border, savannakhet, department_officer, officer, province):
    twin(border, savannakhet)
    delegation(border, "Đoàn đi", partners=[savannakhet], starts_on="2026-03-01", state="done")
    Unit.objects.filter(pk=province.pk).update(is_border=True)
    client = Client()
    client.force_login(officer)

    assert {row.province for row in twins(officer, on=ON)} == {province}
    page = client.get(reverse("partners:twins")).content.decode()
    assert "Savannakhet" not in page
    assert "Savannakhet" not in str(sheet(client))


def test_an_ended_twinning_is_no_twinning(border, savannakhet, department_officer):
    twin(border, savannakhet, since=PartialDate(2010), until=PartialDate(2020))

    assert row_of(department_officer, savannakhet).counterpart is None


def sheet(client, query="") -> list[list]:
    content = client.get(reverse("partners:twins-export") + query).content
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(content)).active.iter_rows()]


def test_the_page_and_its_workbook_hold_the_same_filtered_rows(border, savannakhet, department_officer):
    twin(border, savannakhet)
    UnitFactory(province_name="Lạng Sơn", is_border=True, neighbours="CN", adjacent_provinces="CN:Guangxi")
    client = Client()
    client.force_login(department_officer)

    page = client.get(reverse("partners:twins"), {"country": "LA"}).content.decode()

    assert "Savannakhet" in page
    assert "Guangxi" not in page
    text = str(sheet(client, "?country=LA"))
    assert "Savannakhet" in text
    assert "Guangxi" not in text
    assert Entry.objects.get(verb=Verb.EXPORTED).details["rows"] == 2


def test_words_and_gaps_select_rows(border, savannakhet, department_officer, rule):
    twin(border, savannakhet)
    rows = twins(department_officer, on=ON)

    assert len(selected(rows, {"q": "savannakhet"})) == 1
    assert len(selected(rows, {"q": "quang tri"})) == 2
    assert all(row.gaps for row in selected(rows, {"gaps": "yes"}))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"since": PartialDate(2020), "until": PartialDate(2019)}, "until"),
        ({"unit": "centre"}, "unit"),
    ],
)
def test_an_impossible_twinning_is_refused(border, centre, savannakhet, values, field):
    unit = centre if values.pop("unit", "") else border

    with pytest.raises(ValidationError) as refused:
        twin(unit, savannakhet, **values)

    assert field in refused.value.message_dict


def test_a_contact_of_another_partner_is_refused_in_the_form(border, savannakhet, department_officer):
    from partners.models import Contact

    stranger = save_record(
        Contact(partner=union("Liên hiệp Công đoàn tỉnh Salavan"), unit=border, name="Chủ tịch"), by=None
    )
    client = Client()
    client.force_login(department_officer)
    sent = {"kind": "counterpart", "unit": border.pk, "partner": savannakhet.pk, "contact": stranger.pk}

    refused = client.post(reverse("partners:counterpart-create"), sent)

    assert refused.status_code == 422
    assert "contact" in refused.context["form"].errors


def test_the_partner_page_names_its_twins(border, savannakhet, department_officer):
    twin(border, savannakhet, since=PartialDate(2018))
    client = Client()
    client.force_login(department_officer)

    page = client.get(savannakhet.get_absolute_url()).content.decode()

    assert "LĐLĐ tỉnh Quảng Trị ↔" in page


def test_provinces_beyond_are_read_as_units_name_them():
    unit = Unit(adjacent_provinces="LA:Salavan/Sekong;KH:Ratanakiri")

    assert foreign_provinces(unit) == [
        Across("LA", "Salavan"),
        Across("LA", "Sekong"),
        Across("KH", "Ratanakiri"),
    ]


def test_the_page_costs_the_same_for_few_and_many(centre, department_officer, django_assert_max_num_queries):
    client = Client()
    client.force_login(department_officer)
    costs = []
    for wanted in (2, 12):
        for number in range(wanted):
            name = f"Tỉnh{wanted}x{number}"
            unit = UnitFactory(
                province_name=name, is_border=True, neighbours="LA", adjacent_provinces=f"LA:{name}"
            )
            there = union(f"Liên hiệp Công đoàn tỉnh {name}")
            twin(unit, there)
            delegation(
                unit, "Đoàn", partners=[there], starts_on=timezone.localdate().isoformat(), state="done"
            )
            agreement(unit, partners=[there], kind="mou", signed_on="2026-01-01", has_no_term=True)
        client.get(reverse("partners:twins"))
        with django_assert_max_num_queries(60) as asked:
            client.get(reverse("partners:twins"))
        costs.append(len(asked))
    assert costs[0] == costs[1]

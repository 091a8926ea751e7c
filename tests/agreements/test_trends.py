"""Five years of resources: by year, donor and unit, against sums worked out by hand; border; workbook."""

import datetime as dt
import io
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from agreements.models import DonorShare, Movement
from tests.factories.agreements import partner, resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return timezone.localdate().year


@pytest.fixture
def given(province, other_province, year):
    """Three donors: 600 (share 75/25 of 800 and all of none), 200, 100 million; one more without a sum."""
    first, second, third = (
        partner(name, code, "DE") for name, code in (("Quỹ Một", "Q1"), ("Quỹ Hai", "Q2"), ("Quỹ Ba", "Q3"))
    )
    shared = resource(
        province,
        "Dự án chung",
        partners=[first, second],
        approved_on=f"03/{year}",
        amount="800000000",
        currency="VND",
    )
    DonorShare.objects.create(resource=shared, partner=first, percent=75)
    DonorShare.objects.create(resource=shared, partner=second, percent=25)
    for kind, amount in (("received", 500_000_000), ("disbursed", 200_000_000)):
        Movement.objects.create(
            resource=shared,
            kind=kind,
            happened_on=dt.date(year, 6, 30),
            amount=amount,
            currency="VND",
            amount_vnd=amount,
        )
    resource(
        other_province,
        "Dự án riêng",
        partners=[third],
        approved_on=f"{year - 1}",
        amount="100000000",
        currency="VND",
    )
    resource(province, "Không nêu số tiền", partners=[third], approved_on=f"{year}")
    return province


def shown(client, **query):
    page = client.get(reverse("agreements:trends"), query).text
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", page, re.S):
        cells = [
            re.sub(r"<[^>]+>", "", cell).strip()
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
        ]
        found[cells[0]] = cells[1:]
    return page, found


def test_donors_share_by_their_parts_and_the_last_line_counts_once(client, given, department_officer):
    client.force_login(department_officer)
    page, rows = shown(client, by="donor")
    assert rows["Quỹ Một"][:4] == ["1", "600.000.000", "375.000.000", "150.000.000"]
    assert rows["Quỹ Hai"][:4] == ["1", "200.000.000", "125.000.000", "50.000.000"]
    assert rows["Quỹ Ba"][1] == "100.000.000"
    whole = rows["Tổng cộng, mỗi khoản tính một lần"]
    assert whole[:4] == ["3", "900.000.000", "500.000.000", "200.000.000"]
    assert whole[-1] == "40 %"
    assert "1 khoản không nêu số tiền" in page


def test_years_and_units(client, given, department_officer, other_province, year):
    client.force_login(department_officer)
    rows = shown(client, by="year")[1]
    assert rows[str(year)][1] == "800.000.000"
    assert rows[str(year - 1)][1] == "100.000.000"
    rows = shown(client, by="unit", last_year=str(year - 1))[1]
    assert rows[other_province.name][1] == "100.000.000"
    assert given.name not in rows


def test_a_unit_sees_its_own(client, given, other_officer):
    client.force_login(other_officer)
    rows = shown(client, by="donor")[1]
    assert "Quỹ Một" not in rows
    assert rows["Tổng cộng, mỗi khoản tính một lần"][1] == "100.000.000"


def test_border_provinces_alone(client, given, department_officer, other_province):
    given.is_border, other_province.is_border = True, False
    given.save()
    other_province.save()
    client.force_login(department_officer)
    rows = shown(client, by="unit", border="yes")[1]
    assert given.name in rows
    assert other_province.name not in rows


def test_a_year_that_is_none_is_refused_in_one_sentence(client, given, department_officer):
    client.force_login(department_officer)
    answer = client.get(reverse("agreements:trends"), {"last_year": "nineteen"})
    assert answer.status_code == 200
    assert "nineteen" in answer.text


def test_the_workbook_holds_whole_numbers(client, given, department_officer):
    client.force_login(department_officer)
    answer = client.get(reverse("agreements:trends-export"), {"by": "donor"})
    rows = [list(row) for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)]
    line = next(row for row in rows if row[0] == "Quỹ Một")
    assert line[1:5] == [1, 600_000_000, 375_000_000, 150_000_000]

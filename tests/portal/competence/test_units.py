"""What each unit has: officers, languages, candidates; units with nobody; capacity stated once a year."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from portal.competence.figures import Totals, lacking, lines
from portal.competence.models import UnitCapacity
from portal.people.models import Training
from portal.records.services import save_record
from tests.factories.people import officer_of, signed_in
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 6, 1)


@pytest.fixture
def staffed(province):
    one = officer_of(
        province,
        languages="Tiếng Lào (B2)",
        is_full_time=True,
        retires_on=dt.date(2040, 1, 1),
        interprets=True,
    )
    Training.objects.create(person=one, title="Nghiệp vụ", starts_on=dt.date(2025, 1, 1))
    Training.objects.create(person=one, title="Xưa", starts_on=dt.date(2015, 1, 1))
    return province


def test_a_line_says_what_a_unit_has(staffed, department_officer):
    save_record(UnitCapacity(unit=staffed, year=2025, leader_post="Phó Chủ tịch cũ"), by=None)
    save_record(UnitCapacity(unit=staffed, year=2026, leader_post="Phó Chủ tịch"), by=None)

    (line,) = lines(department_officer, on=ON, years_to_stand=5)

    assert (line.officers, line.full_time, line.interpreters, line.trained, line.can_stand) == (1, 1, 1, 1, 1)
    assert line.languages == ("Tiếng Lào",)
    assert line.capacity.leader_post == "Phó Chủ tịch"


def test_units_with_nobody_are_found(staffed, other_province, department_officer):
    silent = UnitFactory(province_name="Không ngoại ngữ")
    officer_of(silent)

    rows = lines(department_officer, on=ON, years_to_stand=5)

    assert [row.unit for row in lacking(rows, "nobody")] == [other_province]
    assert {row.unit for row in lacking(rows, "language")} == {other_province, silent}
    assert Totals.of(rows) == Totals(officers=2, full_time=1, nobody=1, no_language=2, no_candidate=2)


def test_who_left_does_not_count(province, department_officer):
    officer_of(province, until=dt.date(2026, 5, 31))

    (line,) = lines(department_officer, on=ON, years_to_stand=5)

    assert line.has_nobody


def test_a_unit_sees_only_its_own_line(province, other_province, officer):
    officer_of(other_province)

    assert [line.unit for line in lines(officer, on=ON, years_to_stand=5)] == [province]


def test_the_page_of_units_shows_and_exports_the_same(staffed, other_province, department_officer):
    client = signed_in(department_officer)

    page = client.get(reverse("competence:units"), {"lacking": "nobody"}).content.decode()
    content = client.get(reverse("competence:units-export") + "?lacking=nobody").content
    text = str([cell.value for row in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row])

    assert "LĐLĐ tỉnh Gia Lai" in page
    assert "LĐLĐ tỉnh Gia Lai" in text
    assert "LĐLĐ tỉnh Lào Cai" not in text


def test_a_unit_states_its_capacity_once_a_year(province, officer):
    client, address = signed_in(officer), reverse("competence:capacity-create")
    values = {"unit": province.pk, "year": 2026, "leader_post": "Phó Chủ tịch", "budget_vnd": "350.000.000"}

    assert client.post(address, values).status_code == 302
    assert UnitCapacity.objects.get().budget_vnd == 350_000_000
    refused = client.post(address, values)
    assert refused.status_code == 422
    assert "year" in refused.context["form"].errors

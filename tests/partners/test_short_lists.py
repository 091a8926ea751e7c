"""Lists that are worked through stay short: pages of names to match, and neighbours without a union in one line."""

import pytest
from django.urls import reverse

from partners.views import twins as twins_page
from partners.views import unmatched as unmatched_page
from portal.records.models import Unmatched
from tests.factories.agreements import agreement
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def signed_in(client, department_officer):
    client.force_login(department_officer)


def test_names_to_match_stand_in_pages(client, province):
    record = agreement(province)
    Unmatched.objects.bulk_create(
        Unmatched(
            column="partner", written=f"Công đoàn chưa biết {number}",
            target_model="agreements.agreement", target_id=record.pk,
        )
        for number in range(unmatched_page.ROWS + 1)
    )  # fmt: skip
    first = client.get(reverse("partners:unmatched"))
    assert len(first.context["rows"]) == unmatched_page.ROWS
    second = client.get(reverse("partners:unmatched"), {"page": 2})
    assert len(second.context["rows"]) == 1


def test_neighbours_without_a_union_are_one_folded_line_for_each_province(client):
    for number in range(2):
        UnitFactory(
            name=f"LĐLĐ tỉnh Biên giới {number}",
            unit_type="provincial_federation",
            is_border=True,
            neighbours="KH",
        )
    answer = client.get(reverse("partners:twins"))
    names = [str(unit) for unit, _across in answer.context["missing"]]
    assert len(names) == len(set(names)) == 2
    assert not answer.context["page"].object_list
    assert answer.context["found"] == sum(len(across) for _unit, across in answer.context["missing"])
    assert "<details" in answer.text
    assert twins_page.ROWS < 20

"""Resources that come in as files: their sums and approval, and what is refused row by row."""

import pytest

from agreements.models import Resource
from tests.factories.agreements import partner, resource
from tests.factories.resources import movement
from tests.portal.exchange.files import imported

pytestmark = pytest.mark.django_db
M = 1_000_000


def row(unit, **values) -> dict:
    return {
        "id": "R-1", "title_vi": "Dự án đào tạo", "unit": unit.name, "partner": "", "kind": "technical",
        "amount": "10.000.000", "currency": "VND", "from": "2026", "to": "", "approval_number": "12/QĐ-TLĐ",
        "approved_on": "05/01/2026", "received_vnd": "6.000.000", "disbursed_vnd": "5.000.000", "settled_vnd": "",
        "places": "20", **values,
    }  # fmt: skip


def test_sums_and_approval_come_in(officer, province):
    outcome = imported("resources", [row(province)], by=officer)
    found = Resource.objects.get()
    assert outcome.created == 1
    assert (found.received_vnd, found.disbursed_vnd, found.settled_vnd, found.places) == (
        6 * M,
        5 * M,
        None,
        20,
    )
    assert (found.approval_number, found.approved_on.display()) == ("12/QĐ-TLĐ", "05/01/2026")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"disbursed_vnd": "7.000.000"}, "cần không quá 6.000.000 VND, số đã tiếp nhận"),
        ({"received_vnd": "11.000.000"}, "Lý do vượt số cam kết"),
        ({"received_vnd": "-1"}, "-1"),
    ],
)
def test_what_contradicts_itself_is_refused_with_its_row(officer, province, wrong, sentence):
    outcome = imported("resources", [row(province, **wrong)], by=officer)
    assert outcome.created == 0
    assert sentence in str(outcome.rejected)


def test_what_another_unit_entered_is_refused(officer, other_province, province):
    donor = partner("Tổ chức Lao động Quốc tế", "ILO", "")
    resource(
        other_province, "Dự án đào tạo", partners=[donor], amount=10 * M, currency="VND", starts_on="2026"
    )
    assert imported("resources", [row(province, partner="ILO")], by=officer).created == 0
    rows = [row(province, partner="ILO", distinct_reason="Hai dự án")]
    assert imported("resources", rows, by=officer).created == 1


def test_sums_of_a_file_give_way_to_movements(officer, province):
    imported("resources", [row(province)], by=officer)
    movement(Resource.objects.get(), "received", 2 * M, "2026-03-01")
    imported("resources", [row(province, received_vnd="9.000.000", places="25")], by=officer)
    found = Resource.objects.get()
    assert (found.received_vnd, found.places) == (2 * M, 25)

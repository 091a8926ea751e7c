"""Annexes IV, IV-b and VI: every column, sums of the period and up to its end, worked out by hand."""

import datetime as dt

import pytest

from agreements.figures.annexes import agreement_rows, planned_rows, resource_rows
from agreements.models import Agreement, Movement, Party, Resource
from agreements.printing.annexes import agreement_annex, planned_annex, resource_annex
from tests.factories.agreements import agreement, partner, resource

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 6, 30)
RECEIVED, RECEIVED_ALL, DISBURSED, DISBURSED_ALL = 9, 10, 11, 12


def moved(record, kind, day, vnd):
    Movement.objects.create(
        resource=record, kind=kind, happened_on=day, amount=vnd, currency="VND", amount_vnd=vnd
    )


def cells(record, **days):
    rows = resource_rows(Resource.objects.all(), days.get("first", FIRST), days.get("last", LAST))
    return next(row["cells"] for row in rows if row["record"] == record.pk)


def test_sums_of_the_period_and_up_to_its_end(province):
    record = resource(
        province, partners=[partner()], approved_on="2025", starts_on="2025", is_project=True,
        amount="1000000000", currency="VND",
    )  # fmt: skip
    for kind, day, vnd in (
        ("received", dt.date(2025, 12, 31), 100),
        ("received", dt.date(2026, 1, 1), 20),
        ("received", dt.date(2026, 6, 30), 3),
        ("received", dt.date(2026, 7, 1), 4000),
        ("disbursed", dt.date(2025, 11, 1), 50),
        ("disbursed", dt.date(2026, 2, 1), 5),
        ("settled", dt.date(2026, 3, 1), 7),
    ):
        moved(record, kind, day, vnd)
    row = cells(record)
    assert row[RECEIVED : DISBURSED_ALL + 1] == [23, 123, 5, 55]


def test_what_was_only_typed_is_a_total_and_no_sum_of_the_period(province):
    record = resource(
        province, approved_on="2026", starts_on="2026", is_project=True, received_vnd=700, disbursed_vnd=300
    )
    assert cells(record)[RECEIVED : DISBURSED_ALL + 1] == [None, 700, None, 300]


def test_nothing_stated_is_not_zero_and_places_are_told(province):
    record = resource(province, kind="training", approved_on="2026-02", starts_on="2026-02")
    record.places = 20
    record.save(update_fields=["places"])
    row = cells(record)
    assert row[7] == "20 suất đào tạo"
    assert row[8] is None
    assert row[RECEIVED : DISBURSED_ALL + 1] == [None, None, None, None]


def test_what_was_over_before_the_period_is_left_out(province):
    old = resource(province, "Cũ", approved_on="2024", starts_on="2024", ends_on="2025", is_project=True)
    rows = resource_rows(Resource.objects.all(), FIRST, LAST)
    assert old.pk not in [row["record"] for row in rows]


def test_the_parties_stand_with_their_names_at_signing(province):
    record = agreement(
        province,
        partners=[partner()],
        signed_on="2018",
        starts_on="2018",
        ends_on="2030",
        reported_on="10/11/2026",
    )
    Party.objects.create(
        agreement=record,
        side="ours",
        unit=province,
        name_at_signing="LĐLĐ tỉnh cũ",
        signatory_post="Chủ tịch",
    )
    Party.objects.create(
        agreement=record,
        side="theirs",
        name_at_signing="Liên hiệp Công đoàn thời đó",
        signatory_post="Phó Chủ tịch",
    )
    row = agreement_rows(Agreement.objects.all())[0]["cells"]
    assert row[2] == "LĐLĐ tỉnh cũ"
    assert row[3] == "Liên hiệp Công đoàn thời đó; Lào"
    assert row[4] == "Chủ tịch; Phó Chủ tịch"
    assert row[7] == "2018 – 2030"
    assert row[12] == "10/11/2026"


def test_what_is_planned_stands_in_its_own_annex(province):
    agreement(province, "Đã ký", signed_on="2024")
    agreement(
        province, "Sẽ ký", is_planned=True, planned_on="Quý I năm 2027", fields_of_cooperation="Đào tạo"
    )
    (row,) = planned_rows(Agreement.objects.all())
    assert row["cells"] == [
        "Sẽ ký",
        "",
        "Đào tạo",
        "Quý I năm 2027",
        "Liên đoàn Lao động tỉnh, thành phố",
        "",
    ]


@pytest.mark.parametrize(
    ("annex", "rows"),
    [
        (agreement_annex, lambda: agreement_rows(Agreement.objects.all())),
        (planned_annex, lambda: planned_rows(Agreement.objects.all())),
        (resource_annex, lambda: resource_rows(Resource.objects.all(), FIRST, LAST)),
    ],
)
@pytest.mark.parametrize("with_unit", [True, False])
def test_every_row_fills_every_column(province, annex, rows, with_unit):
    agreement(province, "Đã ký", signed_on="2024")
    agreement(province, "Sẽ ký", is_planned=True)
    resource(province, approved_on="2026", starts_on="2026", is_project=True)
    made = annex(rows(), with_unit=with_unit)
    assert made.rows
    assert {len(row) for row in made.rows} == {len(made.columns)}


@pytest.mark.parametrize("annex", [agreement_annex, planned_annex, resource_annex])
def test_an_empty_annex_says_so(annex):
    assert annex([], with_unit=False).note == "Không phát sinh trong kỳ."


def test_the_cost_does_not_grow_with_the_rows(province, django_assert_max_num_queries):
    for number in range(12):
        moved(resource(province, f"Dự án {number}", partners=[partner(f"Quỹ {number}", f"Q{number}", "DE")],
                       approved_on="2026", starts_on="2026", is_project=True), "received", FIRST, 5)  # fmt: skip
    with django_assert_max_num_queries(6):
        resource_rows(Resource.objects.all(), FIRST, LAST)

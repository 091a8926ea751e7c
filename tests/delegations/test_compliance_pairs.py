"""Which pairs of dossiers the board compares: near in time, of another unit, seen by the reader."""

import datetime as dt

import pytest
from django.urls import reverse

from delegations.figures import compliance
from delegations.figures.compliance import Finding
from delegations.figures.warnings import warnings
from delegations.models import Delegation
from portal.deadlines.models import Rule
from tests.factories.agreements import partner
from tests.factories.delegations import delegation
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 30)
KEPT = {"permission_number": "12/QĐ", "permitted_on": dt.date(2026, 1, 5), "planned": "in_plan"}


@pytest.fixture(autouse=True)
def rules():
    """The numbers of the law as rows: a test that needs another number changes the row."""
    for code, number, unit in (
        ("R13", 15, "days"), ("R11", 15, "days"), ("R14-late", 15, "days"), ("R15", 20, "days"), ("R9", 30, "days"),
        ("R19", 3, "years"), ("R19-same", 2, "times"), ("R19-partner", 30, "days"),
    ):  # fmt: skip
        Rule.objects.update_or_create(
            code=code,
            defaults={
                "description": code, "number": number, "unit": unit, "valid_from": dt.date(2020, 1, 1),
                "valid_to": None, "source": f"Nguồn {code}",
            },
        )  # fmt: skip


def found(record):
    """The findings of one record."""
    model, limit = type(record), compliance.limits(TODAY)
    rows = compliance.subject_to_rules(model.objects.all())
    marks = {mark.pk: mark for mark in compliance.marks(rows, limit, model.objects.all())}
    row = compliance.with_facts(rows).filter(pk=record.pk).first()
    if row is None:
        return {}
    compliance.flag(row, limit, marks[row.pk])
    return {one.finding: one for one in compliance.findings(row, limit)}


def trip(unit, **values):
    values = {**KEPT, "starts_on": "01/03/2026", "ends_on": "05/03/2026", **values}
    values.setdefault("report_submitted_on", dt.date(2026, 3, 10))
    return delegation(unit, **values)


@pytest.mark.parametrize(
    ("days", "is_courted"), [(("03/2026", "25/04/2026"), True), (("03/2026", "05/05/2026"), False)]
)
def test_a_month_is_near_to_what_any_of_its_days_is_near_to(province, days, is_courted):
    lao, other = partner("Liên hiệp Công đoàn Lào", "LFTU"), UnitFactory()
    coarse, exact = (
        trip(unit, starts_on=day, ends_on=day, partners=[lao], report_submitted_on=None)
        for unit, day in zip((province, other), days, strict=True)
    )
    assert (Finding.COURTING in found(coarse)) is is_courted
    assert (Finding.COURTING in found(exact)) is is_courted


def test_a_row_of_the_same_unit_between_does_not_hide_the_other_unit(province):
    lao = partner("Liên hiệp Công đoàn Lào", "LFTU")
    trip(UnitFactory(), starts_on="01/03/2026", ends_on="01/03/2026", partners=[lao])
    rows = [
        trip(province, starts_on=day, ends_on=day, partners=[lao])
        for day in ("10/03/2026", "20/03/2026", "05/04/2026")
    ]
    assert [Finding.COURTING in found(row) for row in rows] == [True, True, False]


def test_a_trip_that_ends_on_the_day_of_departure_is_no_earlier_one(province):
    same = {"purpose": "exchange", "country": "LA", "title": "Khảo sát nhà ở công nhân"}
    trip(province, **same, starts_on="01/02/2026", ends_on="01/03/2026")
    assert Finding.SECOND not in found(trip(province, **same, starts_on="01/03/2026", ends_on="01/03/2026"))
    assert Finding.SECOND in found(trip(province, **same, starts_on="02/03/2026", ends_on="02/03/2026"))


@pytest.mark.parametrize(
    ("change", "is_second"),
    [
        ({}, True), ({"title": "Dự đại hội"}, True), ({"theme": "peace_solidarity"}, False), ({"by": "another"}, False),
        ({"theme": "", "title": "Dự đại hội"}, False), ({"by": None, "theme": ""}, True), ({"country": "TH"}, False),
    ],
)  # fmt: skip
def test_the_board_finds_what_the_warning_told_in_the_same_words(province, officer, change, is_second):
    lao, another = partner("LĐLĐ Viêng Chăn", ""), partner("LĐLĐ Luông Pha Băng", "")
    first = {
        "purpose": "exchange", "country": "LA", "title": "Khảo sát nhà ở công nhân", "content_theme": "development",
        "partners": [lao],
    }  # fmt: skip
    trip(province, **first, starts_on="01/02/2025", ends_on="05/02/2025")
    chosen = {"another": [another], None: []}.get(change.get("by", ""), [lao])
    second = {**first, "title": change.get("title", first["title"]), "country": change.get("country", "LA")}
    second |= {"content_theme": change.get("theme", "development"), "partners": chosen}
    record = trip(province, **second)
    warned = [one.sentence for one in warnings(record, reader=officer, on=TODAY) if one.rule == "R19"]
    on_board = [one.sentence for name, one in found(record).items() if name == Finding.SECOND]
    assert warned == on_board
    assert bool(on_board) is is_second


def test_what_the_reader_may_not_see_is_not_held_against_a_dossier(province, officer):
    lao = partner("Liên hiệp Công đoàn Lào", "LFTU")
    trip(UnitFactory(), partners=[lao])
    own = trip(province, partners=[lao])
    seen, limit = Delegation.objects.visible_to(officer), compliance.limits(TODAY)
    marks = compliance.marks(compliance.subject_to_rules(seen), limit, seen)
    assert [(mark.pk, mark.bits) for mark in marks] == [(own.pk, 0)]


def test_the_board_leads_to_the_earlier_trip(client, province, officer):
    same = {"purpose": "exchange", "country": "LA", "title": "Khảo sát nhà ở công nhân"}
    earlier = trip(province, **same, starts_on="01/02/2025", ends_on="05/02/2025")
    trip(province, **same)
    client.force_login(officer)
    page = client.get(reverse("delegations:compliance") + "?finding=second&since=2026&until=2026").text
    assert f'href="{earlier.get_absolute_url()}"' in page

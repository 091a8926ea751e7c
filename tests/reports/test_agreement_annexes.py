"""Annexes IV, IV-b and VI in the reports of units and in the consolidated one."""

import datetime as dt

import pytest
from django.utils import timezone

from agreements.models import Movement
from delegations.printing.annexes import incoming_annex
from reports.figures.consolidated import assemble
from reports.figures.gather import gather
from reports.printing.annex_lists import consolidated_lists
from reports.printing.papers import unit_paper
from tests.factories.agreements import agreement, partner, resource
from tests.factories.reports import cycle, report_of

pytestmark = pytest.mark.django_db
AT = timezone.make_aware(dt.datetime(2026, 12, 1, 9))
ON = dt.date(2026, 12, 20)


@pytest.fixture
def known(province, other_province):
    """One signed, one planned, one project with money of the half-year before and of this year."""
    lao = partner()
    agreement(
        province, "Bản ghi nhớ 2026", partners=[lao], signed_on="05/2026", starts_on="05/2026", ends_on="2030"
    )
    agreement(province, "Bản ghi nhớ 2027", partners=[lao], is_planned=True, planned_on="Quý I năm 2027")
    project = resource(
        province,
        "Dự án chung",
        partners=[lao],
        approved_on="2025",
        starts_on="2025",
        is_project=True,
        amount="900",
        currency="VND",
    )
    for day, vnd in ((dt.date(2025, 6, 1), 100), (dt.date(2026, 3, 1), 40)):
        Movement.objects.create(
            resource=project, kind="received", happened_on=day, amount=vnd, currency="VND", amount_vnd=vnd
        )
    resource(other_province, "Dự án tỉnh khác", approved_on="2026", starts_on="2026", is_project=True)


def cells(rows, title):
    return next(row["cells"] for row in rows if row["cells"][0] == title)


def test_a_units_report_holds_its_own(province, known):
    half, year = (report_of(province, cycle(code, at=AT)) for code in ("2026-H1", "2026"))
    rows = gather(half)["annexes"]
    assert [row["cells"][0] for row in rows["IV"]] == ["Bản ghi nhớ 2026"]
    assert rows["IV-b"] == []
    assert [row["cells"][0] for row in rows["VI"]] == ["Dự án chung"]
    assert cells(rows["VI"], "Dự án chung")[9:11] == [40, 140]
    content = gather(year)
    assert [row["cells"][0] for row in content["annexes"]["IV-b"]] == ["Bản ghi nhớ 2027"]
    numbers = [annex.number for annex in unit_paper(year, content).annexes]
    assert numbers[-3:] == ["IV", "IV-b", "VI"]


def test_what_was_sent_before_these_annexes_still_prints(province, known):
    report = report_of(province, cycle("2026-H1", at=AT))
    content = gather(report)
    for row in content["annexes"]["IV"]:
        row["cells"] = row["cells"][:12]  # before the day of reporting stood there
    for code in ("IV-b", "VI"):
        del content["annexes"][code]
    found = {annex.number: annex for annex in unit_paper(report, content).annexes}
    assert "VI" not in found
    assert {len(row) for row in found["IV"].rows} == {len(found["IV"].columns)}


def test_the_consolidated_report_shows_what_the_centre_has_and_what_units_sent(province, known):
    content = assemble(cycle("2026", at=AT), [], on=ON)
    assert content["annexes"]["VI"] == []  # no unit has sent its report, and the centre has no project
    numbers = [annex.number for annex in consolidated_lists(content["annexes"])]
    assert "VI" in numbers
    assert "IV-b" not in numbers


def test_an_annex_without_rows_says_so():
    assert incoming_annex([], with_unit=True).note == "Không phát sinh trong kỳ."

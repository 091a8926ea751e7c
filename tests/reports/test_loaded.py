"""Totals from before the portal stand beside the figures where no report and no record tells them, marked as such."""

import datetime as dt

import pytest
from django.utils import translation

from portal.units.services import split_unit
from reports.figures.consolidated import assemble
from reports.figures.gather import gather
from reports.figures.wording import trend
from reports.models import HistoricalFigure
from reports.printing.annexes import summary_annex, unit_figures_annex
from tests.factories.delegations import delegation
from tests.factories.reports import IN_TIME, TOO_LATE, cycle, issued_paper, report_of
from tests.factories.units import UnitFactory, unit_before

from .pages import address

pytestmark = pytest.mark.django_db
A_YEAR_BEFORE, BEFORE = "2025-H1", "2025-H2"
MARK = "dữ liệu lịch sử"


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


def total(unit, value, period=A_YEAR_BEFORE, figure="outgoing") -> HistoricalFigure:
    return HistoricalFigure.objects.create(
        unit=unit, period=period, indicator=figure, value=value, source="Báo cáo năm", loaded_at=IN_TIME
    )


def row_of(content, code="outgoing") -> dict:
    return next(row for row in content["figures"] if row["code"] == code)


def of_unit(unit) -> dict:
    return row_of(gather(report_of(unit)))


def test_the_page_of_writing_shows_them_marked(client, officer, province):
    cycle()
    total(province, 4)
    total(province, 6, BEFORE)
    client.force_login(officer)
    page = client.get(address(report_of(province)))
    (cell,) = [item for item in page.context["cells"] if item["row"]["code"] == "outgoing"]
    assert (cell["before"], cell["row"]["previous"]) == (6, 4)
    assert page.text.count(MARK) == 2


def test_what_the_registers_hold_is_never_overlaid(client, officer, province):
    cycle()
    total(province, 9)
    delegation(province, starts_on="2025-03-01")
    row = of_unit(province)
    assert (row["previous"], row["historical"]) == (1, {})
    client.force_login(officer)
    assert MARK not in client.get(address(report_of(province))).text


def test_what_merged_units_said_is_put_together(province):
    cycle()
    for name, value in (("Yên Bái", 2), ("Hà Giang", 3)):
        total(unit_before(province, province_name=name), value)
    row = of_unit(province)
    assert (row["previous"], row["historical"]) == (5, {"previous": 2})
    remark = unit_figures_annex(gather(report_of(province)), "LĐLĐ tỉnh Lào Cai").rows[0][-1]
    assert remark == "cùng kỳ: dữ liệu lịch sử của 2 đơn vị"


def test_what_a_split_unit_said_is_given_whole_to_nobody(province, centre):
    old = UnitFactory(province_name="Hà Tây", valid_from=dt.date(1997, 1, 1))
    drawn = [
        UnitFactory.build(province_name=name, code=f"LDLD-{name[-1]}1", parent=centre)
        for name in ("Bắc", "Nam")
    ]
    heirs = split_unit(old, parts=drawn, on=dt.date(2026, 1, 1), legal_basis="NQ 1", by=None)
    total(old, 7)
    found = cycle()
    assert [of_unit(heir)["historical"] for heir in heirs] == [{}, {}]
    assert row_of(assemble(found, [], on=TOO_LATE.date()))["previous"] == 7


def test_the_consolidated_report_says_of_how_many_units_they_are(client, department_officer, province, other_province):  # fmt: skip
    found = cycle()
    total(province, 4)
    total(other_province, 1)
    total(province, 2, BEFORE)
    content = assemble(found, [], on=TOO_LATE.date())
    row = row_of(content)
    assert (row["previous"], row["last"], row["historical"]) == (5, 2, {"previous": 2, "last": 1})
    assert "cùng kỳ: dữ liệu lịch sử của 2 đơn vị" in summary_annex(content).rows[0][-1]
    paper = issued_paper(found)
    client.force_login(department_officer)
    assert "dữ liệu lịch sử của 2 đơn vị" in client.get(paper.get_absolute_url()).text


def test_an_issued_period_is_not_overlaid(province):
    before = cycle("2025-H1", at=dt.datetime(2025, 6, 1, 8, tzinfo=dt.UTC))
    issued_paper(before, at=dt.datetime(2025, 6, 20, 8, tzinfo=dt.UTC))
    total(province, 4)
    row = row_of(assemble(cycle(), [], on=TOO_LATE.date()))
    assert (row["previous"], row["historical"]) == (0, {})


def test_a_sentence_names_its_base():
    assert trend(12, 8, 2) == "tăng 50% so với cùng kỳ năm trước (8, dữ liệu lịch sử của 2 đơn vị)"
    assert trend(8, 8, 1) == "bằng cùng kỳ năm trước (8, dữ liệu lịch sử)"

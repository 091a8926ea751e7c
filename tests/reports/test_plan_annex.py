"""The consolidated report of a year holds the plan: its column in annex I, and annex XI of its lines."""

import datetime as dt
from io import BytesIO

import pytest
from openpyxl import load_workbook

from delegations.services.plan_changes import put_off_line
from portal.rendering.xlsx import annexes_xlsx
from reports.figures.consolidated import assemble
from reports.figures.gather import gather
from reports.printing.annex_lists import consolidated_lists
from reports.printing.annexes import summary_annex
from reports.printing.papers import unit_paper
from tests.factories.delegations import delegation
from tests.factories.plans import approved_line
from tests.factories.reports import cycle, report_of

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 12, 16, 8, tzinfo=dt.UTC)
ON = AT.date()


@pytest.fixture
def plan_of_2026(province):
    done = approved_line(province, "Thăm Vân Nam", year=2026, size=6, estimate=100)
    delegation(province, plan_item=done, state="done", starts_on="05/2026", size=5, cost=90)
    cut = approved_line(province, "Đoàn bị cắt", year=2026, size=4)
    put_off_line(cut, settled="cancelled", cancel_reason="no_money", reason="Chưa cấp", by=None, at=AT)


def planned(content) -> dict:
    return {row["code"]: row["plan"] for row in content["figures"]}


def test_the_column_of_the_plan_holds_what_was_approved(province, plan_of_2026):
    content = assemble(cycle("2026", at=AT), [], on=ON)
    numbers = planned(content)
    assert (numbers["outgoing"], numbers["outgoing_people"], numbers["events"]) == (2, 10, 0)
    assert numbers["media"] is None
    rows = {row[1]: row[3] for row in summary_annex(content).rows}
    assert (rows["Đoàn ra"], rows["Tin, bài, ấn phẩm thông tin đối ngoại"]) == (2, "—")


def test_without_an_approved_plan_the_column_says_nothing(province):
    assert set(planned(assemble(cycle("2026", at=AT), [], on=ON)).values()) == {None}


def test_what_was_assembled_before_plans_were_kept_still_prints(province):
    content = assemble(cycle("2026", at=AT), [], on=ON)
    for row in content["figures"]:
        del row["plan"]
    for code in ("V", "VI", "VII", "VIII", "IX", "X", "XI"):
        del content["annexes"][code]
    found = consolidated_lists(content["annexes"])
    assert [annex.number for annex in found] == ["II", "III", "IV"]


def test_annex_xi_stands_in_the_report_of_a_year_alone(province, plan_of_2026):
    half = assemble(cycle("2026-H1", at=AT), [], on=ON)
    assert half["annexes"]["XI"] == []
    year = assemble(cycle("2026", at=AT), [], on=ON)
    assert [row["cells"][2] for row in year["annexes"]["XI"]] == ["Thực hiện", "Hủy"]
    (annex,) = [one for one in consolidated_lists(year["annexes"]) if one.number == "XI"]
    assert annex.total[-2:] == [100, 90]
    assert annex.rows[0][1] == str(province)


def test_a_units_own_report_of_the_year_holds_annex_xi_of_its_own_plan(
    province, other_province, plan_of_2026
):
    approved_line(other_province, "Đoàn của tỉnh khác", year=2026)
    delegation(
        province, "Đoàn phát sinh", starts_on="06/2026", planned="unplanned", unplanned_reason="Bạn mời"
    )
    half, year = cycle("2026-H1", at=AT), cycle("2026", at=AT)
    assert gather(report_of(province, half))["annexes"]["XI"] == []
    report = report_of(province, year)
    content = gather(report)
    told = [(row["cells"][0], row["cells"][2]) for row in content["annexes"]["XI"]]
    assert told == [
        ("Thăm Vân Nam", "Thực hiện"), ("Đoàn bị cắt", "Hủy"), ("Đoàn phát sinh", "Phát sinh ngoài kế hoạch"),
    ]  # fmt: skip
    sheets = load_workbook(BytesIO(annexes_xlsx(unit_paper(report, content))))
    assert "Đoàn bị cắt" in {cell.value for row in sheets[sheets.sheetnames[-1]] for cell in row}
    del content["annexes"]["XI"]  # what was sent before plans were kept still prints
    assert "XI" not in {annex.number for annex in unit_paper(report, content).annexes}

"""Rules of indicators across units and across periods; a figure that no rule adds up has no total."""

from dataclasses import replace

import pytest

from reports import reference
from reports.figures.adding import across_periods, across_units
from reports.figures.consolidated import assemble
from reports.figures.wording import NOT_ADDED, compared, told
from reports.models import Correction, FigureSpec, Indicator, IndicatorVersion, ReportType
from reports.printing.annexes import summary_annex
from reports.reference.types import SINCE
from reports.services.submission import accepted_versions
from reports.workflow import REPORT
from tests.factories.reports import IN_TIME, TOO_LATE, cycle, issued_paper, report_of, written

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("distinct", 5), ("sum", 7), ("average", 3.5), ("last", 5), ("none", None)],
)
def test_each_rule_across_units(rule, expected):
    assert across_units(rule, 5, [3, None, 4]) == expected


@pytest.mark.parametrize(
    ("rule", "known", "typed_before"),
    [("distinct", 9, 10), ("sum", 9, 10), ("last", 4, 4), ("average", 5.0, 5.0), ("none", None, None)],
)
def test_each_rule_across_periods(rule, known, typed_before):
    assert across_periods(rule, 4, year_so_far=9, earlier=[6]) == known
    assert across_periods(rule, 4, year_so_far=None, earlier=[6, None]) == typed_before


def test_nobody_who_states_a_number_is_no_nought():
    assert across_units("average", 0, [None]) is None
    assert across_periods("sum", None, year_so_far=None) is None


def test_what_is_not_added_up_says_so():
    row = {"value": None, "previous": 4, "measure": "%"}
    assert told(row) == NOT_ADDED
    assert compared(None, 4) == "—"


@pytest.fixture
def share(province, other_province, centre):
    """A typed figure that the periodic report asks for: its average over units, its sum over the year."""
    reference.load()
    made = Indicator.objects.create(code="share", order=999)
    IndicatorVersion.objects.create(
        indicator=made,
        number=1,
        valid_from=SINCE,
        label="Tỷ lệ",
        measure="%",
        across_units="average",
        across_periods="sum",
    )
    version = ReportType.objects.get(code="dinh-ky").versions.get()
    layout = replace(version.layout, figures=(*version.layout.figures, FigureSpec("share")))
    version.type.versions.create(number=2, content=layout.kept(), published_at=IN_TIME)
    return made


def received(found, unit, value: int) -> None:
    report = written(report_of(unit, found))
    Correction.objects.create(report=report, indicator="share", value=value, reason="Theo sổ")
    for step in ("submit", "accept"):
        REPORT.move(report_of(unit, found), step, by=None, at=IN_TIME)


def test_a_typed_figure_is_averaged_over_units_and_summed_over_the_year(province, other_province, share):
    first = cycle("2026-Q1")
    received(first, province, 10)
    received(first, other_province, 20)
    paper = issued_paper(first)
    second = cycle("2026-Q2")
    received(second, province, 30)
    content = assemble(second, accepted_versions(second), on=TOO_LATE.date())
    before, now = (
        next(row for row in one["figures"] if row["code"] == "share") for one in (paper.content, content)
    )
    assert (before["value"], before["reported"]) == (15, [2, 2])
    assert (now["value"], now["cumulative"]) == (30, 45)
    IndicatorVersion.objects.filter(indicator=share).delete()
    IndicatorVersion.objects.create(
        indicator=share,
        number=1,
        valid_from=SINCE,
        label="Tỷ lệ",
        measure="%",
        across_units="none",
        across_periods="none",
    )
    content = assemble(second, accepted_versions(second), on=TOO_LATE.date())
    (row,) = [row for row in summary_annex(content).rows if row[1] == "Tỷ lệ"]
    assert row[4] == "—"

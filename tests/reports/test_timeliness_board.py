"""The board of units and periods: what was owed, what came when, and a comparison that is fair to quiet units."""

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.deadlines.periods import PeriodKind, period_for
from portal.units.models import Unit
from reports.figures.timeliness import LATE, MISSING, NOT_DUE, ON_TIME, board
from reports.models import Cycle, Report, ReviewState
from reports.services.collecting import ask_below
from reports.services.drafts import Draft, save_draft
from reports.workflow import REPORT
from tests.factories.accounts import holder
from tests.factories.reports import (
    IN_TIME,
    OPENED,
    TOO_LATE,
    accepted,
    cycle,
    report_of,
    returned,
    sent,
    written,
)
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
AFTER = dt.date(2026, 7, 1)
PAGE, EXPORT = "reports:timeliness", "reports:timeliness-export"


def found(*, on=AFTER, user=None, **options):
    rows = Report.objects.visible_to(user) if user else Report.objects.all()
    return board(Cycle.objects.select_related("type_version__type"), rows, on=on, **options)


def of(unit, **options):
    return next(line for line in found(**options).lines if line.unit == unit)


def test_the_first_sending_stands_and_days_to_acceptance_are_told_apart(province, other_province):
    cycle()
    report = sent(province, at=TOO_LATE)
    returned(report, due_on=dt.date(2026, 6, 25), at=TOO_LATE)
    REPORT.move(written(report), "submit", by=None, at=dt.datetime(2026, 6, 24, 8, tzinfo=dt.UTC))
    REPORT.move(report_of(province), "accept", by=None, at=dt.datetime(2026, 6, 26, 8, tzinfo=dt.UTC))
    cell = of(province).cells[0]
    assert (cell.standing, cell.days, cell.returned, cell.days_to_acceptance) == (LATE, 3, 1, 7)
    cell = of(other_province).cells[0]
    assert (cell.standing, cell.days, cell.days_to_acceptance) == (MISSING, 15, None)


def test_what_is_not_due_yet_is_not_counted(province, other_province):
    cycle()
    sent(province)
    line = of(other_province, on=dt.date(2026, 6, 16))
    assert (line.cells[0].standing, line.sums.owed, line.sums.rate) == (NOT_DUE, 0, None)
    assert of(province, on=dt.date(2026, 6, 16)).sums.rate == 100.0


def test_nothing_to_report_counts_as_reported_and_not_as_quality(province, other_province):
    cycle()
    sent(province, nothing=True)
    corrected(written(report_of(other_province)))
    returned(
        REPORT.move(report_of(other_province), "submit", by=None, at=IN_TIME),
        due_on=dt.date(2026, 6, 20),
        at=IN_TIME,
    )
    quiet, busy = of(province).sums, of(other_province).sums
    assert (quiet.rate, quiet.nothing, quiet.active, quiet.returned_rate) == (100.0, 1, 0, None)
    assert (busy.rate, busy.active, busy.returned_rate, busy.differing_rate) == (100.0, 1, 100.0, 100.0)


def corrected(report, value: int | None = 9) -> None:
    given = (Decimal(value), "Sổ cơ quan") if value is not None else None
    save_draft(report, Draft({}, {"media": given}), by=None, at=IN_TIME)


def test_differences_are_those_of_what_was_sent_and_not_of_a_draft(province, other_province):
    cycle()
    corrected(written(report_of(province)))
    corrected(written(report_of(other_province)), 0)  # as the register says: no difference
    for unit in (province, other_province):
        report = REPORT.move(report_of(unit), "submit", by=None, at=IN_TIME)
        returned(report, due_on=dt.date(2026, 6, 20), at=IN_TIME)
    corrected(report_of(province), None)
    corrected(report_of(other_province))
    assert (of(province).sums.differences, of(other_province).sums.differences) == (1, 0)
    for unit in (province, other_province):
        REPORT.move(report_of(unit), "submit", by=None, at=IN_TIME)
    assert (of(province).sums.differences, of(other_province).sums.differences) == (0, 1)


def test_a_unit_is_compared_with_its_like_alone(centre, province, other_province):
    sector = UnitFactory(unit_type="sector_union", province_name="", name="Công đoàn ngành", short_name="CĐ")
    quiet, as_quiet = UnitFactory(), UnitFactory()
    cycle()
    sent(province)
    sent(other_province, at=TOO_LATE)
    sent(sector, at=TOO_LATE)
    sent(quiet, nothing=True)
    sent(as_quiet, nothing=True)
    line = of(province)
    assert (line.like.rate, line.like_units, line.gap) == (0.0, 1, 100.0)  # the other busy province alone
    assert (of(quiet).like_units, of(quiet).gap) == (1, 0.0)
    assert (of(sector).like_units, of(sector).gap) == (0, None)


def test_a_unit_that_did_not_owe_has_no_square_and_is_not_blamed(province):
    cycle("2025-H2", at=dt.datetime(2025, 12, 1, tzinfo=dt.UTC))
    late_comer = UnitFactory(valid_from=dt.date(2026, 1, 1))
    cycle()
    line = of(late_comer)
    assert [cell is None for cell in line.cells] == [True, False]
    assert line.sums.owed == 1


def test_what_a_unit_gathers_from_below_is_not_counted(province, officer):
    cycle()
    below = UnitFactory(code="CDCS-1", unit_type="grassroots_union", parent=province)
    ask_below(report_of(province), [below], due_on=dt.date(2026, 6, 10), by=officer, at=OPENED)
    assert [line.unit for line in found().lines] == [province]


def test_sums_by_period_type_and_kind_of_unit_add_up_to_the_whole(province, other_province):
    cycle("2025-H2", at=dt.datetime(2025, 12, 1, tzinfo=dt.UTC))
    cycle()
    accepted(province)
    sent(other_province, at=TOO_LATE)
    whole = found()
    for parts in (whole.by_period(), whole.by_type(), whole.by_kind_of_unit()):
        sums = [one for _label, one in parts]
        assert sum(one.owed for one in sums) == whole.whole.owed == 4
        assert sum(one.on_time for one in sums) == whole.whole.on_time == 1
        assert sum(one.missing for one in sums) == whole.whole.missing == 2


def test_the_department_sees_all_and_a_unit_itself(
    client, province, other_province, department_officer, officer
):
    cycle()
    accepted(province)
    client.force_login(department_officer)
    page = client.get(reverse(PAGE))
    assert {line.unit for line, _cells in page.context["rows"]} == {province, other_province}
    assert "Đúng hạn" in page.text
    client.force_login(officer)
    page = client.get(reverse(PAGE))
    assert {line.unit for line, _cells in page.context["rows"]} == {province}
    assert other_province.short_name not in page.text


def test_the_filters_narrow_the_board(client, province, department_officer):
    sector = UnitFactory(unit_type="sector_union", province_name="", name="Công đoàn ngành", short_name="CĐ")
    cycle()
    client.force_login(department_officer)
    page = client.get(reverse(PAGE), {"unit_type": "sector_union"})
    assert [line.unit for line, _cells in page.context["rows"]] == [sector]
    assert client.get(reverse(PAGE), {"kind": "year"}).context["rows"] == []
    assert client.get(reverse(PAGE), {"number": "8", "kind": "half_year"}).context["board"].whole.owed == 2


def test_a_period_leads_to_its_own_board(client, province, department_officer):
    found_cycle = cycle()
    sent(province)
    client.force_login(department_officer)
    page = client.get(reverse(PAGE))
    (_title, periods), *_rest = page.context["groups"]
    assert [url for _name, _sums, url in periods] == [found_cycle.get_absolute_url()]


def test_who_reads_the_reports_of_many_units_finds_the_cycles(client, province, other_province, centre):
    cycle()
    inspector = holder("inspector", centre, username="kiemtra")
    client.force_login(inspector)
    assert client.get(reverse("reports:home")).url == reverse("reports:cycles")
    reader = holder("clerk", province, username="vanthu")
    client.force_login(reader)
    page = client.get(reverse("reports:home"))
    assert [row["report"].unit for row in page.context["reports"]] == [province]
    assert not page.context["may_write"]
    assert ">Soạn<" not in page.text


def test_the_workbook_holds_units_periods_and_squares(client, province, other_province, department_officer):
    cycle()
    sent(province, nothing=True)
    client.force_login(department_officer)
    answer = client.get(reverse(EXPORT))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Theo đơn vị", "Theo kỳ", "Theo loại báo cáo", "Theo loại đơn vị", "Bảng ô"]
    rows = [[cell.value for cell in row] for row in book["Bảng ô"].iter_rows()]
    assert [province.short_name, "gửi đúng hạn; không phát sinh"] in rows


def many(units: int, periods: int) -> None:
    """Cycles of months and their reports, written at once: what is measured is the reading."""
    made = UnitFactory.create_batch(units)
    first = cycle("2024-M01", at=dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
    cycles = [first]
    for number in range(1, periods):
        period = period_for(PeriodKind.MONTH, 2024 + number // 12, number % 12 + 1)
        cycles.append(
            Cycle.objects.create(
                code=period.code, kind=period.kind, year=period.year, index=period.index,
                starts_on=period.starts_on, ends_on=period.ends_on, due_on=period.due_on,
                opened_at=timezone.now(), type_version=first.type_version,
            )
        )  # fmt: skip
    Report.objects.all().delete()
    Unit.objects.exclude(pk__in=[unit.pk for unit in made]).update(valid_to=dt.date(2025, 12, 31))
    Report.objects.bulk_create(
        Report(
            cycle=one, unit=unit, due_on=one.due_on, state=ReviewState.ACCEPTED, first_due_on=one.due_on,
            first_submitted_at=dt.datetime.combine(one.due_on, dt.time(9), dt.UTC),
            submitted_at=dt.datetime.combine(one.due_on, dt.time(9), dt.UTC),
            reviewed_at=dt.datetime.combine(one.due_on, dt.time(15), dt.UTC),
        )
        for one in cycles
        for unit in made
    )  # fmt: skip


def test_sixty_units_and_twenty_four_periods_cost_ten_queries_at_most(client, department_officer):
    many(60, 24)
    client.force_login(department_officer)
    client.get(reverse(PAGE))  # what a process asks once
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get(reverse(PAGE))
    assert sum(len(cells) for _line, cells in page.context["rows"]) == 60 * 24
    assert page.context["board"].whole.on_time == 60 * 24
    assert len(asked) <= 10, [query["sql"][:160] for query in asked]


def test_on_time_is_a_state_of_the_model_too(province):
    cycle()
    report = sent(province)
    assert (found().lines[0].cells[0].standing, report.timeliness(on=AFTER)[0]) == (ON_TIME, ON_TIME)

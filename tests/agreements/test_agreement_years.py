"""The yearly report on agreements with the plan of the next: both annexes, sent by 15 November, frozen, reminded of."""

import datetime as dt
import io

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation

from agreements.figures.agreement_years import annexes_of
from agreements.figures.deadlines import yearly_due
from agreements.models import Agreement, AgreementYear
from agreements.register.agreement_years import sent_cell
from agreements.services.agreement_years import (
    remind_of_years,
    save_year,
    send_year,
    take_back_year,
    units_missing,
)
from portal.notifications.models import Notice
from portal.papers.kinds import find
from portal.papers.printing import drawn
from portal.papers.services.drafting import begin
from tests.factories.agreements import agreement
from tests.factories.procedures import load, moment

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 11, 10)
AT = moment(ON)


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        load()
        yield


@pytest.fixture
def report(province):
    agreement(province, "Ký năm nay", signed_on="05/03/2026", ends_on="2030")
    agreement(province, "Đang có hiệu lực", signed_on="2024", ends_on="2028")
    agreement(province, "Đã hết hiệu lực", signed_on="2018", ends_on="2023")
    agreement(province, "Sẽ ký", is_planned=True, planned_on="Quý II năm 2027")
    return save_year(AgreementYear(unit=province, year=2026, assessment="Thực hiện tốt"), by=None)


def titles(rows) -> list[str]:
    return sorted(row["cells"][0] for row in rows)


def test_annex_iv_holds_what_was_signed_or_runs_and_iv_b_what_is_planned(report, other_province):
    agreement(other_province, "Của tỉnh khác", signed_on="05/03/2026")
    found = annexes_of(report, on=ON)
    assert titles(found["iv"]) == ["Ký năm nay", "Đang có hiệu lực"]
    assert titles(found["iv_b"]) == ["Sẽ ký"]


def test_what_was_passed_on_is_reported_by_who_answers_for_it(report, province, other_province):
    Agreement.objects.filter(title="Đang có hiệu lực").update(passed_to=other_province)
    theirs = AgreementYear(unit=other_province, year=2026)
    assert titles(annexes_of(report, on=ON)["iv"]) == ["Ký năm nay"]
    assert titles(annexes_of(theirs, on=ON)["iv"]) == ["Đang có hiệu lực"]


def test_one_report_of_a_unit_and_year(report, province):
    with pytest.raises(ValidationError, match="đã có"):
        save_year(AgreementYear(unit=province, year=2026), by=None)


def test_what_was_sent_stays_as_it_was(report, officer):
    send_year(report, by=officer, at=AT, sent_on=ON, number="15/BC-LĐLĐ")
    report.refresh_from_db()
    Agreement.objects.filter(title="Sẽ ký").update(title="Đổi tên")
    assert titles(annexes_of(report, on=ON)["iv_b"]) == ["Sẽ ký"]
    report.assessment = "Sửa"
    with pytest.raises(ValidationError, match="10/11/2026"):
        save_year(report, by=officer)
    with pytest.raises(ValidationError, match="10/11/2026"):
        send_year(report, by=officer, at=AT, sent_on=ON)


def test_taken_back_with_a_reason_it_follows_the_registers_again(report, officer):
    send_year(report, by=officer, at=AT, sent_on=ON)
    with pytest.raises(ValidationError, match="rút lại"):
        take_back_year(report, by=officer, at=AT, why=" ")
    take_back_year(report, by=officer, at=AT, why="Thiếu một thỏa thuận")
    report.refresh_from_db()
    assert (report.sent_on, report.frozen) == (None, {})
    with pytest.raises(ValidationError, match="chưa gửi"):
        take_back_year(report, by=officer, at=AT, why="Lần nữa")


@pytest.mark.parametrize("day", [dt.date(2026, 11, 11), dt.date(2025, 12, 31)])
def test_it_is_not_sent_tomorrow_nor_before_its_year(report, officer, day):
    with pytest.raises(ValidationError, match="01/01/2026"):
        send_year(report, by=officer, at=AT, sent_on=day)


def test_nothing_to_report_is_said_by_a_tick_and_only_where_there_is_nothing(report, other_province, officer):
    empty = save_year(AgreementYear(unit=other_province, year=2026), by=None)
    with pytest.raises(ValidationError, match="không phát sinh"):
        send_year(empty, by=None, at=AT, sent_on=ON)
    assert send_year(empty, by=None, at=AT, sent_on=ON, nothing=True).sent_on == ON
    AgreementYear.objects.filter(pk=report.pk).update(assessment="")
    with pytest.raises(ValidationError, match="không phát sinh"):
        send_year(report, by=officer, at=AT, sent_on=ON, nothing=True)


def test_another_unit_sends_nothing(report, other_officer):
    with pytest.raises(PermissionDenied):
        send_year(report, by=other_officer, at=AT, sent_on=ON)


def test_late_is_what_was_sent_after_15_november(report):
    AgreementYear.objects.filter(pk=report.pk).update(sent_on=dt.date(2026, 11, 18))
    cell = sent_cell(AgreementYear.objects.with_due().get())
    assert (cell.small, cell.tone) == ("quá hạn 3 ngày", "wait")
    AgreementYear.objects.filter(pk=report.pk).update(sent_on=dt.date(2026, 11, 15))
    assert sent_cell(AgreementYear.objects.with_due().get()).tone == "ok"


@pytest.mark.parametrize("year", [2024, 2026, 2028])
def test_the_due_day_of_the_list_is_that_of_the_rule(report, year):
    AgreementYear.objects.filter(pk=report.pk).update(year=year)
    assert AgreementYear.objects.with_due().get().due_on == yearly_due(year) == dt.date(year, 11, 15)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2026-10-15", None),  # 31 days before
        ("2026-10-16", "agreements/year_due"),
        ("2026-11-08", "agreements/year_due"),
        ("2026-11-15", "agreements/year_due"),
        ("2026-11-16", "agreements/year_overdue"),
        ("2028-10-16", "agreements/year_due"),  # a leap year counts the same
    ],
)
def test_units_are_reminded_thirty_and_seven_days_before_and_once_it_is_overdue(province, officer, day, kind):
    on = dt.date.fromisoformat(day)
    sent = remind_of_years(on=on)
    assert sent == (1 if kind else 0)
    assert remind_of_years(on=on) == 0
    assert list(Notice.objects.values_list("kind", flat=True)) == ([kind] if kind else [])


def test_who_has_sent_is_not_reminded(report, officer):
    assert [unit.pk for unit in units_missing(2026, on=ON)] == [report.unit_id]
    send_year(report, by=officer, at=AT, sent_on=ON)
    assert units_missing(2026, on=ON) == []
    assert remind_of_years(on=dt.date(2026, 11, 20)) == 0


# -- pages and papers --


@pytest.fixture
def by_officer(client, officer):
    client.force_login(officer)
    return client


def url(name, *args):
    return reverse(f"agreements:agreementyear-{name}", args=args)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_page_shows_both_annexes_and_the_rule(by_officer, report):
    page = text(by_officer.get(report.get_absolute_url()))
    for said in (
        "Ký năm nay",
        "Sẽ ký",
        "15/11/2026",
        "R8: 15/11 (Luật Thỏa thuận quốc tế 70/2020/QH14, Điều 42, 46)",
    ):
        assert said in page, said


def test_each_cell_of_an_annex_says_its_heading_on_a_telephone(by_officer, report):
    page = text(by_officer.get(report.get_absolute_url()))
    assert '<td data-label="Tên thỏa thuận">Ký năm nay</td>' in page
    assert '<td data-label="Thời điểm">Quý II năm 2027</td>' in page


def test_it_is_sent_and_taken_back_on_its_pages(by_officer, report):
    AgreementYear.objects.filter(pk=report.pk).update(year=2025)
    by_officer.post(url("send", report.pk), {"sent_on": "10/11/2025", "number": "15/BC-LĐLĐ"})
    report.refresh_from_db()
    assert (report.sent_on, report.number) == (dt.date(2025, 11, 10), "15/BC-LĐLĐ")
    by_officer.post(url("take-back", report.pk), {"why": "Thiếu"})
    report.refresh_from_db()
    assert report.sent_on is None
    assert by_officer.post(url("send", report.pk), {"sent_on": "10/11/2019"}).status_code == 422


def test_the_workbook_holds_both_annexes(by_officer, report):
    book = openpyxl.load_workbook(io.BytesIO(by_officer.get(url("annexes", report.pk)).content))
    assert book.sheetnames == ["PL IV", "PL IV-b"]
    cells = [cell.value for row in book["PL IV"].iter_rows() for cell in row]
    assert "Ký năm nay" in cells


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_the_paper_bears_both_annexes(report, format):
    paper = begin(report, find("agreements.agreementyear", "agreement-year"), by=None, on=ON)
    assert "kế hoạch năm 2027" in paper.summary
    assert [annex["title"] for annex in paper.content["annexes"]] == [
        "Ký kết và thực hiện thỏa thuận quốc tế", "Dự kiến ký kết thỏa thuận quốc tế năm sau",
    ]  # fmt: skip
    assert len(drawn(paper, format)) > 5000


def test_the_paper_is_drafted_from_its_page(by_officer, report):
    assert "Báo cáo năm" in text(by_officer.get(url("papers", report.pk)))
    assert by_officer.post(url("begin", report.pk), {"kind": "agreement-year", "part": ""}).status_code == 302

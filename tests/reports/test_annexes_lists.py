"""Annexes V, VII, VIII, IX and X: their rows in the report of a unit, in the consolidated one, and printed."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.people.models import LanguageSkill
from reports import reference
from reports.demo.sheet import RECORDS_OF, Sheet
from reports.figures.annexes import OF_UNITS, ROWS
from reports.figures.consolidated import assemble
from reports.figures.gather import gather, window_of
from reports.figures.layouts import ANNEXES
from reports.models import ReportType
from reports.printing.annex_lists import PRINTED, consolidated_lists
from reports.printing.papers import unit_paper
from reports.services.cycles import open_subject
from reports.services.submission import accepted_versions
from tests.factories.activities import activity
from tests.factories.agreements import agreement, partner
from tests.factories.delegations import delegation, event
from tests.factories.partners_standing import body, candidacy, initiative, membership, obligation, position
from tests.factories.people import officer_of
from tests.factories.plans import approved_line
from tests.factories.reports import accepted, cycle, report_of

pytestmark = pytest.mark.django_db
AT = timezone.make_aware(dt.datetime(2026, 12, 1, 9))
ON = dt.date(2026, 12, 20)


@pytest.fixture
def wftu():
    return body()


@pytest.fixture
def known(province, other_province, wftu):
    """One of each kind in the half-year that ends on 14/06/2026, and one of the year before."""
    event(
        province, "Hội thảo tiền lương", partners=[wftu], starts_on="2026-03-01", our_role="host", level="department",
        participants_vn=30, participants_foreign=12, countries_written="Lào", initiative="Đề xuất mạng lưới", notes="Kèm kỷ yếu",
    )  # fmt: skip
    event(province, "Hội thảo năm trước", starts_on="2025-03-01")
    activity(
        province, "Bản tin số 2", media_kind="bulletin", language="Việt, Anh", channel_kind="bulletin",
        audience_kind="foreign_unions", starts_on="2026-04-01", quantity=500, topic="Đoàn kết",
    )  # fmt: skip
    activity(province, "Lớp tiếng Lào", kind="training", starts_on="2026-05-01", participants=20, funding_source="Tài chính công đoàn")  # fmt: skip
    membership(province, wftu, starts_on="2020", notes="")
    initiative(province, wftu, starts_on="2026-03-01", forum="Phiên họp 2026")
    obligation(province, wftu, amount="2000", currency="EUR", amount_paid="2000", done_on=dt.date(2026, 2, 3))
    obligation(province, wftu, "Báo cáo thành viên", kind="member_report", year=2026)
    held = position(
        province, wftu, starts_on="2022", ends_on="2027", holder_post="Chủ tịch", successors="01 nguồn"
    )
    candidacy(province, wftu, replaces=held, election_on="2026-06")
    officer = officer_of(province, is_full_time=True, specialisation="Quan hệ quốc tế")
    LanguageSkill.objects.create(person_id=officer.pk, language="lo", level="B2")


def rows(report, code) -> list:
    return [row["cells"] for row in gather(report)["annexes"][code]]


def test_conferences_with_all_columns(province, known):
    (cells,) = rows(report_of(province, cycle()), "V")
    assert cells[0] == "Hội thảo tiền lương"
    assert cells[5] == "30/12; Lào"
    assert cells[-2:] == ["Đề xuất mạng lưới", "Kèm kỷ yếu"]


def test_external_information_with_all_columns(province, known):
    (cells,) = rows(report_of(province, cycle()), "VII")
    assert cells[1:4] == ["Bản tin số 2", "Việt, Anh", "bản tin, tờ rơi"]
    assert cells[5:8] == ["01/04/2026", 500, "Đoàn kết"]


def test_bodies_with_our_part_dues_and_reports(province, known):
    (cells,) = rows(report_of(province, cycle()), "VIII")
    assert cells[:3] == ["Liên hiệp Công đoàn Thế giới", "Thành viên", "Hội thảo tiền lương"]
    assert cells[4] == "Sáng kiến về chuyển dịch công bằng, Phiên họp 2026"
    assert cells[5:8] == ["2026: 2.000 EUR", "2026: 2.000 EUR", "2026: 03/02/2026"]
    assert cells[8] == "Báo cáo thành viên: chưa gửi"


def test_a_body_in_whose_work_a_unit_took_part_has_its_row_without_membership(province, other_province):
    ituc = body("Tổng Liên đoàn Công đoàn quốc tế", "ITUC")
    event(province, "Hội nghị việc làm bền vững", partners=[ituc], starts_on="2026-03-02", level="thematic")
    event(
        province, "Trao đổi", partners=[partner()], starts_on="2026-03-03"
    )  # of one country: annexes II, III, V
    found = cycle()
    (cells,) = rows(report_of(province, found), "VIII")
    assert cells[:3] == ["Tổng Liên đoàn Công đoàn quốc tế", "", "Hội nghị việc làm bền vững"]
    assert rows(report_of(other_province, found), "VIII") == []


def test_seats_with_who_is_to_follow(province, known):
    (cells,) = rows(report_of(province, cycle()), "IX")
    assert cells[:4] == [
        "Phó Chủ tịch",
        "Liên hiệp Công đoàn Thế giới",
        "Chủ tịch, LĐLĐ tỉnh Lào Cai",
        "2022 – 2027",
    ]
    assert cells[5:7] == ["đang xem xét", "01 nguồn"]
    (before,) = rows(report_of(province, cycle("2025-H2")), "IX")
    assert before[5] == ""  # the election of 2026 says nothing of 2025


def test_officers_are_counted_never_named(province, known):
    (cells,) = rows(report_of(province, cycle()), "X")
    assert cells[1:] == [
        "1 chuyên trách / 0 kiêm nhiệm", "Quan hệ quốc tế", "Tiếng Lào B2", "1 lớp, 20 lượt người", "Tài chính công đoàn",
    ]  # fmt: skip
    assert "Cán bộ đối ngoại" not in str(cells)


def test_trips_have_their_notes(province):
    delegation(province, "Thăm Viêng Chăn", starts_on="2026-03-01", notes="Đã hoãn một lần")
    delegation(
        province, "Đón đoàn Lào", direction="incoming", starts_on="2026-03-01", notes="Cùng Sở Ngoại vụ"
    )
    report = report_of(province, cycle())
    assert rows(report, "II")[0][-1] == "Đã hoãn một lần"
    assert rows(report, "III")[0][-1] == "Cùng Sở Ngoại vụ"


def test_another_unit_has_none_of_it(province, other_province, known):
    found = gather(report_of(other_province, cycle()))["annexes"]
    assert {code: found[code] for code in ("V", "VII", "VIII", "IX", "X")} == dict.fromkeys(
        ("V", "VII", "VIII", "IX", "X"), []
    )


def test_every_annex_is_read_printed_and_offered():
    assert set(PRINTED) == set(ANNEXES) == {*ROWS, "IV-b", "XI"}
    assert set(RECORDS_OF) | set(OF_UNITS) == set(ROWS)


def test_the_papers_print_them_with_as_many_cells_as_columns(province, other_province, known, centre):
    found = cycle()
    accepted(province, nothing=False, I="Đã thực hiện.")
    report = report_of(province, found)
    printed = {annex.number: annex for annex in unit_paper(report, gather(report)).annexes}
    assert {"I", "V", "VII", "VIII", "IX", "X"} <= set(printed)
    content = assemble(found, accepted_versions(found), on=ON)
    whole = {annex.number: annex for annex in consolidated_lists(content["annexes"])}
    assert list(whole) == ["II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
    assert [row[1] for row in whole["IX"].rows] == ["LĐLĐ tỉnh Lào Cai"]
    for annex in (*printed.values(), *whole.values()):
        assert {len(row) for row in annex.rows} <= {len(annex.columns)}, annex.number


def test_a_type_without_annexes_and_figures_has_none(province, known):
    reference.load()
    days = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 5, 31), "due_on": dt.date(2026, 6, 20)}
    found = open_subject(ReportType.objects.get(code="dot-xuat"), title="Bão số 3", by=None, at=AT, **days)
    report = report_of(province, found)
    content = gather(report)
    assert not any(content["annexes"].values())
    assert unit_paper(report, content).annexes == []


def test_the_demonstration_reads_once_what_each_report_reads(province, other_province, known):
    found = cycle()
    for unit in (province, other_province):
        report = report_of(unit, found)
        assert gather(report, registers=Sheet())["annexes"] == gather(report)["annexes"]


def test_the_demonstration_reads_the_plans_of_a_year_once(
    province, other_province, django_assert_num_queries
):
    for unit in (province, other_province):
        approved_line(unit, f"Thăm của {unit}", year=2026)
        delegation(unit, "Phát sinh", starts_on="06/2026", planned="unplanned", unplanned_reason="Bạn mời")
        agreement(unit, "Sắp ký", is_planned=True)
    sheet, found = Sheet(), cycle("2026", at=AT)
    for unit in (province, other_province):
        content = gather(report_of(unit, found))["annexes"]
        assert len(content["XI"]) == 2
        assert len(content["IV-b"]) == 1
        assert gather(report_of(unit, found), registers=sheet)["annexes"] == content
    report = report_of(province, found)
    window = window_of(report)
    with django_assert_num_queries(0):
        assert len(sheet.of_the_year(found, window)["XI"]) == 2


def test_more_rows_cost_no_more_queries(province, wftu, known):
    report = report_of(province, cycle())
    few = asked(report)
    for number in range(4):
        other = body(f"Tổ chức {number}", f"TC{number}")
        event(province, f"Hội thảo {number}", partners=[other], starts_on="2026-03-02")
        membership(province, other, starts_on="2020")
        candidacy(province, other, f"Ghế {number}")
        officer_of(province, f"Cán bộ {number}")
    assert asked(report) == few


def asked(report) -> int:
    window = window_of(report)
    with CaptureQueriesContext(connection) as found:
        for code in ("V", "VII", "VIII", "IX", "X"):
            ROWS[code](window)
    return len(found)

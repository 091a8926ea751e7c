"""The briefing sheet: two pages, the reader's clearance, the words of the records."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from partners.models import (
    Assessment,
    AssessmentRuling,
    Contact,
    ContactPost,
    Course,
    NextStep,
    Occasion,
    OccasionKind,
    RelationshipLevel,
)
from partners.printing.briefing import print_briefing
from portal.records.services import save_record
from portal.rendering.registry import PrintingError, print_document
from portal.text import PartialDate
from tests.factories.accounts import holder
from tests.factories.agreements import agreement, partner
from tests.factories.delegations import delegation

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
TRUST = "tin cậy 4/5"


@pytest.fixture
def union():
    union = partner("Liên hiệp Công đoàn Lào", "LFTU", "LA")
    union.relationship_level, union.name_own = RelationshipLevel.SPECIAL, "ສະຫະພັນກຳມະບານລາວ"
    union.save()
    return union


@pytest.fixture
def rated(union):
    """A rating, and the recorded decision without which nobody reads it."""
    AssessmentRuling.objects.create(
        number="12/QĐ-BĐN", decided_on=TODAY, decided_by_post="Trưởng ban", valid_from=dt.date(2026, 1, 1)
    )
    return Assessment.objects.create(
        partner=union, assessed_on=TODAY, trust=4, atmosphere=3, risk=2, course=Course.DEEPEN
    )


def words(union, user, format="pdf") -> str:
    printed = print_briefing(union, user, on=TODAY, format=format)
    if format == "docx":
        document = Document(io.BytesIO(printed.content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(printed.content)).pages)


def step(union, unit, text, whose="ours", **values):
    record = NextStep(partner=union, unit=unit, text=text, whose=whose, **values)
    return save_record(record, by=None)


def fill(union, unit):
    """More of everything than two pages could hold."""
    for number in range(12):
        post = f"Trưởng ban số {number}"
        person = Contact(partner=union, unit=unit, name=f"Người giữ chức {number}", languages="tiếng Lào")
        save_record(person, by=None)
        ContactPost.objects.create(contact=person, partner=union, title=post)
        delegation(
            unit, partners=[union], title=f"Đoàn số {number} " + "thăm và làm việc tại Viêng Chăn " * 9
        )
        agreement(
            unit,
            partners=[union],
            title=f"Thỏa thuận hợp tác số {number} " + "giữa hai tổ chức công đoàn " * 9,
        )
        step(union, unit, f"Việc hứa số {number} " + "về trao đổi cán bộ và đào tạo " * 9, "theirs")
        step(union, unit, f"Việc ta hứa số {number} " + "về trao đổi cán bộ và đào tạo " * 9)


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_the_sheet_names_the_partner_in_every_script(union, international_department, format):
    head = holder("department_head", international_department)
    said = words(union, head, format)
    for expected in ("PHIẾU TÓM TẮT ĐỐI TÁC", "Liên hiệp Công đoàn Lào", "ສະຫະພັນກຳມະບານລາວ", "LFTU"):
        assert expected in said


def test_what_is_promised_and_overdue_is_said(union, international_department):
    head = holder("department_head", international_department)
    step(union, international_department, "Gửi chương trình đào tạo", due_on=dt.date(2026, 11, 1))
    step(union, international_department, "Cử giảng viên", "theirs", kept_on=dt.date(2026, 10, 1))
    said = words(union, head)
    assert "Ta hứa: Gửi chương trình đào tạo" in said
    assert "hạn 01/11/2026, quá hạn" in said
    assert "Cử giảng viên" not in said


def test_a_partner_with_more_than_enough_fits_two_pages(union, international_department):
    head = holder("department_head", international_department)
    fill(union, international_department)
    printed = print_briefing(union, head, on=TODAY, format="pdf")
    assert len(PdfReader(io.BytesIO(printed.content)).pages) == 2


def test_a_unit_reads_its_own_and_no_rating(union, rated, province, officer, other_province):
    step(union, other_province, "Việc của tỉnh khác")
    step(union, province, "Việc của tỉnh nhà")
    said = words(union, officer)
    assert "Việc của tỉnh nhà" in said
    assert "Việc của tỉnh khác" not in said
    assert TRUST not in said
    assert "Đánh giá" not in said


@pytest.mark.parametrize(
    ("role", "is_read"), [("department_head", True), ("presidium", True), ("inspector", False)]
)
def test_ratings_go_by_clearance(union, rated, centre, international_department, role, is_read):
    reader = holder(role, international_department if role == "department_head" else centre)
    assert (TRUST in words(union, reader)) is is_read


def test_without_a_decision_in_force_nobody_reads_a_rating(union, rated, international_department):
    AssessmentRuling.objects.update(valid_to=dt.date(2026, 2, 1))
    assert TRUST not in words(union, holder("department_head", international_department))


def test_days_ahead_stand_on_the_sheet(union, international_department):
    soon = TODAY + dt.timedelta(days=10)
    day = Occasion(
        partner=union, kind=OccasionKind.FOUNDING_DAY, title="Ngày thành lập", day=soon.day, month=soon.month
    )
    save_record(day, by=None)
    said = words(union, holder("department_head", international_department))
    assert "Ngày thành lập" in said
    assert f"{soon:%d/%m/%Y}, chưa có thư" in said


def test_an_acronym_that_two_bear_names_no_partner(union, international_department):
    head = holder("department_head", international_department)
    assert print_document("briefing", "lftu", user=head, format="pdf").filename == "phieu-tom-tat-lftu.pdf"
    partner("Liên đoàn khác", "LFTU", "TH")
    with pytest.raises(PrintingError):
        print_document("briefing", "LFTU", user=head, format="pdf")


def test_todays_meeting_on_the_leaders_page_leads_to_the_sheet(client, union, centre, province):
    today = PartialDate.parse(timezone.localdate().isoformat())
    delegation(province, partners=[union], starts_on=today, ends_on=today, state="planned")
    client.force_login(holder("presidium", centre))
    page = client.get(reverse("dashboard:home"))
    assert reverse("partners:briefing", args=[union.pk]) in page.content.decode()

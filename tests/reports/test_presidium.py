"""The issued paper before the Presidium: put, decided in the portal or by hand, sent back and put again."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry, Verb
from portal.documents.refusal import RefusedFileError
from portal.notifications.models import Notice
from portal.people.services import enter_person, take_post
from reports.models import Consolidation, Outcome, PresidiumDecision
from reports.services.presidium import decide, put_to_presidium, record_handwritten
from tests.factories.accounts import holder
from tests.factories.reports import TOO_LATE, issued_paper
from tests.portal.documents.files import EXE, PDF, docx

from .papers import OUTWARD, page_of

pytestmark = pytest.mark.django_db
LATER = TOO_LATE + dt.timedelta(days=3)
VICE = "Phó Chủ tịch Tổng Liên đoàn"


def scan(content: bytes = PDF, name: str = "but-phe.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def handwriting(**changes) -> dict:
    given = {
        "outcome": Outcome.AGREED_WITH_REMARKS, "remark": "Đồng ý. Bổ sung số liệu ASEAN.", "no_state_secret": True,
        "written_on": TOO_LATE.date(), "in_name_of": VICE, "scan": scan(),
    }  # fmt: skip
    return given | changes


def test_the_head_puts_the_issued_version_and_all_concerned_are_told(
    client, paper, department_head, presidium, central_secretary, officer
):
    client.force_login(department_head)
    page = client.post(page_of(paper, "put"), follow=True).text
    put = PresidiumDecision.objects.get()
    assert (put.consolidation, put.sha256, put.put_by, put.outcome) == (
        paper,
        paper.sha256,
        department_head,
        "",
    )
    assert "Chờ ý kiến Đoàn Chủ tịch" in page
    assert Entry.objects.get(verb=Verb.PUT).details["sha256"] == paper.sha256
    told = set(Notice.objects.filter(kind="reports/put").values_list("recipient", flat=True))
    assert told == {presidium.pk, central_secretary.pk}


def test_only_the_head_puts_and_units_know_nothing_of_it(
    client, paper, department_officer, presidium, officer, secretary
):
    for user, status in ((department_officer, 403), (presidium, 403), (officer, 404), (secretary, 404)):
        client.force_login(user)
        assert client.post(page_of(paper, "put")).status_code == status, user
    assert not PresidiumDecision.objects.exists()


def test_a_draft_and_paper_b_are_not_put(found, department_head):
    draft = Consolidation.objects.create(cycle=found, paper="to_presidium")
    with pytest.raises(ValidationError, match="bản dự thảo"):
        put_to_presidium(draft, by=department_head, at=TOO_LATE)
    with pytest.raises(ValidationError, match="trình Đoàn Chủ tịch"):
        put_to_presidium(issued_paper(found, paper=OUTWARD), by=department_head, at=TOO_LATE)


def test_a_version_is_put_once_and_one_at_a_time(client, found, paper, put, department_head):
    client.force_login(department_head)
    again = client.post(page_of(paper, "put"), follow=True)  # a page left open
    assert "đã trình Đoàn Chủ tịch ngày 19/06/2026" in again.text
    newer = issued_paper(found, at=LATER)
    with pytest.raises(ValidationError, match="còn chờ ý kiến"):
        put_to_presidium(newer, by=department_head, at=LATER)
    assert page_of(newer, "put") not in client.get(page_of(newer)).text


def test_the_presidium_reads_and_decides_in_the_portal(
    client, centre, paper, put, presidium, department_head
):
    person = enter_person(name="Lãnh đạo", user=presidium, by=None)
    take_post(person, unit=centre, title=VICE, on=dt.date(2024, 1, 1), by=None)
    client.force_login(presidium)
    assert page_of(paper, "decide") in client.get(page_of(paper)).text
    page = client.get(page_of(paper, "decide")).text
    assert "1/2 đơn vị đã báo cáo · Đoàn ra: 1 · Đoàn vào: 0" in page
    assert paper.sha256 in page
    client.post(page_of(paper, "decide"), {"outcome": "agreed_with_remarks", "remark": "Làm rõ kinh phí."})
    put.refresh_from_db()
    assert (put.outcome, put.way, put.in_name_of, put.recorded_by) == (
        "agreed_with_remarks", "portal", VICE, presidium,
    )  # fmt: skip
    assert Entry.objects.get(verb=Verb.DECIDED).details["in_name_of"] == VICE
    assert Notice.objects.filter(kind="reports/decided", recipient=department_head).exists()
    for address in (page_of(paper), put.consolidation.cycle.get_absolute_url()):
        page = client.get(address).text
        assert "Đồng ý, có ý kiến" in page
        assert "Làm rõ kinh phí." in page
        assert VICE in page


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"outcome": "sent_back", "remark": " "}, "cần một câu nêu rõ (Trả lại)"),
        ({"outcome": "agreed_with_remarks"}, "cần một câu nêu rõ (Đồng ý, có ý kiến)"),
        ({"outcome": "agreed", "remark": "Nhưng sửa."}, "cần chọn “Đồng ý, có ý kiến”"),
        ({"outcome": "sent_back", "remark": "Tài liệu TỐI MẬT"}, "TỐI MẬT"),
        ({}, "Ý kiến"),
    ],
)
def test_a_decision_that_says_too_little_is_refused_at_its_field(
    client, paper, put, presidium, given, sentence
):
    client.force_login(presidium)
    page = client.post(page_of(paper, "decide"), given)
    assert page.status_code == 422
    assert sentence in page.text
    assert PresidiumDecision.objects.waiting().exists()


def test_of_two_who_decide_the_second_reads_the_firsts_decision(client, centre, paper, put, presidium):
    other = holder("presidium", centre, username="lanhdao2")
    decide(paper, outcome=Outcome.AGREED, by=other, at=LATER)
    client.force_login(presidium)
    page = client.post(page_of(paper, "decide"), {"outcome": "sent_back", "remark": "Xem lại."})
    assert page.status_code == 422
    assert "Đã có ý kiến: “Đồng ý”, đứng tên Đoàn Chủ tịch Tổng Liên đoàn" in page.text
    put.refresh_from_db()
    assert (put.outcome, put.recorded_by) == ("agreed", other)
    assert client.get(page_of(paper, "decide")).status_code == 302


def test_what_was_not_put_is_not_decided(client, found, paper, presidium):
    with pytest.raises(ValidationError, match="chưa trình"):
        decide(paper, outcome=Outcome.AGREED, by=presidium, at=LATER)
    draft = Consolidation.objects.create(cycle=found, paper="to_presidium")
    client.force_login(presidium)
    assert client.post(page_of(draft, "decide"), {"outcome": "agreed"}).status_code == 404


def test_who_does_not_sit_on_the_presidium_decides_nothing(
    client, paper, put, department_head, central_secretary, officer, secretary
):
    for user, status in ((department_head, 403), (central_secretary, 403), (officer, 404), (secretary, 404)):
        client.force_login(user)
        assert client.post(page_of(paper, "decide"), {"outcome": "agreed"}).status_code == status, user
    with pytest.raises(PermissionDenied):
        record_handwritten(paper, **handwriting(), by=secretary, at=LATER)  # of a province's leader
    assert PresidiumDecision.objects.waiting().exists()


def test_the_secretary_records_the_handwriting_with_its_scan_in_the_leaders_name(
    client, paper, put, central_secretary, department_head
):
    client.force_login(central_secretary)
    assert page_of(paper, "handwritten") in client.get(page_of(paper)).text
    given = handwriting(written_on=f"{timezone.localdate():%d/%m/%Y}", no_state_secret="on")
    assert client.post(page_of(paper, "handwritten"), given).status_code == 302
    put.refresh_from_db()
    assert (put.way, put.in_name_of, put.recorded_by) == ("handwritten", VICE, central_secretary)
    assert put.remark == "Đồng ý. Bổ sung số liệu ASEAN."
    page = client.get(page_of(paper)).text
    assert f"Bút phê của {VICE}" in page
    assert str(central_secretary) in page
    assert put.scan.get_absolute_url() in page
    assert b"".join(client.get(put.scan.get_absolute_url()).streaming_content) == PDF
    assert Notice.objects.filter(kind="reports/decided", recipient=department_head).exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"scan": ""}, "Bản quét trang có bút phê"),
        ({"scan": scan(EXE)}, "but-phe.pdf"),
        ({"scan": scan(docx("Đồng ý"), "but-phe.docx")}, "but-phe.docx"),
        ({"scan": scan(name="TUYỆT MẬT.pdf")}, "TUYỆT MẬT"),
        ({"no_state_secret": ""}, "bí mật nhà nước"),
        ({"remark": ""}, "Nội dung bút phê"),
        ({"in_name_of": " "}, "Đứng tên"),
        ({"written_on": "01/01/2026"}, "cần từ 19/06/2026 (ngày ban hành)"),
        ({"written_on": "01/01/2199"}, "tìm thấy 01/01/2199"),
    ],
)
def test_without_its_parts_the_handwriting_is_refused(
    client, paper, put, central_secretary, changes, sentence
):
    client.force_login(central_secretary)
    given = handwriting(written_on="20/06/2026", no_state_secret="on") | changes
    page = client.post(page_of(paper, "handwritten"), given)
    assert page.status_code == 422
    assert sentence in page.text
    put.refresh_from_db()
    assert put.is_waiting
    assert put.scan is None


def test_a_stamp_of_secrecy_in_the_scan_is_refused(paper, put, central_secretary):
    stamped = scan(PDF, "MẬT - but phe.pdf")
    with pytest.raises(RefusedFileError):
        record_handwritten(paper, **handwriting(scan=stamped), by=central_secretary, at=LATER)
    assert PresidiumDecision.objects.get().is_waiting


def test_sent_back_a_new_version_is_put_again_and_the_former_decision_stays(
    client, found, paper, put, presidium, department_head
):
    decide(paper, outcome=Outcome.SENT_BACK, remark="Thiếu phần đa phương.", by=presidium, at=LATER)
    client.force_login(department_head)
    assert "Thiếu phần đa phương." in client.get(reverse("dashboard:home")).text
    with pytest.raises(ValidationError, match="đã trình"):
        put_to_presidium(paper, by=department_head, at=LATER)
    newer = issued_paper(found, at=LATER)
    assert page_of(newer, "put") in client.get(page_of(newer)).text
    put_to_presidium(newer, by=department_head, at=LATER)
    decide(newer, outcome=Outcome.AGREED, by=presidium, at=LATER)
    for address in (page_of(newer), reverse("reports:consolidations", args=[found.code])):
        page = client.get(address).text
        assert "Thiếu phần đa phương." in page
        assert "Đồng ý" in page


def test_postgresql_refuses_to_change_what_is_decided(paper, put, presidium):
    decide(paper, outcome=Outcome.AGREED, by=presidium, at=LATER)
    rows = PresidiumDecision.objects.all()
    for change in ({"outcome": "sent_back", "remark": "x"}, {"sha256": "0" * 64}, {"in_name_of": "Khác"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()


def test_paper_b_before_the_presidium_agreed_carries_a_warning(
    unprinted, client, found, paper, put, presidium, department_officer
):
    early = "Đoàn Chủ tịch chưa đồng ý với báo cáo A"
    client.force_login(department_officer)
    address = reverse("reports:build", args=[found.code])
    assert early in client.post(address, {"paper": "gui-ra-ngoai"}, follow=True).text
    assert early not in client.get(page_of(paper)).text
    decide(paper, outcome=Outcome.AGREED, by=presidium, at=LATER)
    assert early not in client.post(address, {"paper": "gui-ra-ngoai"}, follow=True).text

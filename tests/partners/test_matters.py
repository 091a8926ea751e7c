"""Matters that arose: entered without secrets, reported upward once, printed, listed for department and leaders."""

import datetime as dt
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from docx import Document as Word

from partners.models import Matter
from partners.printing.matters import matter_paper
from partners.services.matters import report_matter
from portal.audit.models import Entry, Verb
from portal.notifications.models import Letter, Notice
from portal.records.services import archive_record
from portal.rendering.registry import PrintingError, print_document
from tests.factories.accounts import holder
from tests.factories.agreements import partner
from tests.factories.partners_interactions import matter

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 15, 8, 30, tzinfo=dt.UTC)


@pytest.fixture
def laos():
    return partner()


def told() -> set[str]:
    return set(Notice.objects.filter(kind="partners/matter").values_list("recipient__username", flat=True))


def test_reporting_tells_the_department_and_leaves_a_trace(province, officer, laos):
    head, clerk_of_the_department = holder("department_head"), holder("department_officer")
    holder("presidium")
    found = report_matter(matter(province, partner=laos), by=officer, at=AT)
    assert (found.reported_at, found.revision) == (AT, 2)
    assert told() == {head.username, clerk_of_the_department.username}
    entry = Entry.objects.about(found).latest("pk")
    assert (entry.verb, entry.actor_id) == (Verb.SUBMITTED, officer.pk)


def test_a_matter_of_the_centre_goes_to_the_leaders(centre):
    head, leader = holder("department_head"), holder("presidium")
    report_matter(matter(centre), by=head, at=AT)
    assert told() == {leader.username}


def test_the_letter_says_nothing_of_the_content(province, officer):
    holder("department_head")
    report_matter(
        matter(province, summary="Diễn biến cụ thể", response="Cách xử lý cụ thể"), by=officer, at=AT
    )
    letter = Letter.objects.get()
    assert "cụ thể" not in letter.subject + letter.text + letter.html


def test_a_second_tap_says_when_it_was_reported(province, officer):
    holder("department_head")
    found = report_matter(matter(province), by=officer, at=AT)
    with pytest.raises(ValidationError, match="15:30 15/11/2026"):
        report_matter(found, by=officer, at=AT + dt.timedelta(hours=1))
    found.refresh_from_db()
    assert found.reported_at == AT
    assert Notice.objects.count() == 1


def test_a_leader_of_the_unit_may_report_and_another_unit_may_not(province, leader, other_officer, secretary):
    found = matter(province)
    for user in (other_officer, secretary):
        with pytest.raises(PermissionDenied):
            report_matter(found, by=user, at=AT)
    assert report_matter(found, by=leader, at=AT).reported_at == AT


def test_an_archived_matter_is_not_reported(province, officer):
    found = matter(province)
    archive_record(found, by=officer)
    with pytest.raises(ValidationError):
        report_matter(found, by=officer, at=AT)


@pytest.mark.parametrize("field", ["title", "summary", "handler", "response", "result"])
def test_a_mark_of_secrecy_is_refused_however_it_comes_in(province, officer, field):
    with pytest.raises(ValidationError) as refused:
        matter(province, **{field: "Tài liệu TUYỆT MẬT"})
    assert list(refused.value.error_dict) == [field]
    found = matter(province)
    Matter.objects.filter(pk=found.pk).update(**{field: "Tài liệu TUYỆT MẬT"})
    with pytest.raises(ValidationError):
        report_matter(found, by=officer, at=AT)


def test_what_is_settled_says_how(province):
    with pytest.raises(ValidationError) as refused:
        matter(province, state="closed")
    assert "Kết quả: chưa ghi gì" in refused.value.message_dict["result"][0]
    assert matter(province, state="closed", result="Đã ổn").pk not in Matter.objects.open().values("pk")


def test_a_matter_with_a_partner_is_a_contact_and_one_without_is_none(province, laos):
    matter(province)
    found = matter(province, "Với đối tác", partner=laos)
    assert laos.touches.get().record_id == found.pk


def test_the_button_reports_and_the_page_says_so(client, province, officer, laos):
    holder("department_head")
    found = matter(province, partner=laos)
    client.force_login(officer)
    address = reverse("partners:matter-report", args=[found.pk])
    assert f'"{address}"' in client.get(found.get_absolute_url()).content.decode()
    page = client.post(address, follow=True).content.decode()
    found.refresh_from_db()
    assert found.reported_at is not None
    assert f'"{address}"' not in page
    assert f"{timezone.localtime(found.reported_at):%d/%m/%Y}" in page
    assert "Vấn đề này đã được báo cáo" in client.post(address, follow=True).content.decode()


def test_the_paper_stands_under_the_header_of_the_unit(province, officer, laos):
    province.superior_line, province.header_line = "Tổng Liên đoàn Lao động Việt Nam", "LĐLĐ tỉnh Lào Cai"
    province.symbol, province.place = "BC-LĐLĐ", "Lào Cai"
    province.signature_authority, province.signature_title = "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"
    province.save()
    found = matter(
        province, partner=laos, summary="Bạn báo hoãn.\nChưa rõ lý do.", response="Đã trao đổi lại."
    )
    paper = matter_paper(found)
    assert (paper.issuer, paper.symbol, paper.numbered_symbol.endswith("/BC-LĐLĐ")) == (
        "LĐLĐ tỉnh Lào Cai",
        "BC-LĐLĐ",
        True,
    )
    assert len(paper.addressees) == 2
    printed = print_document("matter-report", str(found.pk), user=officer, format="docx")
    document = Word(io.BytesIO(printed.content))
    text = "\n".join(p.text for p in document.paragraphs)
    for words in (
        "BÁO CÁO ĐỘT XUẤT",
        "Bạn báo hoãn.",
        "Chưa rõ lý do.",
        "Đã trao đổi lại.",
        laos.name_vi,
        "02/03/2026",
    ):
        assert words in text
    assert "TM. BAN THƯỜNG VỤ" in "\n".join(cell.text for table in document.tables for cell in table._cells)


def test_the_paper_prints_as_pdf_and_another_unit_cannot_print_it(client, province, officer, other_officer):
    found = matter(province)
    client.force_login(officer)
    answer = client.get(reverse("partners:matter-file", args=[found.pk, "pdf"]))
    assert answer.content[:5] == b"%PDF-"
    assert Entry.objects.about(found).filter(verb=Verb.PRINTED).count() == 1
    assert client.get(reverse("partners:matter-file", args=[found.pk, "xlsx"])).status_code == 404
    with pytest.raises(PrintingError):
        print_document("matter-report", str(found.pk), user=other_officer, format="pdf")


def test_the_department_finds_open_matters_on_its_home_page_and_leaders_among_what_they_watch(
    client, province, officer
):
    matter(province, "Đang xử lý việc này")
    matter(province, "Đã xong việc kia", state="closed", result="Ổn")
    for role, name in (("department_officer", "home"), ("presidium", "watch")):
        client.force_login(holder(role))
        page = client.get(reverse(f"dashboard:{name}")).content.decode()
        assert "Đang xử lý việc này" in page
        assert "Đã xong việc kia" not in page
    client.force_login(officer)
    assert "Vấn đề phát sinh đang xử lý" not in client.get(reverse("dashboard:home")).content.decode()


def test_another_units_matter_does_not_exist(client, province, other_officer, laos):
    found = matter(province, partner=laos)
    client.force_login(other_officer)
    assert client.get(found.get_absolute_url()).status_code == 404
    assert found.title not in client.get(laos.get_absolute_url()).content.decode()
    assert found.title not in client.get(reverse("partners:matter-list")).content.decode()

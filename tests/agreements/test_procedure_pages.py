"""The pages of a procedure in Vietnamese: its stages with rules and deadlines, opinions, signing, report, its list."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements.models import Procedure, ProcedureStage, StageCode
from tests.factories.procedures import (
    approved,
    ask,
    consented,
    drafted,
    load,
    opened,
    short_chain,
    signed,
    stage_of,
)
from tests.portal.documents.files import PDF

pytestmark = pytest.mark.django_db

CONSULT = StageCode.CONSULT


def url(name, *args):
    return reverse(f"agreements:{name}", args=args)


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def by_officer(client, officer):
    client.force_login(officer)
    return client


def today() -> dt.date:
    return timezone.localdate()


# -- opened from the agreement --


def test_an_agreement_of_the_register_shows_that_it_has_none_and_offers_one(by_officer, province):
    load()
    record = drafted(province)
    page = text(by_officer.get(url("agreement-procedure", record.pk)))
    assert "Mở thủ tục" in page
    answered = by_officer.post(url("procedure-open", record.pk), {"purpose": "sign"}, follow=True)
    assert "Lấy ý kiến cơ quan, tổ chức liên quan" in text(answered)
    assert Procedure.objects.get().created_by is not None


def test_only_what_the_agreement_can_come_to_is_offered(by_officer, province):
    load()
    before = text(by_officer.get(url("procedure-open", drafted(province).pk)))
    after = text(by_officer.get(url("procedure-open", signed(province).pk)))
    assert ('value="sign"' in before, 'value="extend"' in before) == (True, False)
    assert ('value="sign"' in after, 'value="extend"' in after) == (False, True)


def test_the_short_procedure_without_a_reason_is_refused_in_one_sentence(by_officer, province):
    load()
    record = drafted(province)
    page = by_officer.post(url("procedure-open", record.pk), {"purpose": "sign", "is_short": "on"})
    assert page.status_code == 422
    assert "rút gọn" in text(page)
    assert not Procedure.objects.exists()


# -- one procedure --


def test_the_page_shows_rule_source_and_the_day_that_asking_today_would_give(by_officer, province):
    page = text(by_officer.get(opened(province).get_absolute_url()))
    assert "R3-opinion: 7 ngày làm việc (Nghị định 64/2021/NĐ-CP, Điều 8)" in page
    assert "R3: 5 ngày làm việc" in page
    assert "Luật Thỏa thuận quốc tế 70/2020/QH14, Điều 27" in page


def test_the_tab_and_the_page_show_the_same_stages(by_officer, province):
    procedure = opened(province)
    tab = text(by_officer.get(url("agreement-procedure", procedure.agreement_id)))
    assert "R3-opinion: 7 ngày làm việc" in tab
    assert procedure.get_absolute_url() in tab


def test_bodies_are_asked_one_line_each_and_the_answer_is_written_down(by_officer, province):
    procedure = opened(province)
    row = stage_of(procedure, CONSULT)
    page = text(by_officer.get(url("opinions-ask", procedure.pk, row.pk)))
    assert "Cơ quan đối ngoại cấp tỉnh" in page
    given = {
        "bodies": "Sở Ngoại vụ\nSở Công Thương",
        "asked_on": f"{today():%d/%m/%Y}",
        "letter_number": "5/LĐLĐ",
    }
    by_officer.post(url("opinions-ask", procedure.pk, row.pk), given)
    first, second = procedure.opinions.order_by("pk")
    assert (first.body, second.body, first.letter_number) == ("Sở Ngoại vụ", "Sở Công Thương", "5/LĐLĐ")
    given = {"answer": "agrees", "answered_on": f"{today():%d/%m/%Y}", "answer_number": "77/SNgV"}
    by_officer.post(url("opinion-answer", procedure.pk, first.pk), given)
    by_officer.post(url("opinion-take-back", procedure.pk, second.pk))
    assert [row.answer_number for row in procedure.opinions.all()] == ["77/SNgV"]


def test_a_stage_of_another_level_is_not_asked(by_officer, province):
    procedure = opened(province)
    foreign = ProcedureStage.objects.get(code="consult", level="confederation")
    assert by_officer.get(url("opinions-ask", procedure.pk, foreign.pk)).status_code == 404


def test_silence_before_its_time_is_refused_with_the_day(by_officer, province):
    procedure = opened(province)
    opinion = ask(procedure, on=today())
    page = by_officer.post(url("opinion-answer", procedure.pk, opinion.pk), {"answer": "silent"})
    assert page.status_code == 422
    assert f"{opinion.due_on:%d/%m/%Y}" in text(page)


def test_submitting_says_everything_that_is_missing(by_officer, province):
    short_chain()
    page = by_officer.post(url("procedure-step", opened(province).pk, "submit"))
    assert page.status_code == 422
    for sentence in ("chưa hỏi cơ quan nào", "ý kiến bằng văn bản của cơ quan quản lý: chưa hỏi"):
        assert sentence in text(page)


def test_from_submission_to_the_report_on_the_pages(by_officer, client, province, leader):
    short_chain()
    procedure = consented(province)
    by_officer.post(url("procedure-step", procedure.pk, "submit"))
    procedure.refresh_from_db()
    assert procedure.state == "in_approval"
    page = text(by_officer.get(procedure.get_absolute_url()))
    assert "Quy trình thử" in page


def test_the_signing_brings_its_scan_and_the_report_is_prefilled(by_officer, province, leader):
    procedure = approved(province, leader=leader)
    scan = SimpleUploadedFile("ban-ky.pdf", PDF)
    given = {"concluded_on": "20/03/2026", "place": "Viêng Chăn", "scan": scan, "no_state_secret": "on"}
    by_officer.post(url("procedure-step", procedure.pk, "sign"), given)
    procedure.refresh_from_db()
    assert procedure.state == "concluded"
    page = text(by_officer.get(url("procedure-step", procedure.pk, "report")))
    assert "Cơ quan quản lý đã cho ý kiến; cơ quan đối ngoại cấp tỉnh" in page
    given = {"reported_on": "27/03/2026", "report_number": "9/BC-LĐLĐ", "copy_sent_to": "Sở Ngoại vụ"}
    by_officer.post(url("procedure-step", procedure.pk, "report"), given)
    procedure.refresh_from_db()
    assert (procedure.state, procedure.report_number) == ("reported", "9/BC-LĐLĐ")


def test_a_scan_without_the_tick_is_refused_and_nothing_is_signed(by_officer, province, leader):
    procedure = approved(province, leader=leader)
    given = {"concluded_on": "20/03/2026", "scan": SimpleUploadedFile("ban-ky.pdf", PDF)}
    page = by_officer.post(url("procedure-step", procedure.pk, "sign"), given)
    assert page.status_code == 422
    procedure.refresh_from_db()
    assert procedure.state == "approved"


def test_a_step_of_the_approval_is_no_page(by_officer, province):
    assert by_officer.post(url("procedure-step", opened(province).pk, "approved")).status_code == 404


def test_each_purpose_has_its_own_form_of_signing(by_officer, province, leader):
    procedure = approved(province, leader=leader, purpose="extend")
    page = by_officer.post(
        url("procedure-step", procedure.pk, "sign"), {"concluded_on": "20/03/2026", "title": "Gia hạn"}
    )
    assert page.status_code == 422
    assert "Hết hiệu lực mới" in text(page) or "gia hạn" in text(page).lower()
    given = {"concluded_on": "20/03/2026", "title": "Gia hạn lần 1", "new_ends_on": "31/12/2033"}
    by_officer.post(url("procedure-step", procedure.pk, "sign"), given)
    procedure.refresh_from_db()
    assert procedure.amendment.title == "Gia hạn lần 1"


def test_the_page_costs_the_same_with_more_opinions(by_officer, province):
    procedure = opened(province)
    ask(procedure, body="Cơ quan 1")
    by_officer.get(procedure.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        by_officer.get(procedure.get_absolute_url())
    for number in range(2, 12):
        ask(procedure, body=f"Cơ quan {number}")
    with CaptureQueriesContext(connection) as many:
        by_officer.get(procedure.get_absolute_url())
    assert len(many) == len(few)

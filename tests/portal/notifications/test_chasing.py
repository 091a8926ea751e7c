"""The words that are copied for Zalo, and that they stand wherever somebody is chased."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from portal.deadlines.reference import load as load_rules
from portal.notifications.chasing import LONGEST, chase_text
from reports.models import ReceiptChase
from tests.factories.delegations import delegation
from tests.factories.library import question, sent_item
from tests.factories.partners_interactions import step
from tests.factories.partners_standing import body, obligation
from tests.factories.procedures import ask, opened
from tests.factories.resolution import assignment
from tests.factories.work import remedy

pytestmark = pytest.mark.django_db
DUE = dt.date(2026, 12, 20)


def test_the_words_are_whom_what_until_when_and_the_link(province, settings):
    settings.PORTAL_ADDRESS = "https://doingoai.example.vn"
    text = chase_text(province, "gửi  báo cáo năm 2026. ", DUE, "/bao-cao/1/")
    assert text == (
        f"{province.short_name}: đề nghị gửi báo cáo năm 2026, hạn 20/12/2026. https://doingoai.example.vn/bao-cao/1/"
    )
    assert chase_text("Bộ Ngoại giao", "cho ý kiến", None, "") == "Bộ Ngoại giao: đề nghị cho ý kiến."


def test_a_message_for_a_telephone_is_short(province):
    text = chase_text(province, "x" * 5000, DUE, "/")
    assert len(text) < LONGEST + 120
    assert "…, hạn 20/12/2026" in text


def copied(client, url: str) -> str:
    """What the button on this page copies."""
    page = client.get(url)
    assert page.status_code == 200
    assert "Sao chép để gửi Zalo" in page.text
    texts = [one.split('"')[0] for one in page.text.split('data-copy="')[1:]]
    return next(text for text in texts if "đề nghị" in text)


def follow_up(province, **values):
    from delegations.models import FollowUp

    return FollowUp.objects.create(
        kind="task",
        unit=province,
        delegation=delegation(province),
        text="Gửi dự thảo mật",
        due_on=DUE,
        **values,
    )


def test_follow_up_promises_and_fees_are_chased_without_their_content(client, leader, province):
    client.force_login(leader)
    partner = body()
    rows = {
        "việc sau đoàn": follow_up(province),
        "cam kết với đối tác": step(province, partner, "Gửi dự thảo mật", due_on=DUE),
        "nghĩa vụ thành viên": obligation(province, partner, "Niên liễm mật", due_on=DUE),
    }
    for what, row in rows.items():
        text = copied(client, row.get_absolute_url())
        assert text.startswith(f"{escape(province.short_name)}: đề nghị"), what
        assert what in text
        assert row.get_absolute_url() in text
        assert "mật" not in text
        assert partner.acronym not in text


def test_a_report_that_is_missing_after_a_trip_is_chased_on_the_record_and_on_the_board(
    client, department_head, province
):
    load_rules()
    trip = delegation(province, "Đoàn mật", starts_on="02/02/2026", ends_on="05/02/2026", state="done")
    client.force_login(department_head)
    board = reverse("delegations:compliance") + "?since=01/02/2026&until=28/02/2026&finding=report_missing"
    for address in (reverse("delegations:delegation-after", args=[trip.pk]), board):
        text = copied(client, address)
        assert text.startswith(f"{escape(province.short_name)}: đề nghị gửi báo cáo kết quả đoàn"), address
        assert "kết thúc ngày 05/02/2026, hạn " in text
        assert trip.get_absolute_url() in text
        assert "Đoàn mật" not in text


def test_what_is_done_is_not_chased(client, leader, province):
    client.force_login(leader)
    done = follow_up(province, done_on=dt.date(2026, 11, 1), evidence="Công văn 12")
    assert "Sao chép để gửi Zalo" not in client.get(done.get_absolute_url()).text


def test_a_task_of_a_resolution_is_chased_by_who_steers(client, department_head, officer, province):
    row = assignment(province, due_on=DUE)
    client.force_login(department_head)
    assert f"nhiệm vụ {row.task.code}" in copied(client, row.get_absolute_url())
    client.force_login(officer)
    assert "Sao chép để gửi Zalo" not in client.get(row.get_absolute_url()).text


def test_who_asked_chases_for_the_answer(client, officer, province):
    client.force_login(officer)
    row = question(province)
    assert "trả lời câu hỏi gửi ngày" in copied(client, row.get_absolute_url())


def test_what_an_inspection_found_is_chased_at_the_inspected_unit(client, inspector, centre, province):
    row = remedy(centre, province, on=dt.date(2026, 11, 2), due_on=DUE)
    client.force_login(inspector)
    text = copied(client, row.inspection.get_absolute_url())
    assert text.startswith(f"{escape(province.short_name)}: đề nghị khắc phục")
    assert "hạn 20/12/2026" in text


def test_a_body_that_was_asked_is_chased_with_our_letter_and_without_a_link(client, officer, province):
    procedure = opened(province)
    opinion = ask(procedure)
    client.force_login(officer)
    text = copied(client, procedure.get_absolute_url())
    assert text.startswith(f"{escape(opinion.body)}: đề nghị cho ý kiến theo văn bản")
    assert "http" not in text


def test_a_unit_that_has_not_confirmed_is_chased_and_each_time_is_written_down(
    client, department_head, province
):
    item = sent_item(province, asks_reading=True, due_on=DUE)
    receipt = item.receipts.get()
    client.force_login(department_head)
    assert "đề nghị xác nhận văn bản" in copied(client, item.get_absolute_url())
    url = reverse("reports:libraryitem-chase", args=[item.pk, receipt.pk])
    answer = client.post(url, {"channel": "copied"}, headers={"HX-Request": "true"})
    assert "text copied" not in answer.text
    assert f"{timezone.localdate():%d/%m/%Y}" in answer.text
    assert ReceiptChase.objects.get().channel == "copied"

"""A partner entered twice, found out, merged; then the sheet for a meeting, and the letter for its day."""

import datetime as dt
import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from partners.models import Message, MessageState, NextStep, Occasion, Partner, Touch
from partners.reference.letters import load_templates
from portal.audit.models import Entry, Verb
from portal.records.services import save_record
from tests.factories.accounts import holder
from tests.factories.agreements import agreement
from tests.factories.delegations import delegation
from tests.reports.pages import boxes, opened

pytestmark = pytest.mark.django_db
ACFTU = {
    "name_vi": "Tổng Công hội Trung Quốc",
    "acronym": "ACFTU",
    "name_own": "中华全国总工会",
    "partner_type": "national_centre",
    "country": "CN",
}
DOUBLE = {**ACFTU, "name_vi": "Tổng công đoàn Trung Hoa", "acronym": "", "name_own": "中华全国总工会"}


@pytest.fixture
def officer_of_department(international_department):
    load_templates()  # the wordings that letters start from
    browser = Client()
    browser.user = holder("department_officer", international_department)
    browser.force_login(browser.user)
    return browser


def enter(browser: Client, values: dict):
    """The page's form filled in and sent."""
    address = reverse("partners:partner-create")
    return browser.post(address, {**opened(browser, address), **values})


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_a_double_is_found_merged_briefed_and_written_to(officer_of_department, international_department):
    browser, unit = officer_of_department, international_department
    union = _entered(browser)
    double = _entered_again(browser, union)
    _dealt_with(union, double, unit)
    _merged(browser, union, double)
    _briefed(browser, union)
    _written_to(browser, union)


def _entered(browser) -> Partner:
    assert enter(browser, ACFTU).status_code == 302
    return Partner.objects.get(acronym="ACFTU", country="CN")


def _entered_again(browser, union) -> Partner:
    """The hint comes while typing; the form asks once; with the tick the second is kept all the same."""
    hint = browser.get(reverse("partners:resembling"), {"name_own": DOUBLE["name_own"], "country": "CN"})
    assert union.get_absolute_url() in hint.text
    refused = enter(browser, DOUBLE)
    assert refused.status_code == 422
    assert "Tổng Công hội Trung Quốc (ACFTU)" in refused.text
    assert not Partner.objects.filter(name_vi=DOUBLE["name_vi"]).exists()
    address = reverse("partners:partner-create")
    assert browser.post(address, {**boxes(refused), "is_another": "on"}).status_code == 302
    return Partner.objects.get(name_vi=DOUBLE["name_vi"])


def _dealt_with(union, double, unit) -> None:
    """Work went on under both names."""
    delegation(
        unit,
        "Đoàn cấp cao thăm Bắc Kinh",
        partners=[union],
        starts_on="2026-03-02",
        ends_on="2026-03-05",
        state="done",
    )
    delegation(
        unit,
        "Đoàn chuyên đề tại Quảng Tây",
        partners=[double],
        starts_on="2026-06-02",
        ends_on="2026-06-04",
        state="done",
    )
    agreement(
        unit,
        "Thỏa thuận trao đổi cán bộ",
        partners=[double],
        signed_on="2026-06-03",
        starts_on="2026-06-03",
        ends_on="2029-06-03",
    )
    save_record(
        NextStep(
            partner=double, unit=unit, whose="ours", text="Gửi danh sách học viên", due_on=dt.date(2026, 7, 1)
        ),
        by=None,
    )
    soon = timezone.localdate() + dt.timedelta(days=20)
    save_record(
        Occasion(partner=double, kind="founding_day", title="Ngày thành lập Tổng Công hội", day=soon.day, month=soon.month, year=1925),
        by=None,
    )  # fmt: skip


def _merged(browser, union, double) -> None:
    address = reverse("partners:partner-merge", args=[union.pk])
    preview = browser.get(address, {"other": double.pk})
    assert preview.status_code == 200
    choices = {name: field.get_bound_field(preview.context["choices"], name).value()
               for name, field in preview.context["choices"].fields.items()}  # fmt: skip
    assert browser.post(address, {"other": double.pk, **choices}).status_code == 302
    assert Touch.objects.filter(partner=union).count() == 3
    assert set(union.next_steps.values_list("text", flat=True)) == {"Gửi danh sách học viên"}
    moved = browser.get(double.get_absolute_url())
    assert moved.url == union.get_absolute_url()
    found = browser.get(reverse("partners:partner-list"), {"q": "cong doan trung hoa"})
    assert union.get_absolute_url() in found.text


def _briefed(browser, union) -> None:
    said = text_of(browser.get(reverse("partners:briefing-file", args=[union.pk, "pdf"])).content)
    for expected in (
        "中华全国总工会", "Đoàn cấp cao thăm Bắc Kinh", "Đoàn chuyên đề tại Quảng Tây", "Thỏa thuận trao đổi cán bộ",
        "Ta hứa: Gửi danh sách học viên", "Ngày thành lập Tổng Công hội",
    ):  # fmt: skip
        assert expected in " ".join(said.split()), expected


def _written_to(browser, union) -> None:
    """From the day to the draft, the clerk's number, the answer; all of it on record."""
    occasion = union.occasions.get()
    start = browser.get(
        reverse("partners:message-start"),
        {"partner": union.pk, "occasion": occasion.pk, "kind": "congratulation", "language": "en"},
    )
    form = opened(browser, start.url)
    assert "Tổng Công hội Trung Quốc" in form["text"]
    saved = browser.post(reverse("partners:message-create"), {**form, "text": form["text"].replace("[…]", "100"),
                         "subject": "Thư chúc mừng ngày thành lập", "text_second": "Congratulations."})  # fmt: skip
    assert saved.status_code == 302, saved.context["form"].errors
    letter = Message.objects.get(partner=union)
    send = {"number": "125/TLĐ-ĐN", "sent_on": f"{timezone.localdate():%d/%m/%Y}", "way": "qua đại sứ quán"}
    assert browser.post(reverse("partners:message-send", args=[letter.pk]), send).status_code == 302
    answer = {"answered_on": f"{timezone.localdate():%d/%m/%Y}", "answer": "Bạn cảm ơn."}
    assert browser.post(reverse("partners:message-answer", args=[letter.pk]), answer).status_code == 302
    letter.refresh_from_db()
    assert (letter.number, letter.state) == ("125/TLĐ-ĐN", MessageState.ANSWERED)
    assert Touch.objects.filter(partner=union, kind="letter").count() == 1
    assert Entry.objects.filter(verb=Verb.CREATED, actor=str(browser.user)).exists()

"""A report is written, survives a dropped line and an ended session, is sent and received: in real Chromium."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from reports.models import Narrative
from tests.factories.accounts import PASSWORD
from tests.factories.reports import cycle, report_of
from tests.portal.documents.files import PDF
from tests.reports.pages import address

pytestmark = pytest.mark.django_db(transaction=True)
STATE = "[data-autosave-state]"
SAVED = re.compile("Đã lưu lúc")


@pytest.fixture
def report(province):
    cycle()
    return report_of(province)


def text(report, section: str) -> str:
    row = Narrative.objects.filter(report=report, section=section).first()
    return row.text if row else ""


def signs_in(page, user) -> None:
    page.goto(reverse("account_login"))
    page.fill("[name=login]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda url: reverse("account_login") not in url)


@pytest.mark.parametrize("width", [390, 1440])
def test_a_report_from_the_first_word_to_its_receipt(
    window, axe, report, officer, department_officer, tmp_path, width
):
    page = window(width)
    signs_in(page, officer)
    page.goto(address(report))
    saves_by_itself(page, report)
    page = survives_a_dropped_line(page, report)
    survives_an_ended_session(page, report, officer)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(width, officer, address(report)) == []
    is_sent(page, report, tmp_path)
    is_received(window(width, department_officer), report)
    assert axe(width, department_officer, reverse("reports:board", args=[report.cycle.code])) == []
    assert axe(width, officer, address(report)) == []  # the page to read


def saves_by_itself(page, report) -> None:
    page.fill("[name=text_I]", "Ban hành kế hoạch.")
    expect(page.locator(STATE)).to_contain_text(SAVED)
    assert text(report, "I") == "Ban hành kế hoạch."


def survives_a_dropped_line(page, report):
    """What was written without a line is kept on the device and offered when the page is opened again."""
    context = page.context
    context.set_offline(True)
    page.fill("[name=text_II]", "Đón đoàn Lào.")
    expect(page.locator(STATE)).to_contain_text("giữ trên máy này")
    assert text(report, "II") == ""
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address(report))
    assert again.input_value("[name=text_I]") == "Ban hành kế hoạch."
    again.get_by_role("button", name="Khôi phục").click()
    assert again.input_value("[name=text_II]") == "Đón đoàn Lào."
    expect(again.locator(STATE)).to_contain_text(SAVED)
    assert text(report, "II") == "Đón đoàn Lào."
    return again


def survives_an_ended_session(page, report, officer) -> None:
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.fill("[name=text_III]", "Viết khi phiên đã hết.")
    page.wait_for_selector("#session-over.show")
    assert page.input_value("[name=text_III]") == "Viết khi phiên đã hết."
    with page.context.expect_page() as opened:
        page.locator("[data-session-link]").click()
    tab = opened.value
    tab.set_default_timeout(20_000)
    tab.fill("[name=login]", officer.username)
    tab.fill("[name=password]", PASSWORD)
    with tab.expect_event("close"):
        tab.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_selector("#session-over", state="hidden")
    expect(page.locator(STATE)).to_contain_text(SAVED)  # what waited goes by itself
    assert text(report, "III") == "Viết khi phiên đã hết."
    page.locator("[name=text_III]").press("End")
    page.locator("[name=text_III]").press_sequentially(" Không mất chữ nào.")
    expect(page.locator(STATE)).not_to_contain_text(SAVED)
    expect(page.locator(STATE)).to_contain_text(SAVED)
    assert text(report, "III") == "Viết khi phiên đã hết. Không mất chữ nào."
    assert text(report, "I") == "Ban hành kế hoạch."


def is_sent(page, report, tmp_path) -> None:
    signed = tmp_path / "bao-cao-ky.pdf"
    signed.write_bytes(PDF)
    with page.expect_response(lambda answer: answer.url.endswith("/bao-cao.pdf")) as printed:
        page.get_by_role("button", name="Xem trước và gửi").click()
    assert printed.value.status == 200
    page.goto(address(report, "signed"))
    page.fill("[name=paper_number]", "12/BC-LĐLĐ")
    page.fill("[name=paper_dated]", f"{timezone.localdate():%d/%m/%Y}")
    page.fill("[name=signatory]", "Phó Chủ tịch phụ trách đối ngoại")
    page.fill("[name=signatory_post]", "Phó Chủ tịch")
    page.set_input_files("[name=signed_copy]", signed)
    page.check("[name=no_state_secret]")
    page.get_by_role("button", name="Gửi kèm bản có chữ ký").click()
    page.wait_for_url(f"**{address(report)}")
    report.refresh_from_db()
    assert report.state == "submitted"


def is_received(page, report) -> None:
    page.goto(reverse("reports:board", args=[report.cycle.code]))
    page.check(f"[name=unit][value={report.unit.code}]")
    page.get_by_role("button", name="Tiếp nhận các báo cáo đã chọn").click()
    expect(page.get_by_text("Đã tiếp nhận 1 báo cáo")).to_be_visible()
    report.refresh_from_db()
    assert report.state == "accepted"

"""A report in the making in real Chromium: two persons at once, another device, Word's clipboard, a telephone."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from reports.models import CellRemark, Correction, Narrative
from tests.factories.accounts import holder
from tests.factories.delegations import delegation
from tests.factories.reports import cycle, report_of, sent
from tests.reports.pages import address

pytestmark = pytest.mark.django_db(transaction=True)
STATE = "[data-autosave-state]"
SAVED = re.compile("Đã lưu lúc")
THEN = dt.datetime(2025, 12, 15, 8, tzinfo=dt.UTC)
WORD = (
    "<html><body><p class=MsoNormal><b>Ban hành</b>&nbsp;kế hoạch</p>"
    "<ul><li>Đoàn <i>Lào</i></li><li>Đoàn Cuba</li></ul></body></html>"
)


@pytest.fixture
def report(province):
    before = cycle("2025-H2", at=dt.datetime(2025, 12, 1, 8, tzinfo=dt.UTC))
    sent(province, at=THEN, found=before, IV="Đón đoàn Cuba.")
    for _ in range(4):
        delegation(province, starts_on="2026-03-01", size=3)
    return report_of(province, cycle("2026-H1"))


def opens(window, width: int, user, report):
    page = window(width, user)
    page.goto(address(report))
    return page


def saved(page) -> None:
    expect(page.locator(STATE)).to_contain_text(SAVED)


def text(report, section: str) -> str:
    return Narrative.objects.get(report=report, section=section).text


def pastes(page, selector: str, html: str) -> None:
    """As the browser does when somebody presses Ctrl+V in the box."""
    page.locator(selector).evaluate(
        """(box, html) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", "khác");
            box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        html,
    )


def test_two_persons_at_once_lose_nothing(window, report, officer, province):
    colleague = holder("unit_officer", province, username="canbo2")
    mine, theirs = opens(window, 1440, officer, report), opens(window, 1440, colleague, report)
    theirs.fill("[name=text_II]", "Đón đoàn Lào.")
    saved(theirs)
    mine.fill("[name=text_I]", "Ban hành kế hoạch.")
    saved(mine)
    assert (text(report, "I"), text(report, "II")) == ("Ban hành kế hoạch.", "Đón đoàn Lào.")
    mine.fill("[name=text_II]", "Đón đoàn Nga.")
    expect(mine.locator(STATE)).to_contain_text(
        "Đón đoàn Lào."
    )  # the other's words, and one's own in the box
    assert text(report, "II") == "Đón đoàn Lào."
    assert mine.input_value("[name=text_II]") == "Đón đoàn Nga."
    mine.get_by_role("button", name="Lưu", exact=True).click()
    expect(mine.locator("#cell-section-II")).to_contain_text("Mục II: người khác vừa sửa")
    assert text(report, "II") == "Đón đoàn Lào."
    assert mine.input_value("[name=text_II]") == "Đón đoàn Nga."
    mine.get_by_role("button", name="Lưu", exact=True).click()
    expect(mine.get_by_text("Đã lưu dự thảo")).to_be_visible()
    assert text(report, "II") == "Đón đoàn Nga."


def test_begun_at_the_desk_and_ended_on_the_telephone(window, report, officer):
    desk = opens(window, 1440, officer, report)
    desk.locator("#cell-figure-outgoing summary").click()
    desk.fill("[name=value_outgoing]", "15")
    desk.select_option("[name=cause_outgoing]", "missing_record")
    expect(desk.locator("#cell-figure-outgoing [data-cell-warnings]")).to_contain_text("15")
    saved(desk)
    assert Correction.objects.get().value == 15
    phone = opens(window, 390, officer, report)
    expect(phone.locator("[name=value_outgoing]")).to_have_value("15")
    phone.fill("[name=value_outgoing]", "5")
    expect(phone.locator("#cell-figure-outgoing [data-cell-warnings]")).not_to_contain_text("15")
    saved(phone)
    assert Correction.objects.get().value == 5
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_figure_that_waits_for_its_reason_holds_back_nothing_else(window, report, officer):
    page = opens(window, 390, officer, report)
    page.locator("#cell-figure-outgoing summary").click()
    page.fill("[name=value_outgoing]", "15")
    page.fill("[name=text_I]", "Ban hành kế hoạch.")
    expect(page.locator(STATE)).to_contain_text("Cần nêu lý do")
    expect(page.locator(STATE)).to_contain_text("Các nội dung khác đã lưu")
    assert text(report, "I") == "Ban hành kế hoạch."
    assert not Correction.objects.exists()


def test_text_from_word_comes_without_its_clothes(window, report, officer):
    page = opens(window, 1440, officer, report)
    pastes(page, "[name=text_I]", WORD)
    expect(page.locator("[name=text_I]")).to_have_value("Ban hành kế hoạch\n- Đoàn Lào\n- Đoàn Cuba")
    saved(page)
    assert text(report, "I") == "Ban hành kế hoạch\n- Đoàn Lào\n- Đoàn Cuba"
    page.fill("[name=text_III]", "Ưu điểm: chủ động.")
    page.locator("[name=text_III]").press("Control+Home")
    pastes(
        page, "[name=text_III]", "<p>Một</p><p>Hai</p>"
    )  # lines do not run into the words that stand there
    expect(page.locator("[name=text_III]")).to_have_value("Một\n\nHai\nƯu điểm: chủ động.")
    pastes(page, "[name=text_II]", "<p>" + "Quá dài. " * 5_000 + "</p>")
    expect(page.locator("#toasts")).to_contain_text("30.000")
    assert page.input_value("[name=text_II]") == ""


def test_text_of_the_period_before_waits_until_it_is_confirmed(window, axe, report, officer):
    page = opens(window, 390, officer, report)
    section = page.locator("#cell-section-IV")
    section.get_by_role("button", name=re.compile("Lấy lại nội dung")).click()
    expect(page.locator("[name=text_IV]")).to_have_value("Đón đoàn Cuba.")
    confirming = section.get_by_role("button", name=re.compile("Đã đọc lại"))
    expect(confirming).to_be_visible()
    assert axe(390, officer, address(report)) == []
    page.locator("[name=text_IV]").press("End")
    page.locator("[name=text_IV]").press_sequentially(" Và đoàn Lào.")
    saved(page)
    expect(page.locator("[data-left]")).to_contain_text("Mục IV")
    confirming.click()
    expect(section).to_contain_text("đã xác nhận")
    expect(page.locator("[data-left]")).not_to_contain_text("Mục IV")
    row = Narrative.objects.get(report=report, section="IV")
    assert (row.text, row.is_confirmed) == ("Đón đoàn Cuba. Và đoàn Lào.", True)


def test_a_remark_at_a_figure_from_the_dialog(window, report, department_officer, officer):
    page = opens(window, 390, officer, report)
    button = page.locator("#remarks-figureoutgoing button")
    button.click()
    page.locator("#dialog-content textarea").fill("Đoàn thứ năm chưa có quyết định")
    page.locator("#dialog-content").get_by_role("button", name="Gửi góp ý").click()
    expect(page.locator("#dialog-content .remark")).to_contain_text("Đoàn thứ năm")
    expect(button).to_have_text("1")
    assert CellRemark.objects.get().cell == "figure:outgoing"

"""The search box in real Chromium: "/", suggestions by the keyboard, on a desk and on a telephone; axe."""

import pytest
from playwright.sync_api import expect

from tests.factories.agreements import partner
from tests.factories.delegations import delegation
from tests.portal.search.files import attached

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(province):
    friend = partner("Liên hiệp Công đoàn Lào", "LFTU")
    trip = delegation(province, "Thăm Liên hiệp Công đoàn Lào", partners=[friend])
    attached(trip, "Hai bên thống nhất chương trình tập huấn", title="Biên bản hội đàm")
    return friend


def box_of(page):
    return page.get_by_role("combobox", name="Tìm kiếm toàn hệ thống")


def page_box(page):
    return page.get_by_role("combobox", name="Từ cần tìm")


def test_the_slash_goes_to_the_box_and_the_arrows_to_a_hit(window, officer, world):
    page = window(1440, officer)
    page.goto("/doi-tac/")
    page.keyboard.press("/")
    box = box_of(page)
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    page.keyboard.type("lien hiep")
    options = page.locator("#site-suggestions [role=option]")
    expect(options.first).to_contain_text("Liên hiệp Công đoàn Lào")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "site-suggestions-0")
    page.keyboard.press("ArrowUp")
    expect(options.first).to_have_attribute("aria-selected", "false")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{world.get_absolute_url()}")


def test_escape_closes_and_enter_looks_everywhere(window, officer, world):
    page = window(1440, officer)
    page.goto("/doi-tac/")
    box = box_of(page)
    box.fill("tap huan")
    listed = page.get_by_role("listbox", name="Gợi ý")
    expect(listed).to_be_visible()
    page.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    expect(box).to_have_value("tap huan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=tap+huan")
    expect(page.locator(".search-hit__snippet mark").first).to_have_text("tập")
    expect(page.get_by_role("link", name="Biên bản hội đàm")).to_be_visible()


def test_the_slash_is_a_letter_while_somebody_writes(window, officer, world):
    page = window(1440, officer)
    page.goto("/tim-kiem/")
    expect(page_box(page)).to_be_focused()
    page.keyboard.type("12/TTr")
    expect(page_box(page)).to_have_value("12/TTr")


def test_on_a_telephone_the_slash_opens_the_page_and_suggestions_fit(window, officer, world):
    page = window(390, officer)
    page.goto("/doi-tac/")
    page.keyboard.press("/")
    page.wait_for_url("**/tim-kiem/")
    box = page_box(page)
    expect(box).to_be_focused()
    page.keyboard.type("lftu")
    options = page.locator("#page-suggestions [role=option]")
    expect(options.first).to_contain_text("Liên hiệp Công đoàn Lào")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "page-suggestions-0")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{world.get_absolute_url()}")


def test_last_searches_are_offered_at_once(window, officer, world):
    page = window(1440, officer)
    page.goto("/tim-kiem/?q=hội đàm")
    expect(page.get_by_role("link", name="Biên bản hội đàm")).to_be_visible()
    page.goto("/doi-tac/")
    page.keyboard.press("/")
    expect(page.locator("#site-suggestions [role=option]")).to_contain_text(["hội đàm"])


@pytest.mark.parametrize("width", [1440, 820, 390])
@pytest.mark.parametrize("address", ["/tim-kiem/", "/tim-kiem/?q=lien+hiep", "/tim-kiem/?q=lienn+hiepp"])
def test_pages_of_the_search_hold_no_barrier(axe, officer, world, width, address):
    assert axe(width, officer, address) == []


def test_open_suggestions_hold_no_barrier(window, officer, world):
    from axe_playwright_python.sync_playwright import Axe

    page = window(1440, officer, bypass_csp=True)
    page.goto("/doi-tac/")
    box_of(page).fill("lien hiep")
    expect(page.locator("#site-suggestions [role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert [rule["id"] for rule in Axe().run(page, ".topbar").response["violations"]] == []

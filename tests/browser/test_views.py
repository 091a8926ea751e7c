"""Columns are chosen by the keyboard, and a view is kept, shared and opened again, on a desk and on a phone."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from portal.saved.models import SavedView
from tests.factories.delegations import delegation

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "delegations:delegation-list"


@pytest.fixture
def two(province):
    for title, size in (("Đoàn thứ nhất", 3), ("Đoàn thứ hai", 9)):
        delegation(province, title, starts_on="2026-03-01", size=size)


@pytest.mark.parametrize("width", [1440, 390])
def test_columns_are_chosen_and_ordered(window, officer, two, width):
    page = window(width, officer)
    page.goto(f"{reverse(LIST)}?q=doan")
    page.locator("[data-list-tools]").get_by_role("link", name="Cột").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Các cột của danh sách")).to_be_visible()
    dialog.get_by_label("Mã", exact=True).check()
    line = dialog.locator("li").filter(has_text=re.compile(r"^\s*Mã"))
    up = line.locator("[data-move='-1']")
    for _press in range(6):
        up.press("Enter")
        expect(up).to_be_focused()
    expect(dialog.locator("li").first).to_contain_text("Mã")
    expect(dialog.locator("[data-columns-said]")).to_have_text(re.compile("Mã: thứ 1 trong"))
    dialog.get_by_role("button", name="Hiện các cột này").click()
    page.wait_for_url(re.compile(r"cot=code,"))
    expect(page.locator("tbody tr").first.locator("td").first).to_have_attribute("data-label", "Mã")
    expect(page.locator("#id_q")).to_have_value("doan")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1440, 390])
def test_a_view_is_kept_and_opened_again(window, officer, two, width):
    page = window(width, officer)
    page.goto(f"{reverse(LIST)}?cot=title,size")
    page.locator("#id_q").press_sequentially("nhat")
    page.wait_for_url(re.compile("q=nhat"))  # the filters carry the chosen columns along
    expect(page).to_have_url(re.compile("cot=title"))
    expect(page.locator("tbody tr")).to_have_count(1)
    tools = page.locator("[data-list-tools]")
    tools.get_by_role("button", name="Khung nhìn").click()
    expect(tools.get_by_text("Danh sách này chưa có khung nhìn nào được lưu.")).to_be_visible()
    tools.get_by_role("link", name="Lưu khung nhìn này…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Lưu").click()
    expect(dialog.locator("[aria-invalid='true']").first).to_be_visible()  # a name is wanted
    dialog.get_by_label("Tên").fill("Đoàn thứ nhất, gọn")
    dialog.get_by_role("button", name="Lưu").click()
    page.wait_for_url(re.compile("khung="))
    expect(
        page.locator("[data-list-tools]").get_by_role("button", name="Khung nhìn: Đoàn thứ nhất, gọn")
    ).to_be_visible()
    assert SavedView.objects.get().query == "q=nhat&cot=title%2Csize"
    page.goto(reverse(LIST))
    expect(page.locator("tbody tr")).to_have_count(2)
    tools.get_by_role("button", name="Khung nhìn").click()
    tools.get_by_role("link", name="Đoàn thứ nhất, gọn").click()
    page.wait_for_url(re.compile("khung="))
    expect(page.locator("tbody tr")).to_have_count(1)


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_is_in_the_way_of_a_screen_reader(axe, officer, two, width):
    for address in (
        f"{reverse(LIST)}?cot=code,title,size",
        f"{reverse(LIST)}?cot=title,gone",
        f"{reverse(LIST)}?chon-cot=1",
        reverse("saved:list"),
        f"{reverse('saved:keep')}?tu={reverse(LIST)}",
    ):
        assert axe(width, officer, address) == [], address

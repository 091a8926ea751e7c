"""A word is explained beside itself, by the keyboard too; guides and the glossary keep nobody out."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [1440, 390])
def test_a_word_is_explained_and_put_away_by_the_keyboard(window, officer, width):
    page = window(width, officer)
    page.goto(reverse("delegations:delegation-create"))
    card = page.locator("#term-card")
    expect(card).to_be_hidden()
    sign = page.get_by_role("link", name="“cấp đoàn” là gì?")
    sign.press("Enter")
    expect(card).to_be_visible()
    expect(card).to_contain_text("Mức của đoàn theo người dẫn đầu")
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(page).to_have_url(re.compile(f"{reverse('delegations:delegation-create')}$"))


def test_the_sign_on_top_leads_to_the_place_of_the_page_in_ones_guide(window, officer):
    page = window(1440, officer)
    page.goto(reverse("delegations:delegation-list"))
    page.get_by_role("link", name="Hướng dẫn trang này").click()
    page.wait_for_url(re.compile(r"/vai-tro/unit_officer/#doan$"))
    expect(page.get_by_role("heading", name="Đoàn ra, đoàn vào từ kế hoạch đến báo cáo")).to_be_in_viewport()


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_is_in_the_way_of_a_screen_reader(axe, officer, width):
    for address in (
        reverse("help:index"),
        reverse("help:guide", args=["unit_officer"]),
        reverse("help:topic", args=["danh-sach"]),
        reverse("help:terms"),
        reverse("delegations:delegation-create"),
    ):
        assert axe(width, officer, address) == [], address

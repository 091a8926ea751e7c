"""The frame and every component in real Chromium: accessible, within the width, within the content policy."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string

from portal.ui import views

WIDTHS = [1440, 390]


@pytest.fixture
def components(signed_in_request):
    return views.components(signed_in_request("/ui/components/")).content.decode()


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_page_of_components(shown, components, width):
    page = shown(width, bypass_csp=True).show(components)
    page.wait_for_selector("#field-country .ts-wrapper")
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_keeps_to_the_width_and_to_the_content_policy(shown, components, width):
    browser = shown(width)
    page = browser.show(components)
    page.wait_for_selector("#field-country .ts-wrapper")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert browser.complaints == []


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_a_page_shown_before_signing_in(shown, signed_in_request, width):
    html = render_to_string("403.html", {"exception": "Cần vai trò khác."}, signed_in_request())
    found = Axe().run(shown(width, bypass_csp=True).show(html)).response["violations"]
    assert [rule["id"] for rule in found] == []


def test_no_component_writes_inline_style_or_script(components):
    assert not re.search(r"\sstyle\s*=", components)
    assert not re.search(r"\son[a-z]+\s*=|\shx-on", components)
    assert not re.search(r"<script(?![^>]*\ssrc=)", components)


def test_the_frame_names_the_organisation_the_person_and_the_duty_of_secrecy(components):
    for words in (
        "Tổng Liên đoàn Lao động Việt Nam",
        "Hệ thống quản lý công tác đối ngoại",
        "Cán bộ Ban Đối ngoại",
        "Chuyển đến nội dung chính",
        "bí mật nhà nước",
        "Đăng xuất",
        "Thông báo: 6",
    ):
        assert words in components


def test_htmx_gets_the_list_alone_and_both_vary(signed_in_request):
    request = signed_in_request("/ui/components/", {"page": 2})
    request.htmx = type(
        "Htmx", (), {"boosted": False, "history_restore_request": False, "__bool__": lambda self: True}
    )()
    answer = views.components(request)
    assert answer.content.decode().lstrip().startswith('<div class="chips"')
    assert "<html" not in answer.content.decode()
    assert "HX-Request" in answer["Vary"]
    assert "26–50 trong hơn 10.000" in answer.content.decode()


def test_tables_are_cards_on_a_phone_and_filters_fold(shown, components):
    page = shown(390).show(components)
    assert page.locator("#results thead").bounding_box()["height"] <= 2
    assert page.locator(".filters__more[open]").count() == 0
    cell = page.locator("#results td[data-label]").first
    assert cell.evaluate("one => getComputedStyle(one, '::before').content") == '"Quốc gia"'


def test_the_bar_of_decisions_covers_nothing_at_the_end_of_the_page(shown, components):
    page = shown(390).show(components)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    bar = page.locator(".decision-bar").bounding_box()
    last = page.locator("main .panel").last.bounding_box()
    assert last["y"] + last["height"] <= bar["y"] + 1


def test_the_page_of_errors_needs_no_request(signed_in_request):
    html = render_to_string("500.html")
    assert "Hệ thống gặp lỗi" in html
    assert "Tổng quan" not in html

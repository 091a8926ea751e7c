"""The inbox in a browser: acts on the line without leaving the page, tabs and filters, nothing found by axe."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from portal.workflow.models import Approval
from portal.workflow.services import approvals as does
from reports.models import Receipt
from tests.factories.accounts import holder
from tests.factories.delegations import delegation
from tests.factories.library import sent_item
from tests.factories.units import UnitFactory, confederation
from tests.factories.workflow import chain, inside

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house():
    """A province, its officer, the Presidium that decides in one step."""
    confederation()
    province = UnitFactory(code="LDLD-15-2025", short_name="LĐLĐ tỉnh Lào Cai")
    chain(inside("approve", "confederation", "presidium", working_days=5), matter="outgoing")
    return province


def _trip(unit, title: str):
    trip = delegation(unit, title, country="LA", dossier_state="in_approval")
    return does.submit(trip, matter="outgoing", by=None, at=timezone.now())


def test_a_step_is_returned_in_the_dialog_and_its_line_goes(window, house):
    presidium = holder("presidium", display_name="Phó Chủ tịch")
    first, second = _trip(house, "Thăm Lào"), _trip(house, "Thăm Trung Quốc")
    page = window(1440, presidium)
    page.goto(reverse("dashboard:inbox"))
    badge = page.locator("#navigation a[aria-current=page]")
    expect(badge).to_contain_text("2")
    line = page.locator(".task", has_text="Thăm Lào")
    line.get_by_role("link", name="Trả lại", exact=True).click()
    dialog = page.locator("#dialog")
    expect(dialog).to_be_visible()
    expect(dialog.locator("#dialog-title")).to_have_text("Trả lại")
    dialog.get_by_role("button", name="Trả lại").click()
    expect(
        dialog.locator("[aria-invalid=true]").first
    ).to_be_visible()  # a reason is asked for: the dialog stays
    dialog.locator("[name=note]").fill("Bổ sung chương trình làm việc.")
    dialog.get_by_role("button", name="Trả lại").click()
    expect(page.locator("#messages")).to_contain_text("Đã trả lại")
    expect(dialog).to_be_hidden()
    expect(page.locator("#inbox .task")).to_have_count(1)
    expect(page.locator("#inbox")).to_contain_text("Thăm Trung Quốc")
    assert page.url.endswith(reverse("dashboard:inbox"))
    expect(badge).to_contain_text("1")
    assert Approval.objects.get(pk=first.pk).state == "returned"
    assert Approval.objects.get(pk=second.pk).state == "running"


def test_a_document_is_confirmed_after_one_question(window, house):
    officer = holder("unit_officer", house)
    item = sent_item(house, title="Hướng dẫn mới")
    page = window(390, officer)
    page.goto(reverse("dashboard:inbox"))
    line = page.locator(".task", has_text="Hướng dẫn mới")
    line.get_by_role("button", name="Đã đọc").click()
    page.locator("#confirm [data-confirm-yes]").click()
    expect(page.locator("#messages")).to_contain_text("Hướng dẫn mới")
    expect(page.locator(".task", has_text="Hướng dẫn mới")).to_have_count(0)
    assert page.url.endswith(reverse("dashboard:inbox"))
    assert Receipt.objects.get(item=item, unit=house).read_at is not None


def test_tabs_and_filters_stand_in_the_address(window, house):
    officer = holder("unit_officer", house)
    for title in ("Hướng dẫn đón đoàn", "Biểu mẫu thống kê"):
        sent_item(house, title=title)
    page = window(1440, officer)
    page.goto(reverse("dashboard:inbox"))
    page.locator("#id_q").fill("don doan")
    expect(page.locator("#inbox .task")).to_have_count(1)
    page.wait_for_url("**q=don**")
    page.reload()
    expect(page.locator("#inbox .task")).to_have_count(1)
    for name, url in (
        ("Chờ người khác", "inbox-sent"),
        ("Đã xong", "inbox-done"),
        ("Đã giao", "inbox-delegated"),
    ):
        page.locator("nav.tabs").get_by_role("link", name=name).click()
        page.wait_for_url(f"**{reverse(f'dashboard:{url}')}")
        expect(page.locator("nav.tabs [aria-current]")).to_contain_text(name)


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(axe, house, width):
    presidium, officer = holder("presidium"), holder("unit_officer", house)
    _trip(house, "Thăm Lào")
    sent_item(house, title="Hướng dẫn mới")
    for user in (presidium, officer):
        for name in ("home", "inbox", "inbox-sent", "inbox-done", "inbox-delegated"):
            assert axe(width, user, reverse(f"dashboard:{name}")) == [], (user, name)
    assert axe(width, presidium, reverse("dashboard:changes")) == []


@pytest.mark.parametrize("width", [1440, 820, 390])
def test_nothing_stands_out_at_the_right(window, house, width):
    presidium = holder("presidium")
    _trip(house, "Thăm và làm việc với một tổ chức có tên rất dài để xem dòng có xuống hàng hay không")
    page = window(width, presidium)
    for name in ("home", "inbox", "changes"):
        page.goto(reverse(f"dashboard:{name}"))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name

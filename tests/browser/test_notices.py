"""Notices in a browser: ways chosen, what happened since, a unit chased by Zalo and the chase written down."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.notifications import services
from portal.notifications.models import Letter, Notice, Preference, QuietHours
from reports.models import ReceiptChase
from tests.factories.accounts import holder
from tests.factories.delegations import delegation
from tests.factories.library import sent_item
from tests.factories.units import UnitFactory, confederation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house():
    confederation()
    return UnitFactory(code="LDLD-15-2025", short_name="LĐLĐ tỉnh Lào Cai")


def told(user, record) -> Notice:
    """A notice of yesterday, whose record was closed since."""
    notice = services.tell(
        [user], "delegations/report_due", "Sắp đến hạn báo cáo", "Nội dung", "/", about=record
    )[0]
    Notice.objects.filter(pk=notice.pk).update(created_at=timezone.now() - dt.timedelta(days=1))
    write_trail(Verb.CLOSED, record, by=user)
    return notice


def test_ways_are_chosen_with_the_keyboard(window, house):
    officer = holder("unit_officer", house)
    page = window(390, officer)
    page.goto(reverse("notifications:choices"))
    group = page.get_by_role("group", name="Báo cáo định kỳ")
    expect(group.get_by_label("Trong bản tin sáng")).to_be_checked()
    group.get_by_label("Trong bản tin sáng").press("ArrowLeft")
    expect(group.get_by_label("Gửi thư ngay")).to_be_checked()
    page.get_by_label("Không gửi thư từ").fill("21:00")
    page.get_by_label("Không gửi thư đến").fill("06:30")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("status").filter(has_text="Đã lưu")).to_be_visible()
    assert Preference.objects.get(user=officer, topic="reports").way == "at_once"
    assert QuietHours.objects.get(user=officer).first == dt.time(21)


def test_a_unit_is_chased_by_zalo_and_it_is_written_down(window, house):
    item = sent_item(house, title="Hướng dẫn mới")
    page = window(1440, holder("department_head", confederation()))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(item.get_absolute_url())
    page.get_by_role("button", name="Sao chép để gửi Zalo").click()
    expect(page.locator(".chased")).to_contain_text("1 lần")
    assert ReceiptChase.objects.get().channel == "copied"
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("LĐLĐ tỉnh Lào Cai: đề nghị xác nhận văn bản Hướng dẫn mới")
    assert item.get_absolute_url() in copied


@pytest.mark.parametrize("width", [1440, 820, 390])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(axe, window, house, width):
    officer, administrator = holder("unit_officer", house), holder("administrator", confederation())
    told(officer, delegation(house))
    Letter.objects.create(to_address=officer.email, subject="Thử", text="Thử")
    for user, name in ((officer, "list"), (officer, "choices"), (administrator, "letters")):
        assert axe(width, user, reverse(f"notifications:{name}")) == [], name
        page = window(width, user)
        page.goto(reverse(f"notifications:{name}"))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.context.close()

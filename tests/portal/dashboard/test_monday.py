"""The leaders' week: one A4 however long the week, fonts inside, told once, to leaders alone."""

import datetime as dt
import io
from dataclasses import replace

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from portal.celery import app
from portal.dashboard import schedule
from portal.dashboard.monday import MOST, cut, week_of, week_pdf, week_sheet
from portal.dashboard.notices import KIND, tell_leaders
from portal.notifications.models import Notice
from portal.rendering.registry import PrintingError, print_document
from portal.rendering.sheet import Line, Part
from portal.workflow.services import approvals as does
from tests.factories.accounts import holder
from tests.factories.agreements import agreement, partner
from tests.factories.delegations import delegation
from tests.factories.partners_interactions import step
from tests.factories.reports import cycle, report_of
from tests.factories.workflow import chain, inside

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)


def _long_week(unit, today: dt.date, count: int = 25) -> None:
    """More of everything than a page holds, each with a title of three lines."""
    lao, long = (
        partner(),
        "Trao đổi kinh nghiệm về đối thoại, thương lượng tập thể và chăm lo đời sống người lao động ",
    )
    chain(inside("approve", "confederation", "presidium", working_days=5), matter="outgoing")
    for number in range(count):
        day = (today + dt.timedelta(days=number % 6)).isoformat()
        trip = delegation(
            unit, f"{long}{number}", starts_on=day, ends_on=day, state="planned", country="LA", size=9
        )
        does.submit(trip, matter="outgoing", by=None, at=timezone.now())
        step(unit, lao, f"{long}{number}", due_on=today + dt.timedelta(days=number - 10))
        agreement(
            unit,
            f"{long}{number}",
            signed_on="2020-01-05",
            ends_on=(today + dt.timedelta(days=30)).isoformat(),
        )
    cycle()


def test_a_week_begins_on_monday_and_at_the_week_end_it_is_the_next_one():
    assert week_of(dt.date(2026, 11, 25)) == (MONDAY, dt.date(2026, 11, 29))
    assert (
        week_of(dt.date(2026, 11, 28))
        == week_of(dt.date(2026, 11, 30))
        == (dt.date(2026, 11, 30), dt.date(2026, 12, 6))
    )


def test_a_long_week_is_one_a4_that_says_what_is_left_out(province, presidium, today):
    _long_week(province, today)
    with pikepdf.open(io.BytesIO(week_pdf(presidium, today))) as pdf:
        assert len(pdf.pages) == 1
        _left, _low, width, height = (float(side) for side in pdf.pages[0].MediaBox)
        assert (round(width), round(height)) == (595, 842)
        fonts = pdf.pages[0].Resources.Font.values()
        described = [font.DescendantFonts[0].FontDescriptor for font in fonts]
        assert described
        assert all("/FontFile2" in one or "/FontFile3" in one for one in described)


def test_each_part_is_there_with_its_facts(province, presidium, today):
    lao = partner()
    day = today.isoformat()
    delegation(
        province,
        "Tiếp đoàn Lào",
        direction="incoming",
        starts_on=day,
        ends_on=day,
        state="ongoing",
        partners=[lao],
    )
    step(province, lao, "Gửi chương trình", due_on=today - dt.timedelta(days=2))
    report_of(province, cycle())
    parts = {part.heading: part for part in week_sheet(presidium, today).parts}
    assert list(parts) == [
        "Lịch trong tuần", "Chờ đồng chí quyết định", "Cam kết đến hạn trong 14 ngày hoặc đã quá hạn",
        "Hạn báo cáo sắp tới", "Đơn vị quá hạn gửi báo cáo", "Thỏa thuận sắp hết hiệu lực", "Việc trong 7 ngày qua",
    ]  # fmt: skip
    assert "Tiếp đoàn Lào" in parts["Lịch trong tuần"].lines[0].text
    assert parts["Cam kết đến hạn trong 14 ngày hoặc đã quá hạn"].lines[0].small.startswith("quá hạn 2 ngày")
    assert parts["Đơn vị quá hạn gửi báo cáo"].lines[0].text == f"1/1 đơn vị: {province.short_name}"
    assert not parts["Chờ đồng chí quyết định"].lines
    assert all(part.lines or part.empty for part in parts.values())


def test_what_is_cut_is_counted(presidium, today):
    sheet = replace(week_sheet(presidium, today), parts=[Part("Phần thử", [Line(str(n)) for n in range(20)])])
    for less, shown in ((0, 4), (2, 2), (MOST, 1)):
        lines = cut(sheet, less).parts[0].lines
        assert len(lines) == shown + 1
        assert lines[-1].text == f"và {20 - shown} việc nữa (xem trên cổng)"


def test_what_no_line_was_made_for_is_counted_too(presidium, province, today):
    part = Part("Phần thử", [Line(str(n)) for n in range(6)], left=7)
    sheet = replace(week_sheet(presidium, today), parts=[part, Part("Đủ chỗ", [Line("một")], left=2)])
    cut_off, beside = cut(sheet, 0).parts
    assert cut_off.lines[-1].text == "và 9 việc nữa (xem trên cổng)"
    assert [line.text for line in beside.lines] == ["một", "và 2 việc nữa (xem trên cổng)"]
    for number in range(33):
        step(
            province,
            partner(f"Tổ chức {number}"),
            "Gửi tài liệu",
            due_on=today - dt.timedelta(days=number + 1),
        )
    promises = week_sheet(presidium, today).parts[2]
    assert (len(promises.lines), promises.left) == (30, 3)


def test_a_unit_s_leader_prints_no_week(client, leader, presidium):
    client.force_login(presidium, backend="portal.accounts.backends.Backend")
    answer = client.get(reverse("dashboard:week-paper"), {"ngay": "2026-11-23"})
    assert answer.content.startswith(b"%PDF")
    assert 'filename="doi-ngoai-trong-tuan-2026-11-23.pdf"' in answer["Content-Disposition"]
    for no_day in ("hôm nào", "0001-01-01", "9999-12-31"):
        assert client.get(reverse("dashboard:week-paper"), {"ngay": no_day}).status_code == 404, no_day
    with pytest.raises(PrintingError):
        print_document("monday-paper", "2026-11-23", user=leader, format="pdf")


def test_leaders_are_told_once_a_week_and_nobody_else(province, presidium, department_head, leader, today):
    holder("presidium", username="thoi.giu.chuc", valid_to=today - dt.timedelta(days=1))
    assert tell_leaders(on=MONDAY) == 2
    assert tell_leaders(on=MONDAY + dt.timedelta(days=2)) == 0
    assert set(Notice.objects.filter(kind=KIND).values_list("recipient", flat=True)) == {
        presidium.pk,
        department_head.pk,
    }
    notice = Notice.objects.get(recipient=presidium, kind=KIND)
    assert notice.url == f"{reverse('dashboard:week-paper')}?ngay=2026-11-23"
    assert "Chờ đồng chí quyết định" in notice.body
    assert tell_leaders(on=MONDAY + dt.timedelta(days=7)) == 2


def test_the_clock_starts_it_on_monday_before_work(presidium):
    entry = app.conf.beat_schedule["portal.dashboard.schedule.monday_paper"]["schedule"]
    assert (entry.day_of_week, entry.hour, entry.minute) == ({1}, {6}, {30})
    schedule.monday_paper()
    assert Notice.objects.filter(kind=KIND, recipient=presidium).count() == 1

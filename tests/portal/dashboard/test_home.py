"""The home page: what each role sees, numbers that equal their lists, a bounded number of queries."""

import datetime as dt
import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.access.roles import ROLES
from portal.records.models import Unmatched
from reports.models import Report, ReportType
from reports.services.cycles import open_subject
from tests.factories.accounts import holder
from tests.factories.agreements import agreement, partner
from tests.factories.delegations import delegation, event
from tests.factories.plans import approve, plan
from tests.factories.units import confederation

from .reading import figures, link, owe, page, past, rows_behind

pytestmark = pytest.mark.django_db
BUDGET = 96  # for the head, who sees the parts of all registers: one or two questions each


# -- what each role sees --


SECTIONS = {
    "unit_officer": ({"Ghi nhanh", "Không phát sinh", "Soạn báo cáo"}, {"Địa bàn hoạt động đối ngoại", "Đôn đốc"}),
    "unit_leader": ({"Soạn báo cáo", "Đoàn ra"}, {"Ghi nhanh</a>", "Đôn đốc"}),
    "secretary": ({"Sắp tới"}, {"Soạn báo cáo", "Đôn đốc"}),
    "clerk": ({"Sắp tới"}, {"Soạn báo cáo", "Đôn đốc"}),
    "department_officer": ({"Đôn đốc", "Ghi nhanh"}, {"Soạn báo cáo", "Mở kỳ báo cáo", "Cam kết sắp đến hạn"}),
    "department_head": (
        {"Đôn đốc", "Chờ đồng chí quyết định", "Cam kết sắp đến hạn", "Mới từ", "In bản tuần"}, {"Soạn báo cáo"},
    ),
    "presidium": (
        {"Không có việc chờ đồng chí quyết định", "Cam kết sắp đến hạn", "Mới từ", "In bản tuần", "Sắp tới"},
        {"Đôn đốc", "Ghi nhanh", "Quản trị", "Soạn báo cáo"},
    ),
    "inspector": ({"Báo cáo bị trả lại", "Đơn vị quá hạn", "Mở nhật ký"}, {"Đôn đốc", "In bản tuần"}),
    "administrator": ({"tài khoản chưa đăng nhập", "Tài khoản đang mở"}, {"Đoàn ra", "Năm báo cáo", "Soạn báo cáo"}),
}  # fmt: skip


def test_every_role_has_its_sections_in_this_table():
    assert set(SECTIONS) == set(ROLES)


@pytest.mark.parametrize("role", SECTIONS)
def test_a_role_sees_its_sections_and_no_others(client, province, today, role):
    owe(today)
    holder("clerk", province, username="never.signed.in")
    text = page(client, holder(role, confederation() if ROLES[role].is_central else province))
    main = text[text.index('id="main"') :]
    there, absent = SECTIONS[role]
    assert {words for words in there if words not in main} == set()
    assert {words for words in absent if words in main} == set()


def test_an_empty_portal_says_what_to_do(client, presidium, officer):
    leaders = page(client, presidium)
    assert "Không có việc chờ đồng chí quyết định" in leaders
    assert "không có việc quá hạn" in leaders
    assert "Không có thay đổi đáng chú ý" in leaders
    assert "Chưa có hoạt động sắp tới" in leaders
    assert "cùng kỳ năm trước: —" in leaders
    approve(
        plan(officer.roles.get().unit, timezone.localdate().year + 1)
    )  # what the calendar asks for is done
    assert "Có hoạt động mới?" in page(client, officer)


# -- a unit --


def test_a_returned_report_stands_first_with_its_reason(client, province, officer, today):
    cycle = owe(today)
    sent = timezone.now()
    Report.objects.filter(cycle=cycle, unit=province).update(
        state="returned", return_reason="Thiếu số lượt khách", submitted_at=sent, first_submitted_at=sent,
        first_due_on=cycle.due_on, due_on=today + dt.timedelta(days=2),
    )  # fmt: skip
    text = page(client, officer)
    assert "Trả lại: Thiếu số lượt khách." in text
    assert "Còn 2 ngày." in text
    assert "Không phát sinh" not in text


def test_nothing_to_report_is_one_tap_from_the_page_that_sends_it(client, province, officer, today):
    cycle = owe(today)
    report = Report.objects.get(cycle=cycle, unit=province)
    text = page(client, officer)
    assert f'href="{report.get_absolute_url()}#nothing"' in text
    assert 'id="nothing"' in html.unescape(client.get(report.get_absolute_url()).content.decode())


def test_another_units_data_is_absent(client, officer, province, other_province, today):
    delegation(province, "Đoàn của ta", starts_on=past(today), state="done")
    delegation(other_province, "Đoàn của tỉnh khác", starts_on=past(today), state="done")
    coming = (today + dt.timedelta(days=5)).isoformat()
    delegation(other_province, "Chuyến đi của tỉnh khác", starts_on=coming, state="planned")
    agreement(other_province, "Thỏa thuận của tỉnh khác", signed_on="2024", ends_on=coming)
    owe(today)
    text = page(client, officer)
    assert figures(text)["Đoàn ra"] == "1"
    assert "tỉnh khác" not in text
    assert other_province.short_name not in text


# -- figures --


def test_figures_equal_the_lists_behind_them(client, province, department_officer, today):
    lao = partner()
    for number in range(3):
        delegation(province, starts_on=past(today, number + 2), state="done", size=4, partners=[lao])
    delegation(province, direction="incoming", starts_on=past(today), state="done")
    delegation(province, "Bị hủy", starts_on=past(today), state="cancelled")
    delegation(province, "Chưa rõ ngày", starts_on=str(today.year), state="done")
    delegation(province, "Họp trực tuyến", starts_on=past(today), mode="online", state="done")
    delegation(province, "Từ lâu", starts_on="2019-05-05", state="done")
    event(province, starts_on=past(today), state="done")
    for days in (10, 400):
        ends = (today + dt.timedelta(days=days)).isoformat()
        agreement(province, signed_on="2024-01-05", starts_on="2024-01-05", ends_on=ends)
    text = page(client, department_officer)
    shown = figures(text)
    assert (shown["Đoàn ra"], shown["Đoàn vào"], shown["Hội nghị, hội thảo"]) == ("3", "1", "1")
    assert shown["Thỏa thuận đang có hiệu lực"] == "2"
    for label in (
        "Đoàn ra",
        "Đoàn vào",
        "Hội nghị, hội thảo",
        "Thỏa thuận đang có hiệu lực",
        "Đối tác có quan hệ",
    ):
        assert rows_behind(client, link(text, label)) == int(shown[label]), label
    assert "12 lượt người" in text


def test_the_year_chosen_in_the_address_is_counted_and_said(client, province, department_officer, today):
    last = today.year - 1
    delegation(province, starts_on=f"{last}-05-05", state="done")
    delegation(province, starts_on=f"{last}-12-20", state="done")
    text = page(client, department_officer, f"?nam=duong-lich&year={last}")
    assert f"Năm dương lịch {last} (01/01/{last} – 31/12/{last})" in text
    assert figures(text)["Đoàn ra"] == "2"
    reporting = page(client, department_officer, f"?nam=bao-cao&year={last}")
    assert f"Năm báo cáo {last} (15/12/{last - 1} – 14/12/{last})" in reporting
    assert figures(reporting)["Đoàn ra"] == "1"


def test_a_difference_stands_with_what_it_is_measured_against(client, province, department_officer, today):
    for _number in range(3):
        delegation(province, starts_on=past(today), state="done")
    delegation(province, starts_on=past(today, 365 + 20), state="done")
    assert "cùng kỳ năm trước: 1 (+2)" in page(client, department_officer)


def test_overdue_units_equal_the_board(client, province, other_province, department_head, today):
    cycle = owe(today)
    Report.objects.filter(cycle=cycle).update(due_on=today - dt.timedelta(days=3))
    text = page(client, department_head)
    assert figures(text)["Báo cáo quá hạn"] == "2"
    board = client.get(link(text, "Báo cáo quá hạn"))
    assert len(board.context["lines"]) == 2


def test_a_report_on_one_matter_does_not_hide_who_owes_the_periodic_one(
    client, province, other_province, department_head, today
):
    cycle = owe(today)
    Report.objects.filter(cycle=cycle).update(due_on=today - dt.timedelta(days=3))
    days = {
        "starts_on": today - dt.timedelta(days=9),
        "ends_on": today - dt.timedelta(days=1),
        "due_on": today,
    }
    about = ReportType.objects.get(nature="ad_hoc")
    open_subject(about, title="Thiên tai", by=department_head, at=timezone.now(), **days)
    assert figures(page(client, department_head))["Báo cáo quá hạn"] == "2"


def test_unmatched_names_are_counted_once_each(client, department_officer):
    for number in range(3):
        Unmatched.objects.create(
            target_model="delegations.delegation", target_id=number, column="partners",
            written="Công đoàn Salavan" if number else "LHCĐ Lào", country="LA",
        )  # fmt: skip
    text = page(client, department_officer)
    assert "2 tên đối tác chưa đối chiếu" in text
    assert rows_behind(client, reverse("partners:unmatched")) == 2


# -- cost --


def _fill(unit, today, count: int) -> None:
    lao = partner(f"Công đoàn {count}", f"CĐ{count}")
    for number in range(count):
        day = past(today, number % 25 + 1)
        delegation(unit, starts_on=day, state="done", partners=[lao], country="LA")
        event(unit, starts_on=day, state="done", partners=[lao])
        coming = (today + dt.timedelta(days=number + 1)).isoformat()
        delegation(unit, starts_on=coming, state="planned", partners=[lao])
        agreement(unit, signed_on="2024-01-05", ends_on=coming, partners=[lao])


def _queries(client, user) -> int:
    page(client, user)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(reverse("dashboard:home"))
    return len(asked)


@pytest.mark.parametrize(
    "role", ["unit_officer", "department_officer", "department_head", "presidium", "inspector"]
)
def test_the_page_costs_the_same_at_3_and_30_rows(client, province, today, role):
    user = holder(role, confederation() if ROLES[role].is_central else province)
    Report.objects.filter(cycle=owe(today)).update(due_on=today - dt.timedelta(days=3))
    _fill(province, today, 3)
    few = _queries(client, user)
    _fill(province, today, 30)
    assert _queries(client, user) == few
    assert few < BUDGET

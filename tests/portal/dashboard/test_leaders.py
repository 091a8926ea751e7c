"""A leader's first screen: today first, what is to be decided, what is about to break, what is new."""

import datetime as dt
import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.dashboard.changes import changes_of
from portal.dashboard.looks import look
from portal.dashboard.models import LastLook
from portal.dashboard.registry import Reader
from portal.dashboard.years import asked_year
from portal.workflow.services import approvals as does
from reports.models import Report
from tests.factories.accounts import holder
from tests.factories.agreements import partner
from tests.factories.delegations import delegation, event
from tests.factories.partners_interactions import step
from tests.factories.reports import sent
from tests.factories.workflow import chain, inside

from .reading import owe, page, past

pytestmark = pytest.mark.django_db


def _words(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_todays_meetings_stand_before_the_coming_ones(client, centre, presidium, today):
    tomorrow = (today + dt.timedelta(days=1)).isoformat()
    delegation(centre, "Ngày mai", starts_on=tomorrow, ends_on=tomorrow, state="planned")
    delegation(centre, "Đang ở đây", starts_on=past(today, 1), ends_on=tomorrow, state="ongoing")
    event(centre, "Đã hoãn", starts_on=tomorrow, state="postponed")
    text = page(client, presidium)
    assert text.index("Hôm nay, ") < text.index("Đang ở đây") < text.index("Ngày mai")
    assert "Đã hoãn" not in text


def test_a_meeting_leads_to_its_briefing_sheet(client, centre, presidium, today):
    lao = partner()
    delegation(
        centre,
        "Tiếp đoàn Lào",
        starts_on=today.isoformat(),
        ends_on=today.isoformat(),
        state="ongoing",
        partners=[lao],
    )
    text = page(client, presidium)
    address = re.search(r'<a class="meeting__paper" href="([^"]+)"', text)[1]
    answer = client.get(address)
    assert answer.status_code == 200
    assert f"{address}pdf/".encode() in answer.content


def test_what_is_to_be_decided_is_told_whole_and_decided_there(client, province, presidium, today):
    chain(inside("approve", "confederation", "presidium", working_days=5), matter="outgoing")
    trip = delegation(
        province, "Thăm Tổng Công đoàn Lào", country="LA", size=4, starts_on=f"{today.year + 1}-01-10"
    )
    approval = does.submit(trip, matter="outgoing", by=None, at=timezone.now())
    words = _words(page(client, presidium))
    at = words.index("Chờ đồng chí quyết định")
    told = words[at : words.index("Cam kết sắp đến hạn", at)]
    for fact in (
        "Thăm Tổng Công đoàn Lào",
        province.short_name,
        "Lào",
        "Số người: 4",
        "bước 1",
        "Phê duyệt",
        "Trả lại",
    ):
        assert fact in told, fact
    assert reverse("workflow:act", args=[approval.pk, "agree"]) in page(client, presidium)


def test_promises_about_to_break_are_counted_and_the_rest_is_left_in_peace(
    client, province, presidium, today
):
    lao = partner()
    for days, text in ((3, "Ba ngày nữa"), (-4, "Bốn ngày rồi"), (40, "Còn lâu"), (-500, "Đã quên")):
        step(province, lao, text, due_on=today + dt.timedelta(days=days))
    text = page(client, presidium)
    assert "1 việc đến hạn trong 14 ngày, 1 việc quá hạn" in text
    assert text.index("Ba ngày nữa") < text.index("Bốn ngày rồi")
    assert "Còn lâu" not in text
    assert "Đã quên" not in text


# -- what is new --


def test_the_first_look_of_a_visit_is_what_the_next_one_is_measured_by(presidium):
    at = timezone.now()
    minutes = [at + dt.timedelta(minutes=number) for number in (0, 10, 25, 60, 62)]
    assert look(presidium, at=minutes[0]) is None
    assert look(presidium, at=minutes[1]) is None
    assert look(presidium, at=minutes[2]) is None
    assert look(presidium, at=minutes[3]) == minutes[2]
    assert look(presidium, at=minutes[4]) == minutes[2]
    assert LastLook.objects.count() == 1


def _seen(user, days: int) -> None:
    LastLook.objects.update_or_create(
        user=user, defaults={"seen_at": timezone.now() - dt.timedelta(days=days)}
    )


def test_decisions_and_reports_since_the_last_look_are_told(client, province, presidium, today):
    chain(inside("approve", "confederation", "presidium"), matter="outgoing")
    other = holder("presidium", username="thuong.truc.khac")
    old, new = (
        delegation(province, title, country="LA", dossier_state="in_approval")
        for title in ("Đoàn cũ", "Đoàn mới")
    )
    for trip, days in ((old, 9), (new, 1)):
        at = timezone.now() - dt.timedelta(days=days)
        approval = does.submit(trip, matter="outgoing", by=None, at=at)
        does.agree(approval, by=other, at=at, step_position=1)
    _seen(presidium, 3)
    words = _words(page(client, presidium))
    told = words[words.index("Mới từ") :]
    assert "Đoàn mới" in told
    assert "Đã phê duyệt" in told
    assert "Đoàn cũ" not in told
    _seen(presidium, 0)
    assert "Không có thay đổi đáng chú ý" not in _words(page(client, presidium))  # the same visit


def test_what_a_reader_does_not_see_is_no_news(province, other_province, presidium):
    """What happened is told from what is visible: a unit's leader reads nothing of another unit."""
    chain(inside("approve", "own", "unit_leader"), matter="outgoing")
    head = holder("unit_leader", other_province)
    approval = does.submit(
        delegation(other_province, country="LA", dossier_state="in_approval"),
        matter="outgoing",
        by=None,
        at=timezone.now(),
    )
    does.agree(approval, by=head, at=timezone.now(), step_position=1)
    beside = holder("unit_leader", other_province, username="pho.chu.tich")
    told = [len(changes_of(_reader(one))) for one in (presidium, beside, holder("unit_leader", province))]
    assert told == [1, 1, 0]


def test_what_a_leader_decided_is_no_news_to_them(province, presidium):
    chain(inside("approve", "confederation", "presidium"), matter="outgoing")
    other = holder("presidium", username="thuong.truc.khac")
    trip = delegation(province, country="LA", dossier_state="in_approval")
    approval = does.submit(trip, matter="outgoing", by=None, at=timezone.now())
    does.agree(approval, by=presidium, at=timezone.now(), step_position=1)
    assert [len(changes_of(_reader(user))) for user in (presidium, other)] == [0, 1]


def test_more_decisions_than_stand_on_the_page_are_counted_whole(client, province, presidium):
    chain(inside("approve", "confederation", "presidium"), matter="outgoing")
    for number in range(9):
        trip = delegation(province, f"Đoàn số {number}", country="LA", dossier_state="in_approval")
        does.submit(trip, matter="outgoing", by=None, at=timezone.now())
    words = _words(page(client, presidium))
    assert "Chờ đồng chí quyết định 9" in words
    assert "Còn 4 việc chờ quyết định" in words


def _reader(user) -> Reader:
    today = timezone.localdate()
    since = timezone.now() - dt.timedelta(days=1)
    return Reader(user, today, asked_year({}, today=today), since=since)


def test_reports_that_came_in_are_one_line_a_cycle(client, province, presidium):
    sent(province, at=timezone.now())
    assert re.search(r"1 báo cáo 6 tháng đầu năm 2026", _words(page(client, presidium)))


def test_figures_name_no_telephone_and_lead_to_the_board(client, province, presidium, today):
    province.contact_telephone, province.contact_post = "0214 000 111", "Chuyên viên tổng hợp"
    province.save()
    Report.objects.filter(cycle=owe(today)).update(due_on=today - dt.timedelta(days=3))
    text = page(client, presidium)
    assert reverse("dashboard:board") in text
    assert "Báo cáo quá hạn" in text
    assert "0214" not in text
    assert "Chuyên viên tổng hợp" not in text
    assert "don-doc" not in text

"""The inbox: what waits for me and why, by day; what I sent on; what I did; what passes through deputies."""

import datetime as dt
import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.access.roles import ROLES
from portal.audit.models import Verb
from portal.audit.trail import record
from portal.dashboard.inbox import grouped
from portal.dashboard.registry import Item, Kind, counted
from portal.ui.badges import numbers
from portal.workflow.models import Deputisation
from portal.workflow.services import approvals as does
from reports.models import Report
from tests.factories.accounts import holder
from tests.factories.agreements import partner
from tests.factories.delegations import delegation
from tests.factories.library import question, sent_item
from tests.factories.partners_interactions import step
from tests.factories.people import officer_of
from tests.factories.resolution import assignment, proposal
from tests.factories.units import confederation
from tests.factories.workflow import chain, inside

from .reading import owe

pytestmark = pytest.mark.django_db
BUDGET = 110


def _get(client, user, name="inbox", query="") -> str:
    client.force_login(user, backend="portal.accounts.backends.Backend")
    response = client.get(reverse(f"dashboard:{name}") + query)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def _words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text[text.index('id="inbox"') :]).split())


def _approval(unit, title="Thăm Lào", at=None, by=None, **values):
    trip = delegation(unit, title, country="LA", dossier_state="in_approval", **values)
    return does.submit(trip, matter="outgoing", by=by, at=at or timezone.now())


@pytest.fixture
def deciding(centre):
    return chain(inside("approve", "confederation", "presidium", working_days=5), matter="outgoing")


# -- what waits, and why --


def test_a_step_says_why_it_is_mine_and_is_done_on_the_line(client, province, presidium, deciding):
    approval = _approval(province)
    text = _get(client, presidium)
    assert "Vì đồng chí đảm nhận bước 1 “Bước approve”" in _words(text)
    for name in ("agree", "return", "refuse"):
        assert f'href="{reverse("workflow:act", args=[approval.pk, name])}"' in text
    assert text.count("data-form") == 3


def test_a_deputy_reads_for_whom(client, province, presidium, deciding, today):
    deputy = holder("department_head", confederation(), username="pho")
    Deputisation.objects.create(giver=presidium, deputy=deputy, valid_from=today, valid_to=today)
    _approval(province)
    assert f"Vì đồng chí được ủy quyền thay {presidium} ở bước 1" in _words(_get(client, deputy))
    given, taken = (
        _words(_get(client, presidium, "inbox-delegated")),
        _words(_get(client, deputy, "inbox-delegated")),
    )
    assert f"Đồng chí ủy quyền cho người khác 1 {deputy}" in given
    assert f"Đồng chí được ủy quyền 1 {presidium}" in taken
    assert "hiệu lực" in given


def test_what_the_unit_owes_stands_with_its_reason(client, province, officer, today):
    Report.objects.filter(cycle=owe(today), unit=province).update(due_on=today)
    words = _words(_get(client, officer))
    assert "Hôm nay" in words
    assert "Vì đơn vị của đồng chí phải gửi." in words


def test_a_document_is_confirmed_by_one_post(client, province, officer):
    item = sent_item(province, title="Hướng dẫn mới")
    receipt = item.receipts.get(unit=province)
    url = reverse("reports:libraryitem-confirm", args=[item.pk, receipt.pk, "read"])
    text = _get(client, officer)
    assert f'action="{url}"' in text
    client.post(url)
    assert "Hướng dẫn mới" not in _words(_get(client, officer))


def test_an_empty_inbox_says_so_and_what_to_do(client, officer, today):
    from tests.factories.plans import approve, plan

    approve(plan(officer.roles.get().unit, today.year + 1))
    text = _get(client, officer)
    assert "Không có việc chờ đồng chí." in text
    assert reverse("registers:quick") in text
    assert "Đồng chí không phải chờ ai." in _get(client, officer, "inbox-sent")


def test_groups_are_by_day_and_the_heavier_stands_first():
    wednesday = dt.date(2026, 11, 25)
    due = {"muộn": -1, "nay": 0, "tuần": 4, "sau": 5}
    items = [Item(name, "", "", due_on=wednesday + dt.timedelta(days=days)) for name, days in due.items()]
    items += [Item("bao giờ", "", ""), Item("gấp", "", "", tone="bad")]
    found = {str(group.title): [one.label for one in group.items] for group in grouped(items, wednesday)}
    assert found == {
        "Quá hạn": ["muộn", "gấp"], "Hôm nay": ["nay"], "Tuần này": ["tuần"], "Sau đó": ["sau"], "Chưa có hạn": ["bao giờ"],
    }  # fmt: skip


def test_words_and_kind_narrow_and_stay_in_the_address(client, province, officer, today):
    sent_item(province, title="Hướng dẫn đón đoàn")
    sent_item(province, title="Biểu mẫu khác")
    both = _words(_get(client, officer))
    assert "Hướng dẫn đón đoàn" in both
    assert "Biểu mẫu khác" in both
    narrowed = _get(client, officer, query="?q=huong+dan+DON&loai=van-ban")
    assert "Biểu mẫu khác" not in _words(narrowed)
    assert "Hướng dẫn đón đoàn" in _words(narrowed)
    assert "q=huong+dan+DON" in narrowed or "q=huong%20dan%20DON" in narrowed
    assert "Không có việc nào khớp bộ lọc." in _words(_get(client, officer, query=f"?loai={Kind.DECISION}"))


@pytest.mark.parametrize(
    "query", ["?q=%00", "?loai=khong-co", "?q=" + "a" * 5000, "?q=%25_%5C%27%22", "?page=abc"]
)
def test_what_cannot_be_asked_is_no_error(client, officer, query):
    for name in ("inbox", "inbox-sent", "inbox-done"):
        _get(client, officer, name, query)


# -- the number in the sidebar --


def test_the_badge_counts_what_waits_by_name(client, province, officer, leader, presidium, today, deciding):
    Report.objects.filter(cycle=owe(today), unit=province).update(due_on=today)
    sent_item(province)
    lao, person = partner(), officer_of(province)
    person.user = officer
    person.save()
    step(province, lao, owner=person, due_on=today)
    step(province, lao, owner=person, due_on=today + dt.timedelta(days=60))
    _approval(province)
    assert (
        numbers({"inbox": counted}, officer)["inbox"] == 3
    )  # a report, a document, a promise of the next two weeks
    assert numbers({"inbox": counted}, presidium)["inbox"] == 1
    text = _get(client, officer)
    assert re.search(r'aria-current="true">Chờ tôi <span class="count">3</span>', text)


def test_the_badge_is_one_question(officer, django_assert_num_queries):
    assert officer.offices_today
    with django_assert_num_queries(1):
        numbers({"inbox": counted}, officer)


# -- what I sent on --


def test_what_i_sent_on_says_with_whom_since_when_and_until_when(
    client, province, officer, presidium, deciding, today
):
    approval = _approval(province, by=officer)
    due = approval.steps.get().due_on
    words = _words(_get(client, officer, "inbox-sent"))
    assert f"Hạn {due:%d/%m/%Y}" in words
    assert str(presidium) in words
    assert f"từ {today:%d/%m/%Y}" in words
    does.agree(approval, by=presidium, at=timezone.now(), step_position=1)
    assert "Đồng chí không phải chờ ai." in _get(client, officer, "inbox-sent")


def test_questions_and_proposals_stand_until_they_are_answered(client, province, officer):
    question(province, "Có thống kê không?", by=officer)
    proposal(province, "Bố trí kinh phí.", addressee="Đoàn Chủ tịch")
    words = _words(_get(client, officer, "inbox-sent"))
    assert "Có thống kê không?" in words
    assert "Đang ở: Đoàn Chủ tịch" in words


def test_who_is_chased_is_chased_by_a_text_to_copy(client, province, department_officer, officer, today):
    assignment(
        province, by=department_officer, text="Tổ chức lớp tập huấn", due_on=today + dt.timedelta(days=3)
    )
    text = _get(client, department_officer, "inbox-sent")
    copied = re.search(r'data-copy="([^"]*nhiệm vụ[^"]*)"', text)[1]
    assert "Tổ chức lớp tập huấn" not in copied, "what it says does not leave the portal"
    assert copied.startswith(f"{province.short_name}: đề nghị ")
    assert "hạn " in copied
    assert "http" in copied
    assert "Sao chép để gửi Zalo" in text
    assert "Tổ chức lớp tập huấn" not in _words(_get(client, officer, "inbox-sent"))


# -- what I did --


def test_own_acts_of_thirty_days_lead_back_while_the_record_is_seen(
    client, province, other_province, officer
):
    mine, foreign = delegation(province, "Đoàn của tôi"), delegation(other_province, "Đoàn đã chuyển")
    for row in (mine, foreign):
        record(Verb.UPDATED, row, by=officer)
    record(Verb.UPDATED, mine, by=officer, at=timezone.now() - dt.timedelta(days=31), details={"on": "cũ"})
    record(Verb.SIGNED_IN, officer, by=officer)
    text = _get(client, officer, "inbox-done")
    words = _words(text)
    assert words.count("Đoàn của tôi") == 1
    assert "Đoàn đã chuyển" in words
    address = reverse("dashboard:record", args=["delegations.delegation", mine.pk])
    assert f'href="{address}"' in text
    assert f'/{foreign.pk}/"' not in text
    assert client.get(address).url == mine.get_absolute_url()
    assert (
        client.get(reverse("dashboard:record", args=["delegations.delegation", foreign.pk])).status_code
        == 404
    )
    assert client.get(reverse("dashboard:record", args=["no.such", 1])).status_code == 404


# -- cost --


def _fill(unit, user, count: int) -> None:
    lao = partner(f"Công đoàn {count}", f"CĐ{count}")
    for number in range(count):
        day = timezone.localdate() + dt.timedelta(days=number % 9)
        step(unit, lao, f"Hứa {count}.{number}", by=user, due_on=day)
        assignment(unit, by=user, due_on=day)
        sent_item(unit, title=f"Văn bản {count}.{number}", due_on=day)
        _approval(unit, f"Đoàn {count}.{number}", by=user)
        question(unit, f"Hỏi {count}.{number}")
        record(Verb.UPDATED, lao, by=user)


@pytest.mark.parametrize("role", ["unit_officer", "department_officer", "presidium"])
def test_the_inbox_costs_the_same_at_3_and_30_rows(client, province, role, deciding):
    user = holder(role, confederation() if ROLES[role].is_central else province)
    names = ("inbox", "inbox-sent", "inbox-done")
    costs = []
    for count in (3, 30):
        _fill(province, None if role == "presidium" else user, count)
        costs.append([_queries(client, user, name) for name in names])
    assert costs[0] == costs[1]
    assert max(costs[1]) < BUDGET


def _queries(client, user, name: str) -> int:
    _get(client, user, name)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse(f"dashboard:{name}"))
    return len(asked)

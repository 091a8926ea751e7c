"""Many events in one go: told once, written at once; a heap becomes one message."""

import datetime as dt

import pytest

from portal.notifications.many import Event, Heap, tell_many
from portal.notifications.models import Letter, Notice
from tests.factories.accounts import holder

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 3, 2)
HEAP = Heap("agreements/grant_report_many", "/nguon-luc/", most=2)
AT_ONCE = "workflow/ended"  # a kind that comes by a letter where nobody chose otherwise


@pytest.fixture
def two(province):
    return [holder("unit_officer", province, username=name) for name in ("mot", "hai")]


def events(number: int, people) -> list[Event]:
    context = {"row": None, "approval": None}
    return [Event(people, AT_ONCE, context, f"/thoa-thuan/{one}/", f"k:{one}", None) for one in range(number)]


def test_each_is_told_once_with_a_letter(two):
    assert tell_many(events(2, two), heap=HEAP, on=ON) == 4
    assert tell_many(events(2, two), heap=HEAP, on=ON) == 0
    assert Notice.objects.unread().count() == Letter.objects.count() == 4
    first = Letter.objects.order_by("pk").first()
    assert f"/thong-bao/{first.notice_id}/" in first.text


def test_only_who_would_get_a_heap_is_spared_it(two):
    first, second = two
    told = [*events(3, [first]), Event([second], AT_ONCE, {}, "/x/", "k:other", None)]
    assert tell_many(told, heap=HEAP, on=ON) == 4
    assert Notice.objects.filter(recipient=first).unread().get().kind == HEAP.name
    assert not Letter.objects.filter(to_address=first.email).exists(), (
        "the heap's message waits for the morning"
    )
    assert Notice.objects.filter(recipient=second).unread().get().kind == AT_ONCE


def test_who_is_named_twice_or_is_gone_is_told_once_or_not(two):
    first, gone = two
    gone.is_active = False
    gone.save()
    assert tell_many(events(1, [first, first, gone]), heap=HEAP, on=ON) == 1


def test_nothing_to_tell_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(2):  # the transaction
        assert tell_many([], heap=HEAP, on=ON) == 0

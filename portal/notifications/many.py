"""Many events told in one go, as a sweep at night finds them: who knows already is asked once, the rest written at once."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User

from .messages import Message, render_notice
from .models import Notice
from .services import absolute, tell_message, write_letters

CHUNK = 1000


@dataclass(frozen=True)
class Event:
    """What is told to whom: the arguments of `tell_message`. `key` names the event; nobody is told it twice."""

    people: Sequence[User]
    name: str
    context: dict[str, Any]
    url: str
    key: str


@dataclass(frozen=True)
class Heap:
    """Who would get more than `most` at once gets one message `name` ({"count"}) instead, that leads to `url`."""

    name: str
    url: str
    most: int = 20


@transaction.atomic
def tell_many(events: Iterable[Event], *, heap: Heap, on: dt.date) -> int:
    """Tell each event to those who were not told. Returns how many notices are new; the heap's are not counted.

    On the first night in an old register a person may owe hundreds of answers: those events are written down as
    read, without a letter, and one message says how many there are and where they stand.
    """
    fresh = _untold(list(events))
    counts = Counter(user.pk for event in fresh for user in event.people)
    heaped = {pk for pk, count in counts.items() if count > heap.most}
    dawn = timezone.make_aware(dt.datetime.combine(on, dt.time()))
    messages = {event.key: _worded(event) for event in fresh}
    made = [
        _notice(event, user, messages[event.key], read_at=dawn if user.pk in heaped else None)
        for event in fresh
        for user in event.people
    ]
    # A second teller at the same moment loses at the unique key, quietly: the first one's notices stand.
    Notice.objects.bulk_create(made, ignore_conflicts=True, batch_size=CHUNK)
    _write_letters(messages)
    people = {user.pk: user for event in fresh for user in event.people if user.pk in heaped}
    for user in people.values():
        context = {"count": counts[user.pk]}
        tell_message([user], heap.name, context, heap.url, key=f"{heap.name}:{on.isoformat()}")
    return len(made)


def _untold(events: list[Event]) -> list[Event]:
    """The events, each with those alone who do not know of it; without those that everybody knows."""
    told: set[tuple[int, str]] = set()
    for start in range(0, len(events), CHUNK):
        keys = [event.key for event in events[start : start + CHUNK]]
        told |= set(Notice.objects.filter(key__in=keys).values_list("recipient_id", "key"))
    found = []
    for event in events:
        people = {
            user.pk: user for user in event.people if user.is_active and (user.pk, event.key) not in told
        }
        if people:
            found.append(Event(list(people.values()), event.name, event.context, event.url, event.key))
    return found


def _worded(event: Event) -> Message:
    return render_notice(event.name, {**event.context, "url": absolute(event.url)})


def _notice(event: Event, user: User, message: Message, *, read_at: dt.datetime | None) -> Notice:
    return Notice(
        recipient=user, kind=event.name, key=event.key, subject=message.subject[:300], body=message.text, url=event.url,
        read_at=read_at,
    )  # fmt: skip


def _write_letters(messages: dict[str, Message]) -> None:
    """For those that are to be read; who has a letter already has it from another teller."""
    keys = list(messages)
    for start in range(0, len(keys), CHUNK):
        rows = Notice.objects.unread().filter(key__in=keys[start : start + CHUNK], letter=None).order_by("pk")
        write_letters([(notice, messages[notice.key]) for notice in rows.select_related("recipient")])

"""Many events told in one go, as a sweep at night finds them: who knows already is asked once, the rest written at once."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from portal.accounts.models import User

from .addresses import absolute
from .messages import Message, render_notice
from .models import Notice, Way
from .services import made_notice, tell_message, write_letters
from .topics import kind as kind_of
from .ways import Ways

CHUNK = 1000


@dataclass(frozen=True)
class Event:
    """What is told to whom: the arguments of `tell_message`. `key` names the event; nobody is told it twice."""

    people: Sequence[User]
    name: str
    context: dict[str, Any]
    url: str
    key: str
    about: models.Model | None


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
    messages = {event.key: _worded(event) for event in fresh}
    made, at_once = _notices(fresh, messages, heaped, on)
    # A second teller at the same moment loses at the unique key, quietly: the first one's notices stand.
    Notice.objects.bulk_create(made, ignore_conflicts=True, batch_size=CHUNK)
    _write_letters(messages, at_once)
    people = {user.pk: user for event in fresh for user in event.people if user.pk in heaped}
    for user in people.values():
        context, key = {"count": counts[user.pk]}, f"{heap.name}:{on.isoformat()}"
        tell_message([user], heap.name, context, heap.url, about=None, key=key)
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
            found.append(replace(event, people=list(people.values())))
    return found


def _worded(event: Event) -> Message:
    return render_notice(event.name, {**event.context, "url": absolute(event.url)})


def _notices(events: list[Event], messages: dict[str, Message], heaped: set[int], on: dt.date):
    """A notice for each person of each event, not saved, those of a heap read already; who gets which letter at once.

    list of Notice, set of (id of the account, key of the event).
    """
    kinds = {event.name: kind_of(event.name) for event in events}
    everybody = {user.pk for event in events for user in event.people}
    ways = Ways(everybody, {given.topic for given in kinds.values()})
    dawn = timezone.make_aware(dt.datetime.combine(on, dt.time()))
    made, at_once = [], set()
    for event in events:
        given, message = kinds[event.name], messages[event.key]
        for user in event.people:
            way = ways.of(user, given, urgent=given.urgent, worth_a_letter=True)
            if way == Way.AT_ONCE and user.pk not in heaped:
                at_once.add((user.pk, event.key))
            made.append(made_notice(
                user, event.name, event.key, message, event.url, about=event.about, urgent=given.urgent, way=way,
                read_at=dawn if user.pk in heaped else None,
            ))  # fmt: skip
    return made, at_once


def _write_letters(messages: dict[str, Message], at_once: set[tuple[int, str]]) -> None:
    """For those who get them at once and did not read yet; who has a letter already has it from another teller."""
    keys = list(messages)
    for start in range(0, len(keys), CHUNK):
        rows = Notice.objects.unread().filter(key__in=keys[start : start + CHUNK], letter=None).order_by("pk")
        told = [one for one in rows.select_related("recipient") if (one.recipient_id, one.key) in at_once]
        write_letters([(notice, messages[notice.key]) for notice in told])

"""The morning's letter: all that waits for one person in one letter, by topic; none where nothing waits.

One pass for everybody: what is asked of the database hangs on the kinds of records told of, not on how many people.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.apps import apps
from django.db import models, transaction
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry

from .addresses import absolute
from .letters import link_of
from .messages import Message, render_notice
from .models import Letter, Notice
from .sending import request_sending
from .since import SAME
from .topics import SETTLING, Topic
from .topics import kind as kind_of
from .ways import Quiet

DIGEST = "notifications.digest"
CHUNK = 500  # people in one transaction
SHOWN = 12  # notices of one topic; the rest is counted
HOUR = dt.time(7)
Record = tuple[str, int]


def morning(on: dt.date) -> dt.datetime:
    """When the letter of that day is written: what is told later waits for the next."""
    return timezone.make_aware(dt.datetime.combine(on, HOUR))


def waits(*, on: dt.date) -> models.QuerySet[Notice]:
    """Notices for the letter of that day, of people who did not get it yet."""
    midnight = timezone.make_aware(dt.datetime.combine(on, dt.time()))
    return Notice.objects.for_digest(until=morning(on), since=midnight)


def send_digests(*, on: dt.date, at: dt.datetime, by=None) -> dict:
    """Write the letters of the day; {"people", "notices", "left_out"}. Run again, or twice at once, it adds none.

    Left out: what was read, what was settled meanwhile, what is about a record that is no more, what says of a record
    what a later notice says in the same words, and everything of closed accounts and of people without an address.
    """
    counts = {"people": 0, "notices": 0, "left_out": 0}
    while people := list(_next(on)[:CHUNK]):
        for name, number in _write(people, on=on, at=at).items():
            counts[name] += number
    if counts["people"]:
        request_sending(by=by)
    return counts


def _next(on: dt.date) -> models.QuerySet:
    """Ids of the people who have something to read."""
    return waits(on=on).order_by("recipient").values_list("recipient", flat=True).distinct()


@transaction.atomic
def _write(people: list[int], *, on: dt.date, at: dt.datetime) -> dict[str, int]:
    """The letters of these people. The rows are locked: who comes second finds that nothing waits any more."""
    rows = waits(on=on).filter(recipient__in=people).select_for_update(of=("self",)).order_by("pk")
    waiting = list(rows.select_related("recipient"))
    told = _worth_telling(waiting)
    by_person: dict[int, list[Notice]] = defaultdict(list)
    for notice in told:
        by_person[notice.recipient_id].append(notice)
    quiet = Quiet(by_person)
    letters = {
        pk: _letter(notices, on, at, quiet.free_from(pk, at)) for pk, notices in sorted(by_person.items())
    }
    Letter.objects.bulk_create(letters.values())
    _mark(waiting, told, {pk: letter.pk for pk, letter in letters.items()})
    return {"people": len(letters), "notices": len(told), "left_out": len(waiting) - len(told)}


def _mark(waiting: list[Notice], told: list[Notice], letters: dict[int, int]) -> None:
    """None of them waits any more; those told know their letter."""
    Notice.objects.filter(pk__in=[one.pk for one in waiting]).update(awaits_digest=False)
    if letters:
        whens = [When(recipient_id=pk, then=Value(letter)) for pk, letter in letters.items()]
        number = Case(*whens, output_field=models.BigIntegerField())
        Notice.objects.filter(pk__in=[one.pk for one in told]).update(digest_id=number)


def _worth_telling(waiting: list[Notice]) -> list[Notice]:
    unread = [one for one in waiting if not one.read_at and one.recipient.is_active and one.recipient.email]
    about: set[Record] = {(one.about_model, cast(int, one.about_id)) for one in unread if one.about_id}
    gone = _gone(about)
    asking = [one for one in unread if one.about_id and kind_of(one.kind).asks]
    last_acts = _last_acts(asking)
    told = [
        one
        for one in unread
        if (record := (one.about_model, one.about_id)) not in gone
        and not (kind_of(one.kind).asks and (last := last_acts.get(record)) and last > one.created_at + SAME)
    ]
    return _once(told)


def _once(told: list[Notice]) -> list[Notice]:
    """Of those that tell one person the same of the same record (two levels of a reminder in one day) the last."""
    found = {(one.recipient_id, one.about_model, one.about_id or -one.pk, one.subject): one for one in told}
    return list(found.values())


def _gone(about: set[Record]) -> set[tuple[str, int | None]]:
    """Records that were deleted or archived; one query for each kind of record."""
    by_kind: dict[str, set[int]] = defaultdict(set)
    for label, pk in about:
        by_kind[label].add(pk)
    gone: set[tuple[str, int | None]] = set()
    for label, ids in by_kind.items():
        try:
            model = apps.get_model(label)
        except LookupError:  # an app that was taken out
            gone |= {(label, pk) for pk in ids}
            continue
        rows = model._base_manager.filter(pk__in=ids)
        if any(field.name == "archived_at" for field in model._meta.get_fields()):
            rows = rows.filter(archived_at=None)
        gone |= {(label, pk) for pk in ids - set(rows.values_list("pk", flat=True))}
    return gone


def _last_acts(asking: list[Notice]) -> dict[tuple[str, int | None], dt.datetime]:
    """When each record was last moved on by an act that settles what was asked. One query."""
    if not asking:
        return {}
    by_kind: dict[str, set[str]] = defaultdict(set)
    for one in asking:
        by_kind[one.about_model].add(str(one.about_id))
    asked = Q(pk=None)
    for label, ids in by_kind.items():
        asked |= Q(target_model=label, target_id__in=ids)
    since = min(one.created_at for one in asking)
    rows = Entry.objects.filter(asked, at__gt=since, verb__in=SETTLING).order_by("target_model", "target_id")
    acts = rows.values("target_model", "target_id").annotate(last=models.Max("at"))
    return {(row["target_model"], int(row["target_id"])): row["last"] for row in acts}


@dataclass(frozen=True)
class Group:
    """The notices of one topic, the latest first; `more` are not told one by one."""

    label: str
    lines: list[tuple[Notice, str]]
    more: int


def grouped(notices: Iterable[Notice]) -> list[Group]:
    """By topic in the order of the topics: each notice with its link."""
    found: dict[str, list[Notice]] = defaultdict(list)
    for one in sorted(notices, key=lambda one: (one.created_at, one.pk), reverse=True):
        found[kind_of(one.kind).topic].append(one)
    return [
        Group(str(topic.label), [(one, link_of(one)) for one in rows[:SHOWN]], max(0, len(rows) - SHOWN))
        for topic in Topic
        if (rows := found.get(topic))
    ]


def worded(notices: list[Notice], *, on: dt.date) -> Message:
    """The letter to one person of these notices."""
    context: dict[str, Any] = {
        "groups": grouped(notices), "count": len(notices), "day": on,
        "url": absolute(reverse("notifications:list")), "choices_url": absolute(reverse("notifications:choices")),
    }  # fmt: skip
    return render_notice("notifications/digest", context)


def _letter(notices: list[Notice], on: dt.date, at: dt.datetime, leaves: dt.datetime) -> Letter:
    message = worded(notices, on=on)
    return Letter(
        to_address=notices[0].recipient.email, subject=message.subject[:300], text=message.text, html=message.html,
        created_at=at, try_after=leaves,
    )  # fmt: skip

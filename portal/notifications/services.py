"""Tell people, write the letters, mark as read, choose how one is told."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail

from .addresses import absolute
from .letters import worded_for
from .messages import Message, render_notice
from .models import Letter, Notice, Preference, QuietHours, Way, unique_key
from .sending import request_sending
from .topics import kind as kind_of
from .ways import Quiet, Ways


@transaction.atomic
def tell(
    users: Iterable,
    kind: str,
    subject: str,
    text: str,
    url: str = "",
    *, about: models.Model | None, by=None, mail: bool = True, urgent: bool = False, html: str = "", key: str = "",
) -> list[Notice]:  # fmt: skip
    """A notice for each active user; a letter, a line of the morning's letter or none, as each chose for its topic.

    `about` is the record: the notice says what happened to it since; None only where there is none. `urgent` (or a
    kind that always is) goes by a letter at once whatever was chosen; without `mail` it is at most a line of the
    morning's letter. `key` names the event ("reports.overdue:12:2026-11-22"): told again with the same key, only
    those who have not been told get it. Returns the notices that are new. `url` is a path within the portal.
    """
    key, given = key or unique_key(), kind_of(kind)
    people = {user.pk: user for user in users if user.is_active}
    told = set(Notice.objects.filter(key=key, recipient__in=people).values_list("recipient_id", flat=True))
    untold = [user for user in people.values() if user.pk not in told]
    ways, urgent = Ways([user.pk for user in untold], [given.topic]), urgent or given.urgent
    reach = {user.pk: ways.of(user, given, urgent=urgent, worth_a_letter=mail) for user in untold}
    message = Message(subject, text, html)
    fresh = [
        made_notice(user, kind, key, message, url, about=about, urgent=urgent, way=reach[user.pk])
        for user in untold
    ]
    # A second teller at the same moment loses at the unique key, quietly: the first one's notice stands.
    Notice.objects.bulk_create(fresh, ignore_conflicts=True)
    new = Notice.objects.filter(key=key, recipient__in=list(reach)).select_related("recipient")
    write_letters([(one, message) for one in new if reach[one.recipient_id] == Way.AT_ONCE], by=by)
    return list(new)


def made_notice(
    user, kind: str, key: str, message: Message, url: str, *, about: models.Model | None, urgent: bool, way: Way,
    read_at: dt.datetime | None = None,
) -> Notice:  # fmt: skip
    """A notice that is not saved yet."""
    return Notice(
        recipient=user, kind=kind, key=key, subject=message.subject[:300], body=message.text, url=url,
        about_model=about._meta.label_lower if about is not None else "",
        about_id=about.pk if about is not None else None,
        is_urgent=urgent, awaits_digest=way == Way.DIGEST and read_at is None, read_at=read_at,
    )  # fmt: skip


def tell_message(
    users: Iterable, name: str, context: dict, url: str = "",
    *, about: models.Model | None, by=None, mail: bool = True, urgent: bool = False, key: str = "",
) -> list[Notice]:  # fmt: skip
    """`tell` with the message files of `name` ("reports/overdue"), which is also the kind."""
    message = render_notice(name, {**context, "url": absolute(url)})
    return tell(
        users, name, message.subject, message.text, url,
        about=about, by=by, mail=mail, urgent=urgent, html=message.html, key=key,
    )  # fmt: skip


def tell_unit(
    unit, users: Iterable, name: str, context: dict, url: str,
    *, about: models.Model | None, by=None, urgent: bool = False, key: str = "",
) -> int:  # fmt: skip
    """`tell_message` to people of a unit, and a letter to its mailbox where it has one of its own. How many."""
    people = list(users)
    tell_message(people, name, context, url, about=about, by=by, urgent=urgent, key=key)
    if not unit.contact_email or unit.contact_email in {person.email for person in people}:
        return len(people)
    message = render_notice(name, {**context, "url": absolute(url)})
    write_letter(to=unit.contact_email, message=message, by=by)
    return len(people) + 1


@transaction.atomic
def write_letter(*, to: str, message: Message, by=None) -> Letter:
    """A letter to somebody without an account (a unit's mailbox, for example)."""
    letter = Letter.objects.create(
        to_address=to, subject=message.subject[:300], text=message.text, html=message.html
    )
    request_sending(by=by)
    return letter


def write_letters(told: Iterable[tuple[Notice, Message]], *, by=None) -> None:
    """The letters of notices, for those with an address; they leave by a job, after the reader's quiet hours."""
    rows = [(notice, message) for notice, message in told if notice.recipient.email]
    if not rows:
        return
    quiet, now = Quiet(notice.recipient_id for notice, _message in rows), timezone.now()
    letters = [
        Letter(
            to_address=notice.recipient.email, subject=message.subject[:300], text=worded_for(notice, message.text),
            html=message.html, notice=notice, try_after=quiet.free_from(notice.recipient_id, now),
        )
        for notice, message in rows
    ]  # fmt: skip
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    request_sending(by=by)


def mark_read(notices, *, at: dt.datetime) -> int:
    """Mark these notices (a queryset of one's own) as read; how many were not yet."""
    return notices.unread().update(read_at=at)


@transaction.atomic
def choose(*, ways: Mapping[str, str], first: dt.time | None, last: dt.time | None, by) -> None:
    """What `by` wants for each topic, and the hours without mail; both times None: no such hours."""
    for topic, way in ways.items():
        Preference.objects.update_or_create(user=by, topic=topic, defaults={"way": way})
    if first is None or last is None:
        QuietHours.objects.visible_to(by).delete()
    else:
        QuietHours.objects.update_or_create(user=by, defaults={"first": first, "last": last})
    write_trail(Verb.UPDATED, _("How notices reach me"), by=by)

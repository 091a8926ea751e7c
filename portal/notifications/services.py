"""Tell people, send the letters, mark as read."""

import datetime as dt
import smtplib
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.jobs.models import Job
from portal.jobs.services import enqueue
from portal.notifications.messages import Message, render_notice
from portal.notifications.models import Letter, LetterState, Notice, unique_key

MAX_ATTEMPTS = 6
SEND = "notifications.send"
FILES = "django.core.mail.backends.filebased.EmailBackend"


@transaction.atomic
def tell(
    users: Iterable,
    kind: str,
    subject: str,
    text: str,
    url: str = "",
    *, by=None, mail: bool = True, html: str = "", key: str = "",
) -> list[Notice]:  # fmt: skip
    """A notice for each active user, and a letter for those with an address; the letters leave by a job.

    `key` names the event ("reports.overdue:12:2026-11-22"): told again with the same key, only those who have
    not been told get it. Returns the notices that are new. `url` is a path within the portal.
    """
    key = key or unique_key()
    people = {user.pk: user for user in users if user.is_active}
    told = set(Notice.objects.filter(key=key, recipient__in=people).values_list("recipient_id", flat=True))
    fresh = [
        Notice(recipient=user, kind=kind, key=key, subject=subject[:300], body=text, url=url)
        for user in people.values()
        if user.pk not in told
    ]
    # A second teller at the same moment loses at the unique key, quietly: the first one's notice stands.
    Notice.objects.bulk_create(fresh, ignore_conflicts=True)
    new = Notice.objects.filter(key=key, recipient__in=people.keys() - told).select_related("recipient")
    if mail:
        message = Message(subject, text, html)
        write_letters([(notice, message) for notice in new], by=by)
    return list(new)


def tell_message(
    users: Iterable, name: str, context: dict, url: str = "", *, by=None, mail: bool = True, key: str = ""
):
    """`tell` with the message files of `name` ("reports/overdue"), which is also the kind."""
    message = render_notice(name, {**context, "url": absolute(url)})
    return tell(users, name, message.subject, message.text, url, by=by, mail=mail, html=message.html, key=key)


def tell_unit(unit, users: Iterable, name: str, context: dict, url: str, *, by=None, key: str = "") -> int:
    """`tell_message` to people of a unit, and a letter to its mailbox where it has one of its own. How many."""
    people = list(users)
    tell_message(people, name, context, url, by=by, key=key)
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


def mark_read(notices, *, at: dt.datetime) -> int:
    """Mark these notices (a queryset of one's own) as read; how many were not yet."""
    return notices.unread().update(read_at=at)


def mail_leaves() -> bool:
    """Whether letters can leave: in production once a mail server is set; elsewhere a folder takes them."""
    return not (settings.PRODUCTION and settings.EMAIL_BACKEND == FILES)


def request_sending(*, by=None) -> Job | None:
    """One job for all waiting letters; none when one already waits its turn, or mail cannot leave."""
    if not mail_leaves() or Job.objects.queued().filter(kind=SEND).exists():
        return None
    return enqueue(SEND, by=by, label=_("Send waiting letters"))


def send_letters(*, at: dt.datetime, limit: int = 200) -> dict:
    """Send what is due; {"sent", "waiting"}. One letter's failure delays that letter alone."""
    counts = {"sent": 0, "waiting": 0}
    if not mail_leaves():
        return counts
    with get_connection() as connection:
        for pk in list(Letter.objects.due(at=at).order_by("pk").values_list("pk", flat=True)[:limit]):
            sent = _send_one(pk, connection, at)
            if sent is not None:
                counts["sent" if sent else "waiting"] += 1
    return counts


@transaction.atomic
def retry(letter: Letter, *, by, at: dt.datetime) -> None:
    """Let a letter that waits or was given up try again now, with all its attempts."""
    Letter.objects.filter(pk=letter.pk).exclude(state=LetterState.SENT).update(
        state=LetterState.WAITING, attempts=0, error="", try_after=at
    )
    request_sending(by=by)


def absolute(url: str) -> str:
    """A path of the portal as an address that works in a letter."""
    return f"{settings.PORTAL_ADDRESS.rstrip('/')}{url}" if url.startswith("/") else url


def write_letters(told: Iterable[tuple[Notice, Message]], *, by=None) -> None:
    """The letters of notices, for those with an address; they leave by a job."""
    letters = [
        Letter(
            to_address=notice.recipient.email,
            subject=message.subject[:300],
            text="\n\n".join(part for part in (message.text, absolute(notice.url)) if part),
            html=message.html,
            notice=notice,
        )
        for notice, message in told
        if notice.recipient.email
    ]
    if letters:
        Letter.objects.bulk_create(letters, ignore_conflicts=True)
        request_sending(by=by)


@transaction.atomic
def _send_one(pk: int, connection, at: dt.datetime) -> bool | None:
    """True: sent. False: to be tried again. None: another worker has it. The row is locked meanwhile."""
    letter = Letter.objects.select_for_update(skip_locked=True).due(at=at).filter(pk=pk).first()
    if letter is None:
        return None
    letter.attempts += 1
    try:
        _mail(letter, connection).send()
    except (smtplib.SMTPException, OSError) as problem:
        _postpone(letter, problem, at)
    else:
        letter.state, letter.sent_at, letter.error = LetterState.SENT, timezone.now(), ""
    letter.save()
    return letter.state == LetterState.SENT


def _mail(letter: Letter, connection) -> EmailMultiAlternatives:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    # The same Message-ID at each attempt: a letter sent twice is recognised as one.
    headers = {"Message-ID": f"<{letter.message_id}@{host}>"}
    mail = EmailMultiAlternatives(
        letter.subject, letter.text, to=[letter.to_address], connection=connection, headers=headers
    )
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    return mail


def _postpone(letter: Letter, problem: Exception, at: dt.datetime) -> None:
    """Again after 1, 4, 16 … minutes; after six attempts it is given up and stands in the list of letters."""
    letter.error = _("The mail server refused or did not answer: %(reason)s") % {"reason": str(problem)[:400]}
    letter.try_after = at + dt.timedelta(minutes=4 ** (letter.attempts - 1))
    if letter.attempts >= MAX_ATTEMPTS:
        letter.state = LetterState.FAILED

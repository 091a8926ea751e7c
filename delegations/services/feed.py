"""The secret address of a person's calendar: made, made anew, ended. Only its SHA-256 is kept."""

import datetime as dt
import hashlib
import secrets

from django.db import transaction

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail

from ..models import CalendarFeed

BYTES = 32  # of chance in an address: nobody guesses it


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def open_feed(*, by, at: dt.datetime) -> str:
    """A new secret for this account, told once; the one before ends with it."""
    secret = secrets.token_urlsafe(BYTES)
    had_one = CalendarFeed.objects.filter(user=by).delete()[0]
    CalendarFeed.objects.create(user=by, secret_sha256=digest(secret), created_at=at)
    write_trail(Verb.REOPENED if had_one else Verb.OPENED, CalendarFeed._meta.verbose_name, by=by)
    return secret


@transaction.atomic
def close_feed(*, by) -> bool:
    """End the address; False when there was none."""
    if not CalendarFeed.objects.filter(user=by).delete()[0]:
        return False
    write_trail(Verb.REVOKED, CalendarFeed._meta.verbose_name, by=by)
    return True


def feed_of(secret: str) -> CalendarFeed | None:
    """The feed of that secret; None when there is none or its account no longer works."""
    found = CalendarFeed.objects.select_related("user").filter(secret_sha256=digest(secret)).first()
    return found if found and found.user.is_active else None


def note_reading(feed: CalendarFeed, *, at: dt.datetime) -> None:
    """When it was last read, to the hour: programmes ask often."""
    if feed.read_at is None or at - feed.read_at >= dt.timedelta(hours=1):
        CalendarFeed.objects.filter(pk=feed.pk).update(read_at=at)

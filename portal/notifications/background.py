"""What the worker does for this package."""

import datetime as dt

from django.utils import timezone

from portal.jobs.registry import handler
from portal.jobs.running import Running
from portal.notifications.digest import DIGEST, send_digests
from portal.notifications.mailbox import BOUNCES, collect_bounces
from portal.notifications.sending import SEND, send_letters


@handler(SEND)
def send(job: Running) -> dict:
    job.check()
    return send_letters(at=timezone.now())


@handler(DIGEST)
def write_digests(job: Running) -> dict:
    """The letters of the morning; a second run of the same day finds nothing left."""
    job.check()
    return send_digests(on=dt.date.fromisoformat(job.arguments["on"]), at=timezone.now(), by=job.by)


@handler(BOUNCES)
def read_bounces(job: Running) -> dict:
    """Reports on letters that did not arrive, from the mailbox to which they come back."""
    job.check()
    return collect_bounces(at=timezone.now())

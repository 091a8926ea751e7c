"""What the worker does for this package."""

from django.utils import timezone

from portal.jobs.registry import handler
from portal.jobs.running import Running
from portal.notifications.services import SEND, send_letters


@handler(SEND)
def send(job: Running) -> dict:
    job.check()
    return send_letters(at=timezone.now())

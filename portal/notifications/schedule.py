"""What the clock starts for this package."""

from celery.schedules import crontab
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.celery import at_clock
from portal.deadlines.working import is_working_day
from portal.jobs.models import Job
from portal.jobs.services import enqueue
from portal.notifications import digest
from portal.notifications.mailbox import BOUNCES
from portal.notifications.models import Letter
from portal.notifications.sending import request_sending


@at_clock(60.0)
def post() -> None:
    """Letters that are due and that nobody is sending: a retry, or mail that waited for its server."""
    if Letter.objects.due(at=timezone.now()).exists():
        with translation.override(settings.LANGUAGE_CODE):
            request_sending()


@at_clock(crontab(minute="*/10", hour="7-19"))
def write_morning_letters() -> None:
    """At 7:00 on working days; where the portal stood still then, as soon as it runs again. One job for everybody."""
    on = timezone.localdate()
    if not is_working_day(on) or not digest.waits(on=on).exists():
        return
    if not Job.objects.queued().filter(kind=digest.DIGEST).exists():
        with translation.override(settings.LANGUAGE_CODE):
            enqueue(digest.DIGEST, by=None, label=_("Write the morning's letters"), on=on.isoformat())


@at_clock(600.0)
def look_for_bounces() -> None:
    """Every ten minutes, where a mailbox is set to which letters come back."""
    if settings.BOUNCES_URL and not Job.objects.queued().filter(kind=BOUNCES).exists():
        with translation.override(settings.LANGUAGE_CODE):
            enqueue(BOUNCES, by=None, label=_("Read which letters came back"))

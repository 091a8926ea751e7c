"""What the clock starts for approvals."""

from celery.schedules import crontab
from django.conf import settings
from django.utils import timezone, translation

from portal.celery import at_clock

from .notices import remind


@at_clock(crontab(hour=6, minute=10))
def steps_overdue() -> None:
    """Steps whose time is over: told once for each deadline."""
    with translation.override(settings.LANGUAGE_CODE):
        remind(on=timezone.localdate())

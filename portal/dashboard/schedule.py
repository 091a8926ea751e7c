"""What the clock starts for the dashboard."""

from celery.schedules import crontab
from django.conf import settings
from django.utils import timezone, translation

from portal.celery import at_clock

from .board_answers import forget_old
from .board_renewal import prepare


@at_clock(crontab(hour=4, minute=40))
def answers_of_the_night() -> None:
    """What leaders ask first in the morning stands ready; what nobody asked for two weeks goes."""
    with translation.override(settings.LANGUAGE_CODE):
        prepare(on=timezone.localdate())
        forget_old(at=timezone.now())

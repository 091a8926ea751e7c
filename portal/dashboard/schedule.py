"""What the clock starts for the dashboard."""

from celery.schedules import crontab
from django.conf import settings
from django.utils import timezone, translation

from portal.celery import at_clock

from .board_answers import forget_old
from .board_renewal import prepare
from .notices import tell_leaders


@at_clock(crontab(hour=4, minute=40))
def answers_of_the_night() -> None:
    """What leaders ask first in the morning stands ready; what nobody asked for two weeks goes."""
    with translation.override(settings.LANGUAGE_CODE):
        prepare(on=timezone.localdate())
        forget_old(at=timezone.now())


@at_clock(crontab(hour=6, minute=30, day_of_week=1))
def monday_paper() -> None:
    """On Monday before work begins each leader gets the week in words, with the way to the paper that is printed."""
    with translation.override(settings.LANGUAGE_CODE):
        tell_leaders(on=timezone.localdate())

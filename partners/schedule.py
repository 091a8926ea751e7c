"""What the clock starts for the partners' app."""

from celery.schedules import crontab
from django.conf import settings
from django.utils import timezone, translation

from portal.celery import at_clock

from .services.occasions import remind_of_occasions
from .services.promise_reminders import remind_of_promises
from .services.reminders import remind_of_obligations, remind_of_personal_data


@at_clock(crontab(hour=5, minute=20))
def obligations_of_a_member() -> None:
    """Dues, reports and statutory meetings that are due soon, and those that have become overdue."""
    with translation.override(settings.LANGUAGE_CODE):
        remind_of_obligations(on=timezone.localdate())


@at_clock(crontab(hour=5, minute=25))
def promises_that_are_due() -> None:
    """Promises of both sides: before the day to who looks after them, overdue ones level by level."""
    with translation.override(settings.LANGUAGE_CODE):
        remind_of_promises(on=timezone.localdate())


@at_clock(crontab(hour=5, minute=30))
def days_to_remember() -> None:
    """National days, congresses, anniversaries ahead, at their lead times."""
    with translation.override(settings.LANGUAGE_CODE):
        remind_of_occasions(on=timezone.localdate())


@at_clock(crontab(hour=5, minute=40))
def personal_data_to_remove() -> None:
    """Asked every day, told once a month: a portal that stood still on the first tells on the second."""
    with translation.override(settings.LANGUAGE_CODE):
        remind_of_personal_data(on=timezone.localdate())

"""What the clock starts for the delegations' app."""

from celery.schedules import crontab
from django.conf import settings
from django.utils import timezone, translation

from portal.celery import at_clock

from .services.climbing_follow_up import remind_of_follow_up, remind_of_reports
from .services.plan_reminders import remind_of_plans


@at_clock(crontab(hour=5, minute=50))
def follow_up_that_is_due() -> None:
    """Recommendations and tasks: before the day to their owners, overdue ones level by level."""
    with translation.override(settings.LANGUAGE_CODE):
        remind_of_follow_up(on=timezone.localdate())


@at_clock(crontab(hour=5, minute=55))
def reports_that_are_due() -> None:
    """Reports after trips, visits and conferences: before they are due, and once they are overdue."""
    with translation.override(settings.LANGUAGE_CODE):
        remind_of_reports(on=timezone.localdate())


@at_clock(crontab(hour=5, minute=35))
def plans_that_are_due() -> None:
    """Units that have not sent the plan of the next year: before the deadline, and once it has passed."""
    with translation.override(settings.LANGUAGE_CODE):
        remind_of_plans(on=timezone.localdate())

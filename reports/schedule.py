"""What the clock starts for the reports' app."""

from celery.schedules import crontab
from django.conf import settings
from django.utils import timezone, translation

from portal.celery import at_clock

from .models import Cycle
from .services.assignment_reminders import remind_of_assignments
from .services.cycles import assign_units
from .services.inspection_reminders import remind_of_remedies
from .services.library_reminders import remind_of_library
from .services.reminders import remind_of_reports


@at_clock(crontab(hour=5, minute=0))
def join_new_units() -> None:
    """Units created since a cycle was opened get their assignment; those that have one are left alone."""
    for cycle in Cycle.objects.open():
        assign_units(cycle)


@at_clock(crontab(hour=5, minute=40))
def documents_to_confirm() -> None:
    """Documents sent to units that have not confirmed: before the day, once it has passed, then their leaders."""
    with translation.override(settings.LANGUAGE_CODE):
        remind_of_library(on=timezone.localdate())


@at_clock(crontab(hour=5, minute=50))
def reports_to_send() -> None:
    """Periodic reports that have not been sent: before the deadline, after it, then to the leaders."""
    with translation.override(settings.LANGUAGE_CODE):
        remind_of_reports(on=timezone.localdate())


@at_clock(crontab(hour=5, minute=45))
def assignments_that_are_due() -> None:
    """Tasks of resolutions: before the day to who looks after them, overdue ones level by level."""
    with translation.override(settings.LANGUAGE_CODE):
        remind_of_assignments(on=timezone.localdate())


@at_clock(crontab(hour=5, minute=55))
def remedies_that_are_due() -> None:
    """What inspected units have to put right: before the day, once it has passed, then to their leaders."""
    with translation.override(settings.LANGUAGE_CODE):
        remind_of_remedies(on=timezone.localdate())

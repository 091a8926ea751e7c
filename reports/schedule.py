"""What the clock starts for the reports' app."""

from celery.schedules import crontab

from portal.celery import at_clock

from .models import Cycle
from .services.cycles import assign_units


@at_clock(crontab(hour=5, minute=0))
def join_new_units() -> None:
    """Units created since a cycle was opened get their assignment; those that have one are left alone."""
    for cycle in Cycle.objects.open():
        assign_units(cycle)

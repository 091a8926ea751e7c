"""What the clock starts. Apps register theirs in `schedule.py`; beat reads them all from here."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured

SWEEP = dt.timedelta(seconds=5)


@dataclass(frozen=True)
class Scheduled:
    """A function and when it is due: each `every`, or each day at `daily` in the portal's time zone."""

    function: Callable
    every: dt.timedelta | None
    daily: dt.time | None


_scheduled: dict[str, Scheduled] = {}


def clock(name: str, *, every: dt.timedelta | None = None, daily: dt.time | None = None):
    """Decorator: `@clock("reports.remind", daily=dt.time(7, 30)) def remind(*, at): ...`

    The function may be called twice for one moment and must then change nothing the second time. It is
    short: it finds ids and calls one verb each; long work is enqueued. Raises ImproperlyConfigured.
    """
    if (every is None) == (daily is None):
        raise ImproperlyConfigured(f"{name}: expected either every= or daily=.")

    def register(function: Callable) -> Callable:
        _scheduled[name] = Scheduled(function, every, daily)
        return function

    return register


def scheduled(name: str) -> Callable:
    """The function of that name; raises LookupError."""
    return _scheduled[name].function


def beat_schedule() -> dict:
    """Celery's timetable. A message that nobody took before the next one is due is thrown away."""
    sweep = {"task": "jobs.sweep", "schedule": SWEEP, "options": {"expires": 2 * SWEEP.total_seconds()}}
    entries = {"jobs.sweep": sweep}
    for name, entry in _scheduled.items():
        due = entry.every or crontab(hour=entry.daily.hour, minute=entry.daily.minute)
        expires = entry.every.total_seconds() if entry.every else 12 * 3600
        entries[name] = {"task": "jobs.tick", "schedule": due, "args": (name,), "options": {"expires": expires}}
    return entries

"""The worker and the clock: `celery -A portal worker` and `celery -A portal beat`."""

import os
import signal
from collections.abc import Callable
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_process_init, worker_ready

from portal.start.identity import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="schedule")
app.conf.beat_schedule = {"jobs.sweep": {"task": "jobs.sweep", "schedule": 5.0, "options": {"expires": 10}}}


def at_clock(when: crontab | float) -> Callable[[Callable[[], object]], Any]:
    """Decorates a function of an app's `schedule.py`: the clock starts it (a crontab, or each n seconds)."""

    def register(function: Callable[[], object]) -> Any:
        name = f"{function.__module__}.{function.__name__}"
        app.conf.beat_schedule[name] = {"task": name, "schedule": when}
        return app.task(name=name)(function)

    return register


@worker_process_init.connect
def end_with_the_worker(**_: object) -> None:
    """A pool process does not inherit the death signal; without one it would outlive a killed worker."""
    die_with_parent(signal.SIGKILL, os.getppid())


@worker_ready.connect
def tell_the_supervisor(**_: object) -> None:
    from django.conf import settings

    if settings.VAR.is_dir():
        (settings.VAR / "worker.ready").touch()

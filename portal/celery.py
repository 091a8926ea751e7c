"""The worker and the clock: `celery -A portal worker` and `celery -A portal beat`."""

import os
import signal

from celery import Celery
from celery.signals import worker_process_init

from portal.start.identity import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
def end_with_the_worker(**_: object) -> None:
    """A pool process does not inherit the worker's death signal; without its own it would outlive a killed worker."""
    die_with_parent(signal.SIGKILL, os.getppid())

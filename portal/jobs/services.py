"""Ask for long work, and send it to the worker."""

import logging

from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from portal.celery import app
from portal.jobs.models import Job
from portal.jobs.querysets import RESEND
from portal.jobs.registry import handler_of

logger = logging.getLogger(__name__)

# Redis keeps a list for each priority and the worker empties the lowest number first (kombu's priority_steps).
ASKED_FOR, CHORE = 0, 6


def enqueue(kind: str, *, by, label: str, **arguments) -> Job:
    """Write the job in the caller's transaction and wake the worker once that is committed.

    `arguments` are plain JSON values (ids, dates, texts). `by` is the user who asked, None for the clock:
    the portal's own chores stand behind what a person waits for.
    Raises LookupError for an unknown kind: a job that nobody can do is never written.
    """
    handler_of(kind)
    job = Job.objects.create(kind=kind, label=label, arguments=arguments, requested_by=by)
    transaction.on_commit(lambda: send(job), robust=True)
    return job


def send(job: Job) -> bool:
    """Wake the worker for this job; False when the broker does not answer within its 2 seconds.

    A failure is logged and swallowed: the row is the truth and the sweeper sends it again.
    """
    priority = CHORE if job.requested_by_id is None else ASKED_FOR
    try:
        app.send_task(
            "jobs.run", (job.pk,), retry=False, expires=RESEND.total_seconds(), priority=priority
        )  # fmt: skip
    except (OperationalError, OSError) as problem:
        logger.warning("Job %s waits in the table: the broker does not answer (%s).", job.pk, problem)
        return False
    Job.objects.filter(pk=job.pk).update(sent_at=timezone.now())
    return True

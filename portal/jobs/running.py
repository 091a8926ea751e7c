"""One run of one job: claimed, kept alive, fenced, and brought to an end."""

import contextlib
import datetime as dt
import logging
import threading
import uuid

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.audit.middleware import acting
from portal.documents.models import Version
from portal.jobs.models import Job, State
from portal.jobs.querysets import HEARTBEAT, MAX_ATTEMPTS
from portal.jobs.registry import handler_of
from portal.records.services import ConflictError

logger = logging.getLogger(__name__)


class TakenOverError(Exception):
    """Another worker owns the job now: this run must write nothing more."""


class Running:
    """What a handler gets: the job, its arguments, and a way to say how far it is."""

    def __init__(self, job: Job):
        self.job = job
        self.arguments: dict = job.arguments
        self._mine = Job.objects.running().filter(pk=job.pk, token=job.token)

    @property
    def by(self):
        """The user who asked; None for the clock."""
        return self.job.requested_by

    def progress(self, percent: int, sentence: str = "") -> None:
        """Show 0-100 and a sentence; raises TakenOverError when another worker owns the job."""
        seen = {"progress": max(0, min(100, int(percent))), "sentence": str(sentence)[:300]}
        self._write(heartbeat=timezone.now(), **seen)

    def check(self) -> None:
        """Raise TakenOverError when another worker owns the job.

        Inside a transaction the row stays locked to its end: nobody takes over before the result stands.
        """
        mine = self._mine.select_for_update() if connection.in_atomic_block else self._mine
        if not mine.values_list("pk", flat=True).first():
            raise TakenOverError(self.job.pk)

    def finish(self, outcome) -> None:
        document = outcome if isinstance(outcome, Version) else None
        result = None if document else outcome
        self._write(state=State.DONE, progress=100, result=result, result_document=document, **self._end())

    def fail(self, error: str) -> None:
        self._write(state=State.FAILED, error=(error or _("The job failed."))[:500], **self._end())

    def _end(self) -> dict:
        return {"finished_at": timezone.now()}

    def _write(self, **fields) -> None:
        if not self._mine.update(**fields):
            raise TakenOverError(self.job.pk)


class Pulse:
    """A thread that signs for the run every few seconds, on a database connection of its own."""

    def __init__(self, job: Job):
        self._mine = Job.objects.running().filter(pk=job.pk, token=job.token)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"job-{job.pk}-pulse", daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *exc):
        self._ended.set()
        self._thread.join()

    def _beat(self) -> None:
        try:
            while not self._ended.wait(HEARTBEAT.total_seconds()):
                if not self._mine.update(heartbeat=timezone.now()):
                    return
        except Exception:
            # The run goes on: if the database is really gone, its own next write says so.
            logger.exception("The heartbeat of a job stopped.")
        finally:
            connection.close()


def claim(pk: int, *, at: dt.datetime) -> Job | None:
    """Take the job if it waits or its owner is dead; None when it is somebody else's or finished."""
    taken = (
        Job.objects.claimable(at=at)
        .filter(pk=pk, attempts__lt=MAX_ATTEMPTS)
        .update(
            state=State.RUNNING,
            token=(token := uuid.uuid4()),
            heartbeat=at,
            started_at=at,
            attempts=F("attempts") + 1,
            progress=0,
            sentence="",
        )
    )
    return Job.objects.select_related("requested_by").get(pk=pk, token=token) if taken else None


def perform(pk: int) -> Job | None:
    """Claim the job and run its handler to the end, in this process; None when it is not ours to run.

    Never raises for what a handler does: a refusal stands in `error` with its own sentence, anything
    unexpected is logged and stands there in plain words.
    """
    job = claim(pk, at=timezone.now())
    if job is None:
        return None
    running = Running(job)
    try:
        with Pulse(job), translation.override(settings.LANGUAGE_CODE), acting_as(job.requested_by):
            _settle(running)
    except TakenOverError:
        logger.warning("Job %s was taken over by another worker; this run wrote nothing more.", pk)
    job.refresh_from_db()
    return job


def acting_as(user):
    """Field changes of the run are attributed to who asked for it; the clock's to the portal itself."""
    return acting(user) if user else contextlib.nullcontext()


def _settle(running: Running) -> None:
    try:
        outcome = handler_of(running.job.kind)(running)
        with transaction.atomic():
            running.check()
            running.finish(outcome)
    except TakenOverError:
        raise
    except Exception as problem:  # noqa: BLE001 - whatever a handler raises, the job says so; logged in sentence_of
        running.fail(sentence_of(problem, running.job))


def sentence_of(problem: Exception, job: Job) -> str:
    """A refusal's own sentence; for anything else a plain one, with the cause in the log."""
    if isinstance(problem, ValidationError):
        return " ".join(problem.messages)
    if isinstance(problem, PermissionDenied):
        return str(problem) or _("You are not allowed to do this.")
    if isinstance(problem, ConflictError) or hasattr(problem, "sentence"):
        return str(getattr(problem, "sentence", problem))
    logger.error("Job %s (%s) failed.", job.pk, job.kind, exc_info=problem)
    return _("Something unexpected happened. The administrator finds job %(number)s in the log.") % {
        "number": job.pk
    }

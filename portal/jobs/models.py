"""The job row is the truth; the broker only wakes the worker up."""

import datetime as dt

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.jobs.querysets import UNSENT, JobQuerySet


class State(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class Job(models.Model):
    """One piece of long work, from the click to its result.

    `token` names the run that owns the row: every write of a run is filtered by it, so a worker that was
    thought dead and comes back cannot spoil what its successor wrote.
    """

    kind = models.CharField(_("kind"), max_length=80)
    arguments = models.JSONField(_("arguments"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    label = models.CharField(_("what is done"), max_length=300)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    sentence = models.CharField(_("where it stands"), max_length=300, blank=True)
    heartbeat = models.DateTimeField(_("last sign of life"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    token = models.UUIDField(_("owner of the run"), null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent to the queue at"), null=True, blank=True)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    result = models.JSONField(_("result"), null=True, blank=True, encoder=DjangoJSONEncoder)
    result_document = models.ForeignKey(
        "documents.Version",
        verbose_name=_("resulting document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    error = models.CharField(_("why it failed"), max_length=500, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("requested by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="jobs",
    )
    created_at = models.DateTimeField(_("requested at"), default=timezone.now, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["requested_by", "-created_at"], name="job_by_requester"),
            models.Index(
                fields=["state", "heartbeat"],
                name="job_unfinished",
                condition=Q(state__in=["queued", "running"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(name="job_progress_is_percent", condition=Q(progress__lte=100)),
            models.CheckConstraint(name="job_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="job_running_has_owner",
                condition=~Q(state="running")
                | Q(token__isnull=False, heartbeat__isnull=False, started_at__isnull=False),
            ),
            models.CheckConstraint(
                name="job_finished_has_time",
                condition=Q(state__in=["queued", "running"], finished_at__isnull=True)
                | Q(state__in=["done", "failed"], finished_at__isnull=False),
            ),
            models.CheckConstraint(name="job_failed_says_why", condition=~Q(state="failed") | ~Q(error="")),
        ]

    def __str__(self):
        return self.label

    @property
    def finished(self) -> bool:
        return self.state in (State.DONE, State.FAILED)

    @property
    def tone(self) -> str:
        """The colour of its state: wait, run, ok or bad."""
        return {"queued": "wait", "running": "run", "done": "ok", "failed": "bad"}[self.state]

    def standing(self, *, at: dt.datetime) -> str:
        """One sentence on where the job stands, for the person who waits for it."""
        if self.state == State.FAILED:
            return self.error
        if self.state == State.DONE:
            return self.sentence or str(_("Finished."))
        if self.state == State.RUNNING:
            return self.sentence or str(_("Started."))
        if self.sent_at is None and self.created_at < at - UNSENT / 5:
            return str(_("Waiting: it will run when the queue works again. Nothing is lost."))
        if self.created_at < at - UNSENT:
            return str(_("Waiting for its turn. You may leave this page; the job keeps its place."))
        return str(_("Waiting for its turn."))

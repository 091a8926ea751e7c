"""What a trip or a conference left behind: its report, recommendations, tasks, the promises of both sides."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partners.models import NextStep
from partners.models.promise_sources import declare_source
from portal.access.scope import declare_scope
from portal.audit.history import tracked
from portal.people.models import Person
from portal.records.models import Record

from ..querysets import FollowUpQuerySet
from .belonging import OfActivity, either, with_its_activity
from .delegation import Delegation
from .dossier_choices import Assessment, ReportStage
from .event import Event


@tracked()
class ActivityReport(OfActivity):
    """The report after a trip, a visit or a conference: results by theme, assessment (domain.md R11, R13)."""

    stage = models.CharField(
        _("state"), max_length=20, choices=ReportStage.choices, default=ReportStage.DRAFT, editable=False
    )
    summary = models.TextField(_("summary"), blank=True)
    peace_solidarity = models.TextField(_("results: peace, solidarity, friendship"), blank=True)
    development = models.TextField(_("results: development cooperation"), blank=True)
    struggle_protection = models.TextField(_("results: struggle and protection"), blank=True)
    difficulties = models.TextField(_("difficulties"), blank=True)
    assessment = models.CharField(_("assessment"), max_length=20, choices=Assessment.choices, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("handed in at"), null=True, blank=True, editable=False)
    submitted_by_name = models.CharField(max_length=200, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("report after the activity")
        verbose_name_plural = _("reports after activities")
        ordering = ["pk"]
        constraints = [
            either("activity_report"),
            models.UniqueConstraint(
                name="activity_report_once", fields=["delegation", "event"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="activity_report_handed_in_whole",
                condition=Q(stage="draft", submitted_at=None)
                | Q(stage="submitted", submitted_at__isnull=False) & ~Q(summary=""),
            ),
        ]

    def __str__(self):
        return str(self.activity)


class FollowUpKind(models.TextChoices):
    RECOMMENDATION = "recommendation", _("recommendation (kiến nghị)")
    TASK = "task", _("task")


@tracked()
class FollowUp(Record, OfActivity):
    """A recommendation with its addressee and answer, or a task: owner, day, evidence, and a check by another.

    `climbed_to` is the level that an overdue one has reached: 0 the owner, 1 the head of the unit, 2 the
    International Department, 3 its head.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=FollowUpKind.choices)
    text = models.CharField(_("what"), max_length=400)
    addressee = models.CharField(_("addressee"), max_length=250, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    owner = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="follow_ups",
        verbose_name=_("looked after by"),
    )  # fmt: skip
    due_on = models.DateField(pgettext_lazy("deadline", "by"), null=True, blank=True)
    is_important = models.BooleanField(_("important: checked by another"), default=False)
    done_on = models.DateField(_("done on"), null=True, blank=True, editable=False)
    done_by_name = models.CharField(max_length=200, blank=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True, editable=False)
    checked_by_name = models.CharField(max_length=200, blank=True, editable=False)
    dropped_reason = models.CharField(_("given up because"), max_length=250, blank=True, editable=False)
    climbed_to = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-up")
        ordering = ["due_on", "pk"]
        constraints = [
            either("follow_up"),
            models.CheckConstraint(
                name="follow_up_done_has_evidence", condition=Q(done_on=None) | ~Q(evidence="")
            ),
            models.CheckConstraint(
                name="follow_up_checked_when_done",
                condition=Q(checked_on=None) | Q(done_on__isnull=False),
            ),
            models.CheckConstraint(
                name="follow_up_recommendation_has_addressee",
                condition=Q(kind="task") | ~Q(addressee=""),
                violation_error_message=_("A recommendation needs its addressee."),
            ),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("delegations:followup-detail", args=[self.pk])

    def words(self):
        return [
            self.text,
            self.addressee,
            self.answer,
            self.evidence,
            str(self.owner or ""),
            str(self.activity),
        ]

    @property
    def is_open(self) -> bool:
        """Open until done, and, where it is important, until another has checked it."""
        is_done = self.done_on is not None and (not self.is_important or self.checked_on is not None)
        return not is_done and not self.dropped_reason

    def is_overdue(self, *, on: dt.date) -> bool:
        return self.done_on is None and self.is_open and self.due_on is not None and self.due_on < on


@tracked()
class Commitment(OfActivity):
    """A promise of either side made on this occasion; the promise itself stands in the partner's ledger."""

    step = models.OneToOneField(
        NextStep, models.CASCADE, related_name="commitment", verbose_name=_("promise")
    )

    class Meta:
        verbose_name = _("promise made on the occasion")
        verbose_name_plural = _("promises made on the occasion")
        ordering = ["pk"]
        constraints = [either("commitment")]

    def __str__(self):
        return str(self.step)


declare_scope(ActivityReport, with_its_activity)
declare_scope(Commitment, with_its_activity)
declare_source(Delegation, path="commitment__delegation")
declare_source(Event, path="commitment__event")

"""The tasks of a resolution, who carries them out until when, what came of it; and what units propose upward."""

import datetime as dt
from functools import cached_property

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.models import refusal
from portal.access.permissions import Permission
from portal.access.scope import declare_scope, through
from portal.audit.history import tracked
from portal.people.models import Person
from portal.records.models import Kept, Record
from portal.units.models import Unit
from portal.workflow.offices import DEPARTMENT, ROOT

from ..querysets import AssignmentQuerySet, ProposalQuerySet
from .report import Report


@tracked()
class Resolution(Kept):
    """A resolution, directive or programme of action whose tasks are followed (source document, part 3)."""

    title = models.CharField(_("resolution, directive"), max_length=300)
    number = models.CharField(_("number"), max_length=80, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    authority = models.CharField(_("issued by"), max_length=200, blank=True)
    ends_on = models.DateField(_("to be carried out until"), null=True, blank=True)
    summary = models.TextField(_("summary"), blank=True)

    edit_permission = Permission.REPORT_REVIEW

    class Meta:
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        ordering = ["-issued_on", "-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("reports:resolution-detail", args=[self.pk])

    @cached_property
    def unit(self) -> Unit | None:
        """Who follows it and reports on it (the resolution itself, III.1): the International Department."""
        return Unit.objects.filter(code__in=(DEPARTMENT, ROOT)).order_by("-code").first()

    @property
    def unit_id(self) -> int | None:
        return self.unit.pk if self.unit else None

    def words(self):
        return [self.title, self.number, self.authority, self.summary]


@tracked()
class ResolutionTask(models.Model):
    """One task under its number in the text ("3.1"); `figure` names a figure of the reports that measures it."""

    resolution = models.ForeignKey(
        Resolution, models.CASCADE, related_name="tasks", verbose_name=_("resolution")
    )
    code = models.CharField(_("number of the task"), max_length=20)
    title = models.CharField(_("task"), max_length=500)
    figure = models.SlugField(_("figure of the reports"), max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(_("place"), default=0)

    class Meta:
        verbose_name = _("task of a resolution")
        verbose_name_plural = _("tasks of resolutions")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(name="resolution_task_once", fields=["resolution", "code"])]

    def __str__(self):
        return f"{self.code} {self.title}"


@tracked()
class Assignment(Record):
    """What one unit does of a task: indicator with its target, day, evidence. Done counts when it has evidence."""

    task = models.ForeignKey(
        ResolutionTask, models.CASCADE, related_name="assignments", verbose_name=_("task")
    )
    text = models.CharField(_("what the unit does"), max_length=500)
    owner = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="assignments",
        verbose_name=_("looked after by"),
    )  # fmt: skip
    indicator = models.CharField(_("indicator"), max_length=250, blank=True)
    target = models.PositiveIntegerField(_("target"), null=True, blank=True)
    reached = models.PositiveIntegerField(_("reached"), null=True, blank=True, editable=False)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True, editable=False)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True, editable=False)
    checked_by_name = models.CharField(max_length=200, blank=True, editable=False)
    dropped_reason = models.CharField(_("given up because"), max_length=300, blank=True, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment of a unit")
        verbose_name_plural = _("assignments of units")
        ordering = ["task__position", "unit__sort_key", "pk"]
        indexes = [
            models.Index(
                name="assignment_open_by_day",
                fields=["due_on"],
                condition=Q(done_on=None, dropped_reason="", archived_at=None),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="assignment_done_has_evidence", condition=Q(done_on=None) | ~Q(evidence="")
            ),
            models.CheckConstraint(
                name="assignment_checked_when_done",
                condition=Q(checked_on=None) | Q(done_on__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("reports:assignment-detail", args=[self.pk])

    def words(self):
        return [self.text, str(self.task), str(self.unit), self.indicator, self.evidence]

    @property
    def is_open(self) -> bool:
        return self.done_on is None and not self.dropped_reason

    def is_overdue(self, *, on: dt.date) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < on

    def clean(self):
        """A target names its indicator."""
        super().clean()
        if self.target is not None and not self.indicator.strip():
            expected = _now("what the target %(target)s counts") % {"target": self.target}
            raise ValidationError({"indicator": refusal(_("indicator"), _now("nothing"), expected)})


@tracked()
class Progress(models.Model):
    """What was reported of an assignment on a day: words, and the number reached by then."""

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="progress_rows", verbose_name=_("assignment")
    )
    on = models.DateField(_("on"))
    text = models.TextField(_("what was done"))
    obstacles = models.TextField(_("obstacles"), blank=True)
    reached = models.PositiveIntegerField(_("reached"), null=True, blank=True)
    by_name = models.CharField(_("by"), max_length=200, blank=True, editable=False)
    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("progress of an assignment")
        verbose_name_plural = _("progress of assignments")
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.on:%d/%m/%Y}: {self.text[:60]}"


class ProposalState(models.TextChoices):
    OPEN = "open", _("no answer yet")
    ACCEPTED = "accepted", _("accepted")
    PARTLY = "partly", _("accepted in part")
    DECLINED = "declined", _("not accepted")
    DONE = "done", _("carried out")
    WITHDRAWN = "withdrawn", _("withdrawn")


@tracked()
class Proposal(Record):
    """ "Kiến nghị, tham mưu": what a unit proposes to a higher level, to whom, and what was answered when."""

    text = models.TextField(_("proposal"))
    addressee = models.CharField(_("addressee"), max_length=250)
    report = models.ForeignKey(
        Report, models.SET_NULL, null=True, blank=True, related_name="proposals",
        verbose_name=_("made in the report"),
    )  # fmt: skip
    proposed_on = models.DateField(_("proposed on"))
    paper_number = models.CharField(_("number of the paper"), max_length=60, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=ProposalState.choices, default=ProposalState.OPEN, editable=False
    )
    answer = models.TextField(_("answer"), blank=True, editable=False)
    answered_on = models.DateField(_("answered on"), null=True, blank=True, editable=False)
    answered_by = models.CharField(_("answered by"), max_length=200, blank=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal upward")
        verbose_name_plural = _("proposals upward")
        ordering = ["-proposed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="proposal_answer_has_day",
                condition=Q(state__in=["open", "withdrawn"]) | Q(answered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_answered_after_it",
                condition=Q(answered_on=None) | Q(answered_on__gte=models.F("proposed_on")),
            ),
        ]

    def __str__(self):
        return self.text[:80]

    def get_absolute_url(self):
        return reverse("reports:proposal-detail", args=[self.pk])

    def words(self):
        return [self.text, self.addressee, self.answer, str(self.unit), self.paper_number]


declare_scope(ResolutionTask, through("resolution"))
declare_scope(Progress, through("assignment"))

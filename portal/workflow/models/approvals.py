"""A chain as it runs on one record: frozen when it was submitted; every act is kept and none is changed."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.access.scope import declare_scope, through
from portal.documents.models import Document
from portal.units.models import Unit

from ..querysets import ApprovalQuerySet, ApprovalStepQuerySet
from .chains import Chain, StepKind, Way
from .deputising import Deputisation


class ApprovalState(models.TextChoices):
    RUNNING = "running", _("in approval")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    RECALLED = "recalled", _("recalled")


class StepState(models.TextChoices):
    WAITING = "waiting", _("to come")
    CURRENT = "current", _("awaited")
    DONE = "done", _("done")


class ActKind(models.TextChoices):
    SUBMITTED = "submitted", _("submitted")
    AGREED = "agreed", _("agreed")
    OPINION = "opinion", _("gave an opinion")
    RETURNED = "returned", _("returned")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrew")
    RECALLED = "recalled", _("recalled")
    REASSIGNED = "reassigned", _("gave the step to others")
    EXEMPTED = "exempted", _("allowed an exception")


class Approval(models.Model):
    """One run of a chain. `target_model` is a label as "delegations.delegation"; of a record one run is open."""

    matter = models.CharField(_("matter"), max_length=40)
    chain = models.ForeignKey(Chain, models.PROTECT, related_name="approvals", verbose_name=_("chain"))
    chain_title = models.CharField(_("chain"), max_length=200)
    target_model = models.CharField(_("kind of record"), max_length=80)
    target_id = models.BigIntegerField(_("record"))
    target_title = models.CharField(_("record"), max_length=400)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    state = models.CharField(
        _("state"), max_length=20, choices=ApprovalState.choices, default=ApprovalState.RUNNING
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    submitted_at = models.DateTimeField(_("submitted at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["-submitted_at", "-pk"]
        indexes = [models.Index(fields=["target_model", "target_id"], name="approval_by_target")]
        constraints = [
            models.UniqueConstraint(
                name="approval_one_running",
                fields=["target_model", "target_id"],
                condition=Q(state="running"),
            ),
            models.CheckConstraint(
                name="approval_ended_has_its_moment",
                condition=Q(state="running", ended_at=None) | ~Q(state="running") & Q(ended_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.chain_title}: {self.target_title}"


class ApprovalStep(models.Model):
    """One step of a run: its holders were found at submission and stay, unless an act gives it to others."""

    approval = models.ForeignKey(Approval, models.CASCADE, related_name="steps", verbose_name=_("approval"))
    position = models.PositiveSmallIntegerField(_("place"))
    kind = models.CharField(_("kind"), max_length=20, choices=StepKind.choices)
    title = models.CharField(_("step"), max_length=200)
    way = models.CharField(_("where"), max_length=10, choices=Way.choices)
    office = models.CharField(_("office"), max_length=250)
    holders = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", blank=True, verbose_name=_("holders")
    )
    working_days = models.PositiveSmallIntegerField(_("working days"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=StepState.choices, default=StepState.WAITING)
    since = models.DateTimeField(_("since"), null=True, blank=True)
    due_on = models.DateField(pgettext_lazy("deadline", "by"), null=True, blank=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    objects = ApprovalStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of an approval")
        verbose_name_plural = _("steps of an approval")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="approval_step_once", fields=["approval", "position"]),
            models.UniqueConstraint(
                name="approval_one_current_step", fields=["approval"], condition=Q(state="current")
            ),
            models.CheckConstraint(
                name="approval_step_moments",
                condition=Q(state="waiting", since=None, done_at=None)
                | Q(state="current", since__isnull=False, done_at=None)
                | Q(state="done", since__isnull=False, done_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    def is_overdue(self, *, on) -> bool:
        return self.state == StepState.CURRENT and self.due_on is not None and self.due_on < on


class Act(models.Model):
    """What somebody did in an approval. `in_name_of`: the leader whose bút phê or whose authority it was.

    Outside decisions and bút phê carry number, date, authority and their scan (domain.md 9.3). Append-only.
    """

    approval = models.ForeignKey(Approval, models.CASCADE, related_name="acts", verbose_name=_("approval"))
    step = models.ForeignKey(
        ApprovalStep, models.CASCADE, null=True, related_name="acts", verbose_name=_("step")
    )
    kind = models.CharField(_("act"), max_length=20, choices=ActKind.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    by_office = models.CharField(_("office"), max_length=250, blank=True)
    in_name_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("in the name of"),
    )
    deputisation = models.ForeignKey(
        Deputisation, models.PROTECT, null=True, related_name="acts", verbose_name=_("authority to deputise")
    )
    is_handwritten = models.BooleanField(_("bút phê"), default=False)
    at = models.DateTimeField(_("at"))
    note = models.TextField(_("note"), blank=True)
    returned_to = models.PositiveSmallIntegerField(_("returned to step"), null=True)
    number = models.CharField(_("number"), max_length=60, blank=True)
    dated = models.DateField(_("date"), null=True)
    authority = models.CharField(_("authority"), max_length=200, blank=True)
    scan = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name=_("scan"))

    class Meta:
        verbose_name = _("act in an approval")
        verbose_name_plural = _("acts in an approval")
        ordering = ["at", "pk"]
        triggers = [
            pgtrigger.Protect(name="acts_never_change", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
        constraints = [
            models.CheckConstraint(
                name="act_return_says_why",
                condition=~Q(kind__in=["returned", "refused", "withdrawn", "recalled", "exempted"])
                | ~Q(note=""),
            ),
            models.CheckConstraint(
                name="act_handwritten_has_its_leader_and_scan",
                condition=Q(is_handwritten=False)
                | Q(in_name_of__isnull=False, dated__isnull=False, scan__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.approval}"


declare_scope(Act, through("approval"))

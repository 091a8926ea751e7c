"""What one unit owes for one cycle: its figures, its text, its versions."""

import datetime as dt

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import can
from portal.audit.history import tracked
from portal.documents.models import Version as FileVersion
from portal.notifications.chasing import ChaseChannel
from portal.units.models import Unit
from reports.querysets import OfReportQuerySet, ReportQuerySet

from .cycle import Cycle


class ReviewState(models.TextChoices):
    """Where the report is; whether it is late is computed, never stored."""

    DRAFT = "draft", _("not yet sent")
    SUBMITTED = "submitted", _("waiting to be received")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("received by the department")


class Timeliness(models.TextChoices):
    NOT_DUE = "not_due", _("not due yet")
    OVERDUE = "overdue", _("overdue")
    ON_TIME = "on_time", _("on time")
    LATE = "late", _("sent late")


class Way(models.TextChoices):
    """How a version came in; a paper typed by the department in the unit's name is marked so for good."""

    PORTAL = "portal", _("written in the portal")
    SIGNED_COPY = "signed_copy", _("with the signed copy")
    OFFLINE = "offline", _("from the workbook filled in offline")
    PAPER = "paper", _("typed from a paper by the department, in the unit's name")


class Cause(models.TextChoices):
    """Why a unit's figure differs from its register."""

    MISSING_RECORD = "missing_record", _("a record is missing in the register")
    OTHER_PERIOD = "other_period", _("the record belongs to another period")
    NOT_OURS = "not_ours", _("the record is not ours")
    COUNTED_OTHERWISE = "counted_otherwise", _("counted otherwise")
    OTHER = "other", _("other reason")


@tracked(exclude=["autosaved_at"])
class Report(models.Model):
    """The report of `unit` in `cycle`. Typist and signatory are both recorded; each submission is a version."""

    cycle = models.ForeignKey(
        Cycle, models.PROTECT, related_name="reports", verbose_name=_("reporting cycle")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reports", verbose_name=_("unit"))
    state = models.CharField(
        _("state"), max_length=12, choices=ReviewState.choices, default=ReviewState.DRAFT
    )
    due_on = models.DateField(_("due"))
    due_reason = models.CharField(_("reason of the new deadline"), max_length=300, blank=True)
    lock_on = models.DateField(_("locked after"), null=True, blank=True)
    lock_reason = models.CharField(_("reason of the later lock"), max_length=300, blank=True)
    collected_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="collected", editable=False,
        verbose_name=_("gathered by the report of the upper unit"),
    )  # fmt: skip
    entered_by_department = models.BooleanField(
        _("entered by the department in the unit's name"), default=False, editable=False
    )
    nothing_to_report = models.BooleanField(_("nothing to report (không phát sinh)"), default=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    autosaved_at = models.DateTimeField(_("draft saved at"), null=True, blank=True)
    started_at = models.DateTimeField(_("begun at"), null=True, blank=True)
    first_submitted_at = models.DateTimeField(_("first sent at"), null=True, blank=True)
    first_due_on = models.DateField(_("deadline of the first sending"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sent by"),
    )
    signatory = models.CharField(_("signed by"), max_length=150, blank=True)
    signatory_post = models.CharField(_("post of the signatory"), max_length=150, blank=True)
    paper_number = models.CharField(_("number of the signed paper"), max_length=40, blank=True)
    paper_dated = models.DateField(_("date of the signed paper"), null=True, blank=True)
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    return_reason = models.TextField(_("reason of the return"), blank=True)
    times_returned = models.PositiveSmallIntegerField(_("times returned"), default=0)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("periodic report")
        verbose_name_plural = _("periodic reports")
        ordering = ["-cycle__ends_on", "unit__sort_key"]
        constraints = [
            models.UniqueConstraint(name="report_once", fields=["cycle", "unit"]),
            models.CheckConstraint(
                name="report_locked_after_due",
                condition=Q(lock_on=None) | Q(lock_on__gte=F("due_on")),
            ),
            models.CheckConstraint(
                name="report_submission_whole",
                condition=Q(submitted_at=None) | Q(first_submitted_at__lte=F("submitted_at")),
            ),
            models.CheckConstraint(
                name="report_sent_says_when",
                condition=Q(state__in=["draft", "returned"]) | ~Q(submitted_at=None),
            ),
        ]

    def __str__(self):
        return f"{self.cycle.period.label}, {self.unit}"

    def get_absolute_url(self):
        return reverse("reports:report", args=[self.cycle.code, self.unit.code])

    def may_edit(self, user) -> bool:
        """Whether the user may write it now: the unit's people while it has not been sent, or the department's while it
        types a paper in the unit's name.
        """
        wanted = Permission.REPORT_REVIEW if self.entered_by_department else Permission.REPORT_WRITE
        return self.is_open and can(user, wanted, self)

    @property
    def is_open(self) -> bool:
        return self.state in (ReviewState.DRAFT, ReviewState.RETURNED) and self.cycle.is_open

    def timeliness(self, *, on: dt.date) -> tuple[Timeliness, int]:
        """(how it stands, days late): overdue while the unit still has to act, else by the first submission.

        The first submission is measured by the deadline of its day: a new deadline after a return does not
        excuse lateness, and an extension once granted is not taken back by a return.
        """
        overdue = (on - self.due_on).days
        if overdue > 0 and self.state in (ReviewState.DRAFT, ReviewState.RETURNED):
            return Timeliness.OVERDUE, overdue
        if self.first_submitted_at is None:
            return Timeliness.NOT_DUE, 0
        sent = self.first_submitted_at.astimezone().date()
        late = (sent - (self.first_due_on or self.due_on)).days
        return (Timeliness.LATE, late) if late > 0 else (Timeliness.ON_TIME, 0)


@tracked()
class Narrative(models.Model):
    """The text of one section (I-V) of a report in the making."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="narratives", verbose_name=_("report"))
    section = models.CharField(_("section"), max_length=5)
    text = models.TextField(_("text"), blank=True)
    carried_from = models.ForeignKey(
        Cycle, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("taken over from the report of"),
    )  # fmt: skip
    is_confirmed = models.BooleanField(_("confirmed"), default=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("section of a report")
        verbose_name_plural = _("sections of reports")
        ordering = ["section"]
        constraints = [models.UniqueConstraint(name="narrative_once", fields=["report", "section"])]

    def __str__(self):
        return f"{self.report}, {self.section}"


@tracked()
class Correction(models.Model):
    """A figure that the unit sets otherwise than the registers say, with cause and reason; the rest is read live.

    `is_nothing`: the unit says "không phát sinh" of this one figure (value 0). `is_entered`: no register knows the
    figure, so there is nothing to explain. `parts`: {dimension: {key: number}} where the indicator is broken down.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="corrections", verbose_name=_("report"))
    indicator = models.CharField(_("figure"), max_length=40)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=2)
    cause = models.CharField(_("cause"), max_length=20, choices=Cause.choices, default=Cause.OTHER)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    is_nothing = models.BooleanField(_("nothing to report in this figure"), default=False)
    is_entered = models.BooleanField(_("typed by the unit, no register knows it"), default=False)
    parts = models.JSONField(_("broken down"), default=dict, blank=True)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("corrected figure")
        verbose_name_plural = _("corrected figures")
        constraints = [
            models.UniqueConstraint(name="correction_once", fields=["report", "indicator"]),
            models.CheckConstraint(name="correction_not_negative", condition=Q(value__gte=0)),
            models.CheckConstraint(name="correction_says_why", condition=Q(is_entered=True) | ~Q(reason="")),
            models.CheckConstraint(name="nothing_is_zero", condition=Q(is_nothing=False) | Q(value=0)),
        ]

    def __str__(self):
        return f"{self.report}, {self.indicator}"


class SubmittedVersion(models.Model):
    """What was submitted, whole and unchangeable: figures with the records behind them, text, annex rows.

    `content` is written by `reports.content.gather` and read by the comparison, the board and the consolidation.
    `annex` is the unit's printed annex, rendered once.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions", verbose_name=_("report"))
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField(_("content"))
    submitted_at = models.DateTimeField(_("sent at"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("sent by")
    )
    signatory = models.CharField(_("signed by"), max_length=150, blank=True)
    way = models.CharField(_("how it came in"), max_length=12, choices=Way.choices, default=Way.PORTAL)
    signed_copy = models.ForeignKey(
        FileVersion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed copy")
    )
    annex = models.ForeignKey(
        FileVersion, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("printed annex")
    )

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("submitted version")
        verbose_name_plural = _("submitted versions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(name="version_once", fields=["report", "number"])]
        triggers = [
            pgtrigger.Protect(
                name="sent_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "report", "number", "content", "submitted_at", "signatory", "signed_copy", "way"
                ),
            ),
        ]

    def __str__(self):
        return f"{self.report}, {self.number}"


class Chase(models.Model):
    """One time that a unit was chased: by whom, how; the next officer sees it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="chases", verbose_name=_("report"))
    channel = models.CharField(_("how"), max_length=12, choices=ChaseChannel.choices)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("chasing")
        verbose_name_plural = _("chasings")
        ordering = ["-at"]

    def __str__(self):
        return f"{self.report}, {self.get_channel_display()}"

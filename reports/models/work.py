"""Work that only reports speak of: inspection, training and who attended, coordination with other bodies."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.models import refusal
from portal.access.scope import declare_scope, through
from portal.audit.history import tracked
from portal.people.models import Person
from portal.records.models import Record
from portal.units.models import Unit

from ..querysets import CoordinationQuerySet, CourseQuerySet, InspectionQuerySet, RemedyQuerySet
from .activity import Activity


class InspectionKind(models.TextChoices):
    """Inspection in the union is kiểm tra, giám sát of the Ủy ban Kiểm tra, never thanh tra (domain.md 9.7)."""

    INSPECTION = "inspection", _("inspection (kiểm tra)")
    SUPERVISION = "supervision", _("supervision (giám sát)")


class InspectionStage(models.TextChoices):
    PLANNED = "planned", _("planned")
    DECIDED = "decided", _("decision issued")
    HELD = "held", _("minutes made")
    CONCLUDED = "concluded", _("concluded")
    CANCELLED = "cancelled", _("cancelled")


@tracked()
class Inspection(Record):
    """One inspection of the external relations of `inspected` by `unit`: plan, decision, minutes, conclusion."""

    kind = models.CharField(_("kind"), max_length=20, choices=InspectionKind.choices)
    title = models.CharField(_("subject of the inspection"), max_length=300)
    inspected = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit inspected"))
    year = models.PositiveSmallIntegerField(_("year of the plan"))
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    stage = models.CharField(
        _("state"), max_length=12, choices=InspectionStage.choices, default=InspectionStage.PLANNED,
        editable=False,
    )  # fmt: skip
    decision_number = models.CharField(_("number of the decision"), max_length=60, blank=True, editable=False)
    decided_on = models.DateField(_("date of the decision"), null=True, blank=True, editable=False)
    held_on = models.DateField(_("held on"), null=True, blank=True, editable=False)
    findings = models.TextField(_("findings"), blank=True, editable=False)
    conclusion = models.TextField(_("conclusion"), blank=True, editable=False)
    concluded_on = models.DateField(_("concluded on"), null=True, blank=True, editable=False)
    cancelled_reason = models.CharField(_("cancelled because"), max_length=300, blank=True, editable=False)

    prose = ("findings",)
    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        ordering = ["-year", "-planned_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="inspection_concluded_whole",
                condition=~Q(stage="concluded") | Q(concluded_on__isnull=False) & ~Q(conclusion=""),
            ),
            models.CheckConstraint(
                name="inspection_concluded_after_held",
                condition=Q(concluded_on=None) | Q(held_on=None) | Q(concluded_on__gte=F("held_on")),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("reports:inspection-detail", args=[self.pk])

    def words(self):
        return [self.title, str(self.unit), str(self.inspected), self.decision_number, self.conclusion]


@tracked()
class Remedy(models.Model):
    """What the inspected unit has to put right after a conclusion, until when, and with what evidence it did."""

    inspection = models.ForeignKey(
        Inspection, models.CASCADE, related_name="remedies", verbose_name=_("inspection")
    )
    text = models.CharField(_("what is to be put right"), max_length=500)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)

    objects = RemedyQuerySet.as_manager()

    class Meta:
        verbose_name = _("remedy")
        verbose_name_plural = _("remedies")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="remedy_done_has_evidence", condition=Q(done_on=None) | ~Q(evidence="")
            )
        ]

    def __str__(self):
        return self.text

    def is_overdue(self, *, on: dt.date) -> bool:
        return self.done_on is None and self.due_on is not None and self.due_on < on


@tracked()
class Course(Record):
    """A training course that is planned; `activity` is what was held, its attendance hangs on that."""

    title = models.CharField(_("course"), max_length=300)
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year of the plan"))
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    audience = models.CharField(_("for whom"), max_length=200, blank=True)
    planned_people = models.PositiveIntegerField(_("planned participants"), null=True, blank=True)
    funding_source = models.CharField(_("source of funds"), max_length=150, blank=True)
    activity = models.OneToOneField(
        Activity, models.SET_NULL, null=True, blank=True, related_name="course", editable=False,
        verbose_name=_("what was held"),
    )  # fmt: skip
    cancelled_reason = models.CharField(_("cancelled because"), max_length=300, blank=True, editable=False)

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned course")
        verbose_name_plural = _("plan of courses")
        ordering = ["-year", "planned_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="course_held_or_cancelled", condition=Q(activity=None) | Q(cancelled_reason="")
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("reports:course-detail", args=[self.pk])

    def words(self):
        return [self.title, self.topic, self.audience, str(self.unit)]


class Attendance(models.Model):
    """One officer at one course; unit and post as they were at the time."""

    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="attendance", verbose_name=_("course")
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="attendance", verbose_name=_("officer")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    post = models.CharField(_("post at the time"), max_length=200, blank=True)
    completed = models.BooleanField(_("completed"), default=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["unit__sort_key", "pk"]
        constraints = [models.UniqueConstraint(name="attendance_once", fields=["activity", "person"])]

    def __str__(self):
        return f"{self.activity}: {self.unit}"


class BodyKind(models.TextChoices):
    PARTY = "party", _("Party body")
    STATE = "state", _("State body")
    FRONT = "front", _("Fatherland Front and member organisation")
    OTHER = "other", _("other body")


@tracked()
class Coordination(Record):
    """A programme of coordination with a body of the Party, the State or the Front, and its term."""

    title = models.CharField(_("programme of coordination"), max_length=300)
    body_kind = models.CharField(_("kind of body"), max_length=10, choices=BodyKind.choices)
    body = models.CharField(_("body"), max_length=200)
    number = models.CharField(_("number"), max_length=80, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    summary = models.TextField(_("content"), blank=True)

    objects = CoordinationQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme of coordination")
        verbose_name_plural = _("programmes of coordination")
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="coordination_in_order",
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("reports:coordination-detail", args=[self.pk])

    def words(self):
        return [self.title, self.body, self.number, self.summary, str(self.unit)]

    def clean(self):
        """Refuse an end before the beginning."""
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            expected = _now("%(day)s or later") % {"day": f"{self.valid_from:%d/%m/%Y}"}
            raise ValidationError({"valid_to": refusal(_("valid to"), f"{self.valid_to:%d/%m/%Y}", expected)})


@tracked()
class CoordinationResult(models.Model):
    """What came of a programme of coordination by a day."""

    coordination = models.ForeignKey(
        Coordination, models.CASCADE, related_name="results", verbose_name=_("programme of coordination")
    )
    on = models.DateField(_("on"))
    text = models.TextField(_("result"))

    class Meta:
        verbose_name = _("result of a coordination")
        verbose_name_plural = _("results of coordinations")
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.on:%d/%m/%Y}: {self.text[:60]}"


declare_scope(Attendance, through("activity"))
declare_scope(CoordinationResult, through("coordination"))

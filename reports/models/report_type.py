"""Kinds of reports as data: what each asks for, in numbered versions, and how many days it leaves to whom."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.audit.history import tracked
from portal.units.models import UnitType
from reports.querysets import ReportTypeQuerySet, TypeDeadlineQuerySet, TypeVersionQuerySet

from .layout import Layout


class Nature(models.TextChoices):
    PERIODIC = "periodic", _("periodic report")
    THEMATIC = "thematic", _("thematic report")
    AD_HOC = "ad_hoc", _("ad hoc report (đột xuất)")


#: columns that PostgreSQL refuses to change once a version is published
PUBLISHED_FACTS = ("type_id", "number", "content", "published_at")


@tracked()
class ReportType(models.Model):
    """A kind of report that units owe. What it asks for stands in its versions."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=150)
    nature = models.CharField(_("nature"), max_length=10, choices=Nature.choices, default=Nature.PERIODIC)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = ReportTypeQuerySet.as_manager()

    class Meta:
        verbose_name = _("type of report")
        verbose_name_plural = _("types of reports")
        ordering = ["nature", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("reports:type", args=[self.code])


@tracked()
class TypeVersion(models.Model):
    """What a type asks for from its publication on: `content` is read through `layout`.

    A published version never changes; a cycle keeps the version it was opened with, so that a change touches nothing
    that was entered.
    """

    type = models.ForeignKey(
        ReportType, models.PROTECT, related_name="versions", verbose_name=_("type of report")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField(_("content"), default=dict)
    note = models.CharField(_("what changed and why"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("published by"),
    )  # fmt: skip
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = TypeVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a type of report")
        verbose_name_plural = _("versions of types of reports")
        ordering = ["type", "-number"]
        constraints = [
            models.UniqueConstraint(name="type_version_once", fields=["type", "number"]),
            models.UniqueConstraint(
                name="type_one_draft", fields=["type"], condition=Q(published_at=None),
                violation_error_message=_("This type has a draft already: go on with that one."),
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(
                name="published_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.published_at IS NOT NULL AND ("
                    + " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in PUBLISHED_FACTS)
                    + ")"
                ),
            ),
        ]

    def __str__(self):
        return f"{self.type}, {self.number}"

    @property
    def layout(self) -> Layout:
        return Layout.read(self.content)


@tracked()
class TypeDeadline(models.Model):
    """Working days after the last day of the data: until when a report is on time, and when it is locked.

    One row for a type of unit, one without for all others; dated, because deadlines change. Without
    `lock_working_days` a report of the type is never locked.
    """

    type = models.ForeignKey(
        ReportType, models.CASCADE, related_name="deadlines", verbose_name=_("type of report")
    )
    unit_type = models.CharField(_("kind of unit"), max_length=30, choices=UnitType.choices, blank=True)
    due_working_days = models.PositiveSmallIntegerField(_("on time within (working days)"))
    lock_working_days = models.PositiveSmallIntegerField(
        _("locked after (working days)"), null=True, blank=True
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects = TypeDeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline of a type of report")
        verbose_name_plural = _("deadlines of types of reports")
        ordering = ["type", "unit_type", "-valid_from"]
        constraints = [
            models.UniqueConstraint(name="type_deadline_once", fields=["type", "unit_type", "valid_from"]),
            models.CheckConstraint(
                name="type_locked_after_due",
                condition=Q(lock_working_days=None) | Q(lock_working_days__gte=F("due_working_days")),
                violation_error_message=_("A report is locked on the day it is due or later, not before."),
            ),
            models.CheckConstraint(
                name="type_deadline_in_order",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self):
        return f"{self.type}, {self.get_unit_type_display() or _('all other units')}"

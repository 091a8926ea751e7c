"""How the relationship stands and where it should go: states over time, objectives, coded assessments."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.access.permissions import Permission
from portal.access.scope import declare_scope, has, signed_in
from portal.audit.history import tracked
from portal.people.models import Person
from portal.records.models import Kept
from portal.text.fields import PartialDateField

from ..querysets import AssessmentQuerySet, AssessmentRulingQuerySet, ObjectiveQuerySet
from .choices import RelationshipState
from .partner import Partner


@tracked()
class RelationshipChange(models.Model):
    """One step of the relationship: interrupted, restored … The partner's own state repeats the last one."""

    partner = models.ForeignKey(
        Partner, models.CASCADE, related_name="relationship_changes", verbose_name=_("partner")
    )
    state = models.CharField(_("relationship"), max_length=20, choices=RelationshipState.choices)
    since = PartialDateField(_("since"), null=True, blank=True)
    reason = models.CharField(_("reason, basis"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("change of the relationship")
        verbose_name_plural = _("changes of the relationship")
        ordering = [F("since").desc(nulls_last=True), "-pk"]  # of unknown date: the oldest

    def __str__(self):
        return self.get_state_display()


declare_scope(RelationshipChange, signed_in)


class ObjectiveState(models.TextChoices):
    OPEN = "open", _("under way")
    REACHED = "reached", _("reached")
    DROPPED = "dropped", _("given up")


@tracked()
class Objective(Kept):
    """What we want with a partner, how far it is, what stands in the way. Read at the centre only."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="objectives", verbose_name=_("partner"))
    title = models.CharField(_("objective"), max_length=300)
    due_on = PartialDateField(pgettext_lazy("deadline", "by"), null=True, blank=True)
    progress = models.PositiveSmallIntegerField(
        _("progress (%)"), default=0, validators=[MaxValueValidator(100)]
    )
    state = models.CharField(
        _("state"), max_length=20, choices=ObjectiveState.choices, default=ObjectiveState.OPEN
    )
    owner = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("responsible")
    )
    blockers = models.CharField(_("what stands in the way"), max_length=300, blank=True)

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ["state", "due_on", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("partners:objective-detail", args=[self.pk])

    def words(self):
        return [self.title, str(self.partner)]

    def is_late(self, *, on) -> bool:
        """Still open after the last day that its date can mean."""
        return self.state == ObjectiveState.OPEN and bool(self.due_on) and self.due_on.latest < on


@tracked()
class AssessmentRuling(models.Model):
    """The recorded decision that switches assessments on, for a time (domain.md 9.11). Without one: off.

    Its scan hangs on it like any other document.
    """

    number = models.CharField(_("number of the decision"), max_length=60)
    decided_on = models.DateField(_("decided on"))
    decided_by_post = models.CharField(_("decided by (post)"), max_length=150)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    notes = models.CharField(_("notes"), max_length=300, blank=True)

    objects = AssessmentRulingQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision on assessments")
        verbose_name_plural = _("decisions on assessments")
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                name="ruling_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
            )
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("partners:ruling", args=[self.pk])

    def may_edit(self, user) -> bool:
        return has(user, Permission.ASSESSMENT_RULE)

    def is_in_force(self, *, on) -> bool:
        return self.valid_from <= on and (self.valid_to is None or self.valid_to >= on)


class Course(models.TextChoices):
    """The strategy as a code, never as prose."""

    DEEPEN = "deepen", _("deepen")
    MAINTAIN = "maintain", _("keep up")
    RENEW = "renew", _("take up again")
    WATCH = "watch", _("follow")


def _rating(label):
    return models.PositiveSmallIntegerField(label, validators=[MinValueValidator(1), MaxValueValidator(5)])


# SECURITY: neither history nor search holds a rating, so neither can show one.
@tracked(exclude=["trust", "atmosphere", "risk", "course"])
class Assessment(Kept):
    """A periodic rating of a relationship: 1 (low) to 5 (high), and a course as a code; no prose.

    SECURITY: seen by the International Department and leaders only, while a ruling is in force; never in any
    output for units (domain.md 7.2, 9.11).
    """

    partner = models.ForeignKey(
        Partner, models.CASCADE, related_name="assessments", verbose_name=_("partner")
    )
    assessed_on = models.DateField(_("assessed on"))
    trust = _rating(_("trust"))
    atmosphere = _rating(_("atmosphere"))
    risk = _rating(_("risk"))
    course = models.CharField(_("course"), max_length=20, choices=Course.choices, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-assessed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(name="assessment_once_a_day", fields=["partner", "assessed_on"]),
            models.CheckConstraint(
                name="assessment_ratings_one_to_five",
                condition=Q(trust__range=(1, 5), atmosphere__range=(1, 5), risk__range=(1, 5)),
            ),
        ]

    def __str__(self):
        return f"{self.partner}, {self.assessed_on:%d/%m/%Y}"

    def get_absolute_url(self):
        return reverse("partners:relationship", args=[self.partner_id])

    def words(self):
        return []

    def may_edit(self, user) -> bool:
        """Who keeps partners and may read assessments; whether a decision allows it is the service's to ask."""
        return super().may_edit(user) and has(user, Permission.ASSESSMENT_READ)

"""How the relationship stands and where it should go: states over time, objectives, coded assessments, support."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.access.scope import declare_scope, signed_in
from portal.audit.history import tracked
from portal.documents.models import Document
from portal.money.models import Money
from portal.people.models import Person
from portal.records.models import DatedRecord, Kept
from portal.text.fields import PartialDateField

from ..querysets import AssessmentQuerySet, AssessmentRulingQuerySet, ObjectiveQuerySet, SupportQuerySet
from .choices import Flow, RelationshipState
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
        ordering = ["-since", "-pk"]

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
    due_on = PartialDateField(_("by"), null=True, blank=True)
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
        return f"{reverse('partners:partner-detail', args=[self.partner_id])}quan-he/"


@tracked()
class AssessmentRuling(models.Model):
    """The recorded decision that switches assessments on, for a time (domain.md 9.11). Without one: off."""

    number = models.CharField(_("number of the decision"), max_length=60)
    decided_on = models.DateField(_("decided on"))
    decided_by_post = models.CharField(_("decided by (post)"), max_length=150)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    scan = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scan")
    )
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


class Course(models.TextChoices):
    """The strategy as a code, never as prose."""

    DEEPEN = "deepen", _("deepen")
    MAINTAIN = "maintain", _("keep up")
    RENEW = "renew", _("take up again")
    WATCH = "watch", _("follow")


def _rating(label):
    return models.PositiveSmallIntegerField(label, validators=[MinValueValidator(1), MaxValueValidator(5)])


@tracked()
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
        return f"{reverse('partners:partner-detail', args=[self.partner_id])}quan-he/"


class SupportKind(models.TextChoices):
    STATEMENT = "statement", _("statement")
    VOTE = "vote", _("vote")
    CAMPAIGN = "campaign", _("campaign")
    GIFT = "gift", _("gift, relief")
    OTHER = "other", _("other")


@tracked()
class Support(DatedRecord, Money):
    """What one side did for the other: a statement, a vote, a campaign, a gift."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="supports", verbose_name=_("partner"))
    flow = models.CharField(_("who supported whom"), max_length=10, choices=Flow.choices)
    kind = models.CharField(_("kind"), max_length=20, choices=SupportKind.choices)
    title = models.CharField(_("what for"), max_length=300)
    result = models.CharField(_("result"), max_length=300, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    objects = SupportQuerySet.as_manager()

    class Meta:
        verbose_name = _("mutual support")
        verbose_name_plural = _("mutual support")
        ordering = ["-starts_on", "-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("partners:support-detail", args=[self.pk])

    def words(self):
        return [self.title, str(self.partner), self.get_kind_display()]

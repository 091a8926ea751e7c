"""The annual plan: what a unit intends for the next year, approved as a set, and every later change with its reason."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
from portal.access.scope import declare_scope, through
from portal.audit.history import tracked
from portal.countries import choices as country_choices
from portal.countries import name as country_name
from portal.records.models import DatedRecord, Record
from portal.records.related import related
from portal.ui.formats import number_vi

from ..querysets import PlanItemQuerySet, PlanQuerySet
from .activity import period_label
from .choices import Direction, FundingSource, Level
from .dossier_choices import CancelReason, PlanState, Settled

OPEN = (PlanState.DRAFT, PlanState.RETURNED)


class LineCondition(models.TextChoices):
    """What a line has come to: read from what was settled and from its dossiers, never stored."""

    PLANNED = "planned", _("still to come")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("carried out")
    LATE = "late", _("past its time")
    POSTPONED = "postponed", _("postponed")
    CANCELLED = "cancelled", _("cancelled")
    CARRIED = "carried", _("carried over to the next year")


class LineKind(models.TextChoices):
    """The kinds of a line, in the words of a plan; the codes are those of `Direction`."""

    OUTGOING = Direction.OUTGOING.value, _("Outgoing delegation")
    INCOMING = Direction.INCOMING.value, _("Incoming delegation")
    CONFERENCE = Direction.DOMESTIC.value, _("International conference, seminar")


@tracked()
class AnnualPlan(Record):
    """One plan of a unit and year. Approved as a set: number, day and authority of that decision stand together."""

    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(
        _("state"), max_length=20, choices=PlanState.choices, default=PlanState.DRAFT, editable=False
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True, editable=False)
    approval_number = models.CharField(_("number of the approval"), max_length=60, blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    approval_authority = models.CharField(_("approved by"), max_length=200, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("annual plan")
        verbose_name_plural = _("annual plans")
        ordering = ["-year", "unit__sort_key"]
        constraints = [
            models.UniqueConstraint(
                name="plan_once_a_year",
                fields=["unit", "year"],
                condition=Q(archived_at=None),
                violation_error_message=_("This unit has a plan of this year already: change that one."),
            ),
            models.CheckConstraint(name="plan_year_is_a_year", condition=Q(year__gte=1990, year__lte=2100)),
            models.CheckConstraint(
                name="plan_approval_whole",
                condition=~Q(state="approved") | Q(approved_on__isnull=False) & ~Q(approval_authority=""),
            ),
        ]

    def __str__(self):
        return gettext("Plan of %(year)s, %(unit)s") % {"year": self.year, "unit": self.unit}

    def get_absolute_url(self):
        return reverse("delegations:plan-detail", args=[self.pk])

    def words(self):
        return [str(self.year), str(self.unit), self.approval_number, self.notes]

    @property
    def is_open(self) -> bool:
        """Its lines are entered and changed freely; later only by adjustments with reasons."""
        return self.state in OPEN

    @property
    def is_approved(self) -> bool:
        return self.state == PlanState.APPROVED

    @property
    def approval_label(self) -> str:
        day = f"{self.approved_on:%d/%m/%Y}" if self.approved_on else ""
        return ", ".join(filter(None, [self.approval_number, day, self.approval_authority]))


@tracked()
class PlanItem(DatedRecord):
    """One line of a plan: a delegation out or in, or a conference. "Done" is read from its dossiers, never typed."""

    plan = models.ForeignKey(AnnualPlan, models.CASCADE, related_name="items", verbose_name=_("annual plan"))
    kind = models.CharField(_("kind"), max_length=20, choices=Direction.choices)
    title = models.CharField(_("content"), max_length=400)
    partners = models.ManyToManyField(
        Partner, related_name="plan_items", blank=True, verbose_name=_("partners")
    )
    partners_written = models.CharField(_("partners as written"), max_length=500, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, choices=country_choices)
    place = models.CharField(_("place"), max_length=200, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices, blank=True)
    size = models.PositiveIntegerField(_("number of persons"), null=True, blank=True)
    days = models.PositiveIntegerField(_("days"), null=True, blank=True)
    estimate = models.BigIntegerField(_("estimate (đồng)"), null=True, blank=True)
    funding_source = models.CharField(
        _("source of funds"), max_length=30, choices=FundingSource.choices, blank=True
    )
    is_addition = models.BooleanField(_("added during the year"), default=False, editable=False)
    reason = models.TextField(_("reason"), blank=True)
    settled = models.CharField(
        _("postponed or cancelled"), max_length=20, choices=Settled.choices, blank=True, editable=False
    )
    cancel_reason = models.CharField(
        _("because"), max_length=20, choices=CancelReason.choices, blank=True, editable=False
    )
    carried_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="carried_to",
        verbose_name=_("carried over from"),
    )

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a plan")
        verbose_name_plural = _("lines of a plan")
        ordering = ["placed_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_item_addition_says_why", condition=Q(is_addition=False) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="plan_item_settled_says_why", condition=Q(settled="") | ~Q(cancel_reason="")
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("delegations:planitem-detail", args=[self.pk])

    def may_edit(self, user) -> bool:
        """Freely while the plan is open; a line of an approved plan changes by an adjustment alone."""
        return self.plan.is_open and super().may_edit(user)

    @property
    def country_label(self) -> str:
        return country_name(self.country)

    @property
    def kind_label(self) -> str:
        return str(LineKind(self.kind).label)

    @property
    def time_label(self) -> str:
        return period_label(self.starts_on, self.ends_on)

    @property
    def partner_labels(self) -> list[str]:
        """Short names of the matched partners, then what was written and nobody matched."""
        return [partner.short_label for partner in related(self, "partners")] + list(
            filter(None, [self.partners_written])
        )

    @property
    def partner_names(self) -> list[str]:
        return [partner.name_vi for partner in related(self, "partners")] + list(
            filter(None, [self.partners_written])
        )

    def words(self):
        names = [str(partner) for partner in self.partners.all()] if self.pk else []
        return [self.title, self.place, self.country_label, self.partners_written, *names, self.reason]

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on.surely_before(self.starts_on):
            values = {"found": self.ends_on.display(), "expected": self.starts_on.display()}
            raise ValidationError(
                {"ends_on": gettext("To: found %(found)s, expected %(expected)s or later.") % values}
            )
        if self.estimate is not None and self.estimate < 0:
            raise ValidationError(
                {
                    "estimate": gettext("Estimate: found %(found)s, expected 0 or more.")
                    % {"found": number_vi(self.estimate)}
                }
            )


@tracked()
class PlanChange(models.Model):
    """An adjustment of an approved plan: what was done to a line, when, and why."""

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="changes", verbose_name=_("line"))
    kind = models.CharField(_("change"), max_length=20, choices=[
        ("added", _("added")), ("changed", _("changed")), ("postponed", _("postponed")),
        ("cancelled", _("cancelled")), ("carried", _("carried over")), ("reopened", _("taken up again")),
    ])  # fmt: skip
    reason = models.TextField(_("reason"))
    before = models.JSONField(_("before"), default=dict, blank=True)
    at = models.DateTimeField(_("at"))
    by_name = models.CharField(_("by"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("change of a plan")
        verbose_name_plural = _("changes of a plan")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.item}"

    @property
    def before_lines(self) -> list[tuple[str, str]]:
        """(label, what stood there) of each field that was changed."""
        found = [(PlanItem._meta.get_field(name).verbose_name, value) for name, value in self.before.items()]
        return [(f"{label}"[:1].upper() + f"{label}"[1:], value or "–") for label, value in found]


declare_scope(PlanChange, through("item"))

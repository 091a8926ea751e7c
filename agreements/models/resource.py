"""External resources: what comes from partners or goes to them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.querysets import ResourceQuerySet
from partners.models import Partner
from portal.audit.history import tracked
from portal.countries import name as country_name
from portal.countries.fields import CountryField
from portal.money.models import Money
from portal.people.models import Person
from portal.records.models import DatedRecord
from portal.records.related import related
from portal.text.fields import PartialDateField

from .agreement import Agreement
from .choices import Direction, ResourceKind, ResourceStage
from .parts import partner_labels, refusal


@tracked()
class Resource(DatedRecord, Money):
    """Aid, a project or another external resource, received or given (annex VI). No sum is not zero.

    It belongs to the period in which it was approved, else to the one in which it began: a project of four
    years is new once, and is listed by `active_within` as long as it runs.
    """

    title = models.CharField(_("title of the resource"), max_length=400)
    direction = models.CharField(
        _("received or given"), max_length=20, choices=Direction.choices, default=Direction.RECEIVED
    )
    kind = models.CharField(_("kind of resource"), max_length=20, choices=ResourceKind.choices)
    is_project = models.BooleanField(_("project"), default=False)
    partners = models.ManyToManyField(
        Partner, related_name="resources", blank=True, verbose_name=_("donors and partners")
    )
    partners_written = models.CharField(_("partners as written"), max_length=500, blank=True)
    country = CountryField(_("country"), blank=True)
    place = models.CharField(_("where it is used"), max_length=200, blank=True)
    purpose = models.TextField(_("purpose and content"), blank=True)
    approval_number = models.CharField(_("number of the approval"), max_length=80, blank=True)
    approved_on = PartialDateField(_("approved on"), null=True, blank=True)
    counterpart_vnd = models.BigIntegerField(_("our own share (đồng)"), null=True, blank=True)
    received_vnd = models.BigIntegerField(_("received so far (đồng)"), null=True, blank=True)
    disbursed_vnd = models.BigIntegerField(_("disbursed so far (đồng)"), null=True, blank=True)
    progress = models.TextField(_("progress"), blank=True)
    difficulties = models.TextField(_("difficulties"), blank=True)
    notes = models.TextField(_("notes"), blank=True)
    agreement = models.ForeignKey(
        Agreement, models.SET_NULL, null=True, blank=True, related_name="resources",
        verbose_name=_("under the agreement"),
    )  # fmt: skip
    officer = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="resources",
        verbose_name=_("responsible officer"),
    )  # fmt: skip
    stage = models.CharField(
        _("stage"), max_length=20, choices=ResourceStage.choices, blank=True, editable=False
    )
    approval_authority = models.CharField(_("approved by"), max_length=200, blank=True)
    submitted_on = models.DateField(_("handed in for appraisal on"), null=True, blank=True)
    begun_on = models.DateField(_("begun on"), null=True, blank=True)
    completed_on = models.DateField(_("completed on"), null=True, blank=True)
    aid_account = models.CharField(
        _("aid account"), max_length=120, blank=True,
        help_text=_("Where the money is kept: bank and branch, without the number (rule R24)."),
    )  # fmt: skip
    places = models.PositiveIntegerField(_("training places"), null=True, blank=True)
    settled_vnd = models.BigIntegerField(_("settled so far (đồng)"), null=True, blank=True)
    excess_reason = models.CharField(_("more came than was committed because"), max_length=300, blank=True)
    distinct_reason = models.CharField(
        _("not the same as the one entered already because"), max_length=300, blank=True
    )

    prose = ("purpose", "progress", "difficulties", "notes")
    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="resource_amount_has_currency",
                condition=Q(amount=None) | ~Q(currency=""),
                violation_error_message=_("A sum is stated without its currency."),
            ),
            models.CheckConstraint(
                name="resource_sums_not_negative",
                condition=Q(amount=None) | Q(amount__gte=0),
                violation_error_message=_("The amount is negative; expected zero or more."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("agreements:resource-detail", args=[self.pk])

    @property
    def is_received(self) -> bool:
        """It comes to us; else we give it."""
        return self.direction == Direction.RECEIVED

    @property
    def country_label(self) -> str:
        return country_name(self.country)

    def partner_labels(self) -> list[str]:
        return partner_labels(related(self, "partners"), self.partners_written)

    def time_label(self) -> str:
        """ "2014 – 2017", "09/2025", "" """
        return " – ".join(dict.fromkeys(day.display() for day in (self.starts_on, self.ends_on) if day))

    def words(self):
        partners = [partner.folded_words for partner in self.partners.all()] if self.pk else []
        return [
            self.title,
            *partners,
            self.partners_written,
            self.country_label,
            self.place,
            self.approval_number,
        ]

    def derive(self):
        super().derive()
        placing = self.approved_on or self.starts_on or self.ends_on
        self.placed_from = placing.earliest if placing else None
        self.placed_to = placing.latest if placing else None

    def clean(self):
        """Refuse an end before the start, a sum without currency, and sums below zero."""
        wrong = {}
        if self.ends_on and self.starts_on and self.ends_on.surely_before(self.starts_on):
            wrong["ends_on"] = refusal(
                _("to"), self.ends_on.display(), _now("%(day)s or later") % {"day": self.starts_on.display()}
            )
        if self.amount is not None and not self.currency:
            wrong["currency"] = refusal(
                _("currency"),
                _now("empty"),
                _now("the currency of the amount %(amount)s") % {"amount": self.amount_display.strip()},
            )
        for name in ("amount", "counterpart_vnd", "received_vnd", "disbursed_vnd", "settled_vnd"):
            if (value := getattr(self, name)) is not None and value < 0:
                wrong[name] = refusal(self._meta.get_field(name).verbose_name, value, _now("zero or more"))
        if wrong:
            raise ValidationError(wrong)

"""What units need and what partners offer: who was asked, what was answered, what of it was used."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
from portal.access.scope import declare_scope, through
from portal.audit.history import tracked
from portal.money.models import Money
from portal.records.models import DatedRecord, Record
from portal.text.fields import PartialDateField

from ..querysets import NeedQuerySet, OfferQuerySet
from .choices import ApproachAnswer, NeedState, OfferState, ResourceKind
from .parts import refusal
from .resource import Resource


def sum_constraints(prefix: str) -> list[models.CheckConstraint]:
    """A stated sum has its currency and is not below zero."""
    return [
        models.CheckConstraint(
            name=f"{prefix}_amount_has_currency",
            condition=Q(amount=None) | ~Q(currency=""),
            violation_error_message=_("A sum is stated without its currency."),
        ),
        models.CheckConstraint(
            name=f"{prefix}_amount_not_negative",
            condition=Q(amount=None) | Q(amount__gte=0),
            violation_error_message=_("The amount is negative; expected zero or more."),
        ),
    ]


@tracked()
class Need(Record, Money):
    """What a unit needs from outside: for what, how much, by when. Whether it is met follows from the answers."""

    title = models.CharField(_("what is needed"), max_length=300)
    kind = models.CharField(_("kind of resource"), max_length=20, choices=ResourceKind.choices)
    reason = models.TextField(_("what for, for whom"), blank=True)
    quantity = models.CharField(_("how much"), max_length=120, blank=True)
    needed_by = PartialDateField(_("needed by"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=NeedState.choices, default=NeedState.OPEN, editable=False
    )
    withdrawn_reason = models.CharField(_("withdrawn because"), max_length=300, blank=True, editable=False)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["-pk"]
        constraints = sum_constraints("need")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("agreements:need-detail", args=[self.pk])

    def words(self):
        return [self.title, str(self.unit), self.quantity, self.reason]


@tracked()
class Approach(models.Model):
    """A partner that was asked to meet a need, and its answer."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="approaches", verbose_name=_("need"))
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="approaches", verbose_name=_("partner"))
    asked_on = models.DateField(_("asked on"))
    asked_how = models.CharField(_("how"), max_length=150, blank=True)
    answer = models.CharField(
        _("answer"), max_length=20, choices=ApproachAnswer.choices, default=ApproachAnswer.WAITING
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    resource = models.ForeignKey(
        Resource, models.SET_NULL, null=True, blank=True, related_name="approaches",
        verbose_name=_("resource that came of it"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("partner approached")
        verbose_name_plural = _("partners approached")
        ordering = ["asked_on", "pk"]
        constraints = [
            models.UniqueConstraint(name="approach_once_a_day", fields=["need", "partner", "asked_on"]),
            models.CheckConstraint(
                name="approach_answer_has_day",
                condition=Q(answer="waiting", answered_on=None)
                | ~Q(answer="waiting") & Q(answered_on__gte=F("asked_on")),
                violation_error_message=_("An answer needs its day, not before the day of asking."),
            ),
        ]

    def __str__(self):
        return str(self.partner)


@tracked()
class Offer(DatedRecord, Money):
    """What a partner offered, until when it stands (`ends_on`), and what of it was taken up.

    `starts_on` is the day it was received. What was accepted and not used is the support we did not take up.
    """

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="offers", verbose_name=_("partner"))
    title = models.CharField(_("what is offered"), max_length=300)
    kind = models.CharField(_("kind of resource"), max_length=20, choices=ResourceKind.choices)
    places = models.PositiveIntegerField(_("places offered"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=OfferState.choices, default=OfferState.RECEIVED, editable=False
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)
    used_amount = models.DecimalField(
        _("used (in the currency of the offer)"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    used_places = models.PositiveIntegerField(_("places used"), null=True, blank=True)
    need = models.ForeignKey(
        Need, models.SET_NULL, null=True, blank=True, related_name="offers", verbose_name=_("meets the need")
    )
    resource = models.ForeignKey(
        Resource, models.SET_NULL, null=True, blank=True, related_name="offers",
        verbose_name=_("resource that came of it"),
    )  # fmt: skip
    notes = models.TextField(_("notes"), blank=True)

    prose = ("notes",)
    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *sum_constraints("offer"),
            models.CheckConstraint(
                name="offer_used_within_offered",
                condition=(Q(used_amount=None) | Q(amount=None) | Q(used_amount__lte=F("amount")))
                & (Q(used_places=None) | Q(places=None) | Q(used_places__lte=F("places"))),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("agreements:offer-detail", args=[self.pk])

    def words(self):
        names = [row.name for row in self.partner.names.all()] if self.partner_id else []
        return [self.title, str(self.unit), *names]

    @property
    def unused_amount(self) -> Decimal | None:
        """What of the stated sum was not used, in its currency; None where no sum was stated."""
        return None if self.amount is None else self.amount - (self.used_amount or 0)

    @property
    def unused_places(self) -> int | None:
        return None if self.places is None else self.places - (self.used_places or 0)

    def clean(self):
        """Refuse an end before it was received, and more used than offered."""
        super().clean()
        wrong = {}
        if self.ends_on and self.starts_on and self.ends_on.surely_before(self.starts_on):
            expected = _now("%(day)s or later") % {"day": self.starts_on.display()}
            wrong["ends_on"] = refusal(_("stands until"), self.ends_on.display(), expected)
        for used, offered in (("used_amount", self.amount), ("used_places", self.places)):
            value = getattr(self, used)
            if value is not None and offered is not None and value > offered:
                expected = _now("at most what was offered: %(offered)s") % {"offered": offered}
                wrong[used] = refusal(self._meta.get_field(used).verbose_name, value, expected)
        if wrong:
            raise ValidationError(wrong)


declare_scope(Approach, through("need"))

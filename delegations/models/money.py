"""Estimate and actual cost by line; the dated norms of reception and of travel (domain.md 2.6)."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import declare_scope
from portal.audit.history import tracked
from portal.deadlines.models import Confidence
from portal.money.currencies import CURRENCIES, DONG
from portal.records.models import Kept

from .belonging import OfActivity, either, with_its_activity
from .choices import FundingSource, GuestClass
from .dossier_choices import BudgetKind, NormPer


@tracked()
class Norm(Kept):
    """The most that may be spent on something, while it is in force. A new amount is a new row."""

    kind = models.CharField(_("kind of cost"), max_length=20, choices=BudgetKind.choices)
    guest_class = models.CharField(
        _("class of guests"), max_length=20, choices=GuestClass.choices, blank=True
    )
    for_head = models.BooleanField(_("for the head of delegation"), null=True, blank=True)
    country_group = models.CharField(
        _("countries"), max_length=200, blank=True, help_text=_("Country codes, by comma; empty: all.")
    )
    per = models.CharField(_("per"), max_length=20, choices=NormPer.choices)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, choices=CURRENCIES, default=DONG)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=250, blank=True)
    confidence = models.CharField(
        _("confidence"), max_length=10, choices=Confidence.choices, default=Confidence.FOUND
    )

    edit_permission = Permission.RULES_MANAGE

    class Meta:
        verbose_name = _("cost norm")
        verbose_name_plural = _("cost norms")
        ordering = ["kind", "guest_class", "-for_head", "-valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="norm_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The norm ends before it begins."),
            ),
            models.CheckConstraint(name="norm_above_nought", condition=Q(amount__gt=0)),
            models.UniqueConstraint(
                name="norm_once",
                fields=["kind", "guest_class", "for_head", "country_group", "per", "valid_from"],
                condition=Q(archived_at=None),
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        parts = [self.get_kind_display(), self.get_guest_class_display()]
        return ", ".join(str(part) for part in parts if part)


@tracked()
class BudgetLine(OfActivity):
    """One line of the budget. `estimate_vnd` = quantity × price × rate, whole đồng; `actual_vnd` is entered after."""

    kind = models.CharField(_("kind of cost"), max_length=20, choices=BudgetKind.choices)
    text = models.CharField(_("what for"), max_length=250, blank=True)
    funding_source = models.CharField(
        _("source of funds"), max_length=30, choices=FundingSource.choices, default=FundingSource.UNION
    )
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=2, default=Decimal(1))
    price = models.DecimalField(_("unit price"), max_digits=16, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, choices=CURRENCIES, default=DONG)
    rate = models.DecimalField(
        _("rate to đồng"), max_digits=14, decimal_places=4, null=True, blank=True,
        help_text=_("Empty for đồng."),
    )  # fmt: skip
    rated_on = models.DateField(_("day of the rate"), null=True, blank=True)
    guest_class = models.CharField(
        _("class of guests"), max_length=20, choices=GuestClass.choices, blank=True
    )
    for_head = models.BooleanField(_("for the head of delegation"), default=False)
    estimate_vnd = models.BigIntegerField(_("estimate (đồng)"), editable=False)
    actual_vnd = models.BigIntegerField(_("actual cost (đồng)"), null=True, blank=True)
    over_norm_reason = models.CharField(_("above the norm because"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("line of the budget")
        verbose_name_plural = _("budget")
        ordering = ["pk"]
        constraints = [
            either("budget"),
            models.CheckConstraint(name="budget_rate_above_nought", condition=Q(rate=None) | Q(rate__gt=0)),
            models.CheckConstraint(
                name="budget_foreign_money_has_a_rate",
                condition=Q(currency=DONG, rate=None, rated_on=None)
                | ~Q(currency=DONG) & Q(rate__isnull=False, rated_on__isnull=False),
            ),
            models.CheckConstraint(
                name="budget_not_below_nought",
                condition=Q(quantity__gt=0, price__gte=0) & (Q(actual_vnd=None) | Q(actual_vnd__gte=0)),
            ),
        ]

    def __str__(self):
        return self.text or str(self.get_kind_display())

    def derive(self) -> None:
        """Set the estimate in whole đồng, half up."""
        amount = self.quantity * self.price * (self.rate or Decimal(1))
        self.estimate_vnd = int(amount.quantize(Decimal(1), rounding="ROUND_HALF_UP"))

    def clean(self):
        """Foreign money has a rate above nought and its day; đồng has none."""
        wrong = {}
        if self.currency != DONG and (self.rate is None or self.rate <= 0):
            found = "–" if self.rate is None else self.rate
            wrong["rate"] = gettext("Rate: found %(found)s, expected a number above 0.") % {"found": found}
        if self.currency != DONG and self.rated_on is None:
            wrong["rated_on"] = gettext("Day of the rate: found nothing, expected a day.")
        if self.currency == DONG and (self.rate or self.rated_on):
            wrong["rate"] = gettext("Rate: found %(found)s, expected nothing: the line is in đồng.") % {
                "found": self.rate or self.rated_on
            }
        if wrong:
            raise ValidationError(wrong)


declare_scope(BudgetLine, with_its_activity)

"""Dated exchange rates, entered by an administrator with their source, and the columns of a sum."""

import datetime
from decimal import ROUND_HALF_UP, Decimal

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.money.amounts import format_amount, format_rate
from portal.money.currencies import DONG, currency_choices

SMALLEST = Decimal("0.0001")


class CurrencyField(models.CharField):
    """The code of one of the portal's currencies."""

    def __init__(self, *args, **options):
        options["max_length"] = 3
        options.setdefault("choices", currency_choices)
        super().__init__(*args, **options)

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        del options["max_length"]
        options.pop("choices", None)
        return name, path, args, options


class ExchangeRateQuerySet(models.QuerySet):
    def in_force(self, currency: str, on: datetime.date) -> "ExchangeRate | None":
        """The last rate of a currency set on a day or before it, or None."""
        return self.filter(currency=currency, valid_from__lte=on).order_by("-valid_from").first()


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), append_only=True)
class ExchangeRate(models.Model):
    """How many đồng one unit of a currency is worth from a day on."""

    currency = CurrencyField(_("currency"))
    rate = models.DecimalField(
        _("đồng for one"), max_digits=14, decimal_places=4, validators=[MinValueValidator(SMALLEST)]
    )
    valid_from = models.DateField(_("valid from"))
    source = models.CharField(
        _("source"), max_length=200, help_text=_("For example the bank or the notice that states the rate.")
    )

    objects = ExchangeRateQuerySet.as_manager()

    class Meta:
        ordering = ["currency", "-valid_from"]
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        constraints = [
            models.UniqueConstraint(fields=["currency", "valid_from"], name="rate_once_a_day"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="rate_positive"),
            models.CheckConstraint(
                condition=~Q(currency=DONG) | Q(rate=1),
                name="rate_of_dong_is_one",
                violation_error_message=_("One đồng is one đồng; expected the rate 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"1 {self.currency} = {format_rate(self.rate)} {DONG} ({self.valid_from:%d/%m/%Y})"


class Money(models.Model):
    """The columns of a record that states a sum. `portal.money.rates.settle` writes the VND equivalent.

    All empty = no sum is stated, which is not zero.
    """

    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=2, null=True, blank=True)
    currency = CurrencyField(_("currency"), blank=True)
    exchange_rate = models.DecimalField(
        _("exchange rate"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    rate_date = models.DateField(_("date of the rate"), null=True, blank=True)
    amount_vnd = models.DecimalField(
        _("equivalent in đồng"), max_digits=20, decimal_places=0, null=True, blank=True, editable=False
    )

    class Meta:
        abstract = True

    @property
    def amount_display(self) -> str:
        """ "22.500 AUD", "350.000.000 đồng"; "" where no sum is stated."""
        text = format_amount(self.amount, self.currency) if self.amount is not None else ""
        return text.removesuffix(DONG) + "đồng" if text.endswith(f" {DONG}") else text


def whole_dong(amount: Decimal, rate: Decimal) -> int:
    """Rounded half up, as a cashier does."""
    return int((amount * rate).quantize(Decimal(1), rounding=ROUND_HALF_UP))

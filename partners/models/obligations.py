"""What our memberships in international bodies oblige us to (annex VIII)."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.audit.history import tracked
from portal.money.amounts import format_amount
from portal.money.models import Money
from portal.records.models import Record

from ..querysets import ObligationQuerySet
from .partner import Partner
from .sentences import refusal
from .standing import Position


class ObligationKind(models.TextChoices):
    DUES = "dues", _("dues")
    MEMBER_REPORT = "member_report", _("report of the member")
    STATUTORY_MEETING = "statutory_meeting", _("statutory meeting")


class ObligationState(models.TextChoices):
    """Where an obligation stands on a day. Never stored: it follows from the dates."""

    DUE = "due", _("not yet due")
    OVERDUE = "overdue", _("overdue")
    IN_TIME = "in_time", _("done in time")
    LATE = "late", _("done late")


@tracked()
class Obligation(Record, Money):
    """What a membership obliges us to, once a year or once: dues, a report, a statutory meeting (annex VIII).

    The sum is in the body's currency; `done_on` is the day of payment, of sending, of attending.
    """

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="obligations", verbose_name=_("organisation")
    )
    membership = models.ForeignKey(
        Position,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="obligations",
        verbose_name=_("membership"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ObligationKind.choices)
    title = models.CharField(_("obligation"), max_length=250)
    year = models.PositiveSmallIntegerField(_("year"))
    is_yearly = models.BooleanField(
        _("every year"), default=True, help_text=_("Opened anew each year as long as the membership lasts.")
    )
    follows = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="followed_by",
        verbose_name=_("the same of the year before"),
    )
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    amount_paid = models.DecimalField(_("paid"), max_digits=18, decimal_places=2, null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=250, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    prose = ("notes",)
    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = _("obligation of a member")
        verbose_name_plural = _("obligations of a member")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="obligation_amount_has_currency",
                condition=Q(amount=None) | ~Q(currency=""),
                violation_error_message=_("A sum is stated without its currency."),
            ),
            models.CheckConstraint(
                name="obligation_sums_not_negative",
                condition=(Q(amount=None) | Q(amount__gte=0)) & (Q(amount_paid=None) | Q(amount_paid__gte=0)),
                violation_error_message=_("The amount is negative; expected zero or more."),
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.year})"

    def get_absolute_url(self):
        return reverse("partners:obligation-detail", args=[self.pk])

    def state_on(self, on: dt.date) -> tuple[ObligationState, int]:
        """(state, days): days late or overdue, days left while it is not yet due, 0 when done in time."""
        if self.done_on is not None:
            late = (self.done_on - self.due_on).days
            return (ObligationState.LATE, late) if late > 0 else (ObligationState.IN_TIME, 0)
        left = (self.due_on - on).days
        return (ObligationState.DUE, left) if left >= 0 else (ObligationState.OVERDUE, -left)

    @property
    def paid_display(self) -> str:
        """ "2.000 EUR"; "" where nothing was paid yet."""
        return format_amount(self.amount_paid, self.currency) if self.amount_paid is not None else ""

    def clean(self):
        """Refuse dues called done although less was paid than was due, and sums without a currency."""
        wrong = {}
        if self.amount is not None and not self.currency:
            wrong["currency"] = refusal(_("currency"), "", _("the currency of the sum"))
        if self.done_on and self.amount is not None and (self.amount_paid or Decimal(0)) < self.amount:
            expected = _("%(sum)s, or no day on which it was done while part is still owed") % {
                "sum": self.amount_display
            }
            wrong["amount_paid"] = refusal(_("paid"), self.paid_display, expected)
        if self.membership_id and self.partner_id and self.membership.partner_id != self.partner_id:
            wrong["membership"] = refusal(
                _("membership"), self.membership, _("a membership in %(body)s") % {"body": self.partner}
            )
        if wrong:
            raise ValidationError(wrong)

    def words(self):
        return [self.title, str(self.year), str(self.partner), self.evidence]

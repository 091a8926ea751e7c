"""What one side did for the other beyond visits: statements, votes, campaigns, gifts."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.audit.history import tracked
from portal.money.models import Money
from portal.records.models import DatedRecord

from ..querysets import SupportQuerySet
from .choices import Flow
from .partner import Partner
from .sentences import refusal


class SupportKind(models.TextChoices):
    STATEMENT = "statement", _("statement")
    VOTE = "vote", _("vote")
    CAMPAIGN = "campaign", _("campaign")
    GIFT = "gift", _("gift, relief")
    OTHER = "other", _("other")


SIDES = {
    Flow.THEIRS: _("They supported us"),
    Flow.OURS: _("We supported them"),
    Flow.BOTH: _("Each other"),
}


@tracked()
class Support(DatedRecord, Money):
    """What one side did for the other. No sum is not zero: most support has none."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="supports", verbose_name=_("partner"))
    flow = models.CharField(_("who supported whom"), max_length=10, choices=Flow.choices)
    kind = models.CharField(_("kind"), max_length=20, choices=SupportKind.choices)
    title = models.CharField(_("what for"), max_length=300)
    result = models.CharField(_("result"), max_length=300, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    prose = ("notes",)
    objects = SupportQuerySet.as_manager()

    class Meta:
        verbose_name = _("mutual support")
        verbose_name_plural = _("mutual support")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="support_amount_has_currency",
                condition=Q(amount=None) | ~Q(currency=""),
                violation_error_message=_("A sum is stated without its currency."),
            ),
            models.CheckConstraint(
                name="support_amount_not_negative",
                condition=Q(amount=None) | Q(amount__gte=0),
                violation_error_message=_("The amount is negative; expected zero or more."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("partners:support-detail", args=[self.pk])

    def words(self):
        names = [row.name for row in self.partner.names.all()] if self.partner_id else []
        return [self.title, *names, self.get_kind_display()]

    @property
    def side_label(self) -> str:
        return str(SIDES[Flow(self.flow)])

    def time_label(self) -> str:
        """ "2014 – 2017", "09/2025", "" """
        return " – ".join(dict.fromkeys(day.display() for day in (self.starts_on, self.ends_on) if day))

    def clean(self):
        """Refuse an end before the start, a sum without currency, and a sum below zero."""
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
        if self.amount is not None and self.amount < 0:
            wrong["amount"] = refusal(_("amount"), self.amount, _now("zero or more"))
        if wrong:
            raise ValidationError(wrong)

"""Totals from before the portal, and how units that were split are counted; neither is ever part of the flow."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.audit.history import tracked
from portal.units.models import Unit
from reports.querysets import HistoricalFigureQuerySet, SplitShareQuerySet


@tracked()
class HistoricalFigure(models.Model):
    """ "Dữ liệu lịch sử": one total of one unit and period, as an old paper has it. Shown and marked, never reported."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    period = models.CharField(_("period"), max_length=12)
    indicator = models.SlugField(_("figure"), max_length=40)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=2)
    source = models.CharField(_("source"), max_length=300)
    loaded_at = models.DateTimeField(_("loaded at"))
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("loaded by")
    )
    is_demonstration = models.BooleanField(default=False, editable=False)

    objects = HistoricalFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("historical figure")
        verbose_name_plural = _("historical figures")
        ordering = ["-period", "unit__sort_key", "indicator"]
        constraints = [
            models.UniqueConstraint(name="historical_figure_once", fields=["unit", "period", "indicator"]),
            models.CheckConstraint(name="historical_not_negative", condition=Q(value__gte=0)),
            models.CheckConstraint(name="historical_says_where_from", condition=~Q(source="")),
        ]

    def __str__(self):
        return f"{self.unit}, {self.period}, {self.indicator}"

    def get_absolute_url(self):
        return f"{reverse('reports:historical-list')}?period={self.period}"


@tracked()
class SplitShare(models.Model):
    """How much of a split unit's figures counts for one of its successors. Without such rows nothing is converted."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit that was split"))
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("successor"))
    percent = models.DecimalField(
        _("share (%)"), max_digits=5, decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip
    reason = models.CharField(_("reason"), max_length=300)
    decided_at = models.DateTimeField(_("decided at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )

    objects = SplitShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("share of a successor")
        verbose_name_plural = _("shares of successors")
        ordering = ["unit__sort_key", "successor__sort_key"]
        constraints = [
            models.UniqueConstraint(name="split_share_once", fields=["unit", "successor"]),
            models.CheckConstraint(
                name="split_share_of_a_hundred", condition=Q(percent__gte=0, percent__lte=100)
            ),
            models.CheckConstraint(name="split_share_says_why", condition=~Q(reason="")),
        ]

    def __str__(self):
        return f"{self.unit} → {self.successor}: {self.percent} %"

"""Indicators: what a figure counts, how it adds up across units and periods, from which register it is read."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.audit.history import tracked
from reports.querysets import IndicatorQuerySet, IndicatorVersionQuerySet


class Additivity(models.TextChoices):
    """How parts make a whole. "distinct" counts a record that several share once; what cannot be added says so."""

    SUM = "sum", _("sum")
    DISTINCT = "distinct", _("each record once")
    LAST = "last", _("the last one")
    AVERAGE = "average", _("average")
    NONE = "none", _("not added up")


class Dimension(models.TextChoices):
    COUNTRY = "country", _("country")
    DIRECTION = "direction", _("direction")
    LEVEL = "level", _("level")
    SEX = "sex", _("sex")
    FUNDING = "funding", _("source of funds")
    THEME = "theme", _("theme")


@tracked()
class Indicator(models.Model):
    """A figure that reports ask for; its definition stands in its versions."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["order", "code"]

    def __str__(self):
        return self.code


@tracked()
class IndicatorVersion(models.Model):
    """The definition of an indicator for periods that end on `valid_from` or later, until the next version.

    `query` is the code of a register's question (`reports.figures.sources`); without one, units type the figure.
    `weight` names the column that is summed; without one, records are counted. What was issued keeps the definition
    it was made with.
    """

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="versions", verbose_name=_("indicator")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    label = models.CharField(_("figure"), max_length=150)
    measure = models.CharField(_("unit of measure"), max_length=40)
    definition = models.TextField(_("definition"), blank=True)
    query = models.CharField(_("question to a register"), max_length=40, blank=True)
    weight = models.CharField(_("column that is summed"), max_length=40, blank=True)
    across_units = models.CharField(
        _("across units"), max_length=10, choices=Additivity.choices, default=Additivity.DISTINCT
    )
    across_periods = models.CharField(
        _("across periods"), max_length=10, choices=Additivity.choices, default=Additivity.DISTINCT
    )
    dimensions = models.JSONField(_("broken down by"), default=list, blank=True)
    is_money = models.BooleanField(_("an amount in đồng"), default=False)
    counts_activity = models.BooleanField(_("shows that something happened in the period"), default=True)
    source = models.CharField(_("source of the definition"), max_length=200, blank=True)
    note = models.CharField(_("what changed and why"), max_length=300, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("published by"),
    )  # fmt: skip

    objects = IndicatorVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("definition of an indicator")
        verbose_name_plural = _("definitions of indicators")
        ordering = ["indicator__order", "indicator__code", "-number"]
        constraints = [
            models.UniqueConstraint(name="indicator_version_once", fields=["indicator", "number"]),
            models.UniqueConstraint(
                name="indicator_version_one_open", fields=["indicator"], condition=Q(valid_to=None)
            ),
            models.CheckConstraint(
                name="indicator_version_in_order",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="indicator_weight_needs_query", condition=Q(weight="") | ~Q(query="")
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="definition_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "indicator",
                    "number",
                    "valid_from",
                    "query",
                    "weight",
                    "across_units",
                    "across_periods",
                    "measure",
                ),
            ),
        ]

    def __str__(self):
        return self.label

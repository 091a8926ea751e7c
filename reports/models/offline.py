"""Workbooks filled in without a line: each given out for one unit and period, each reading with its receipt."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.documents.models import Version as FileVersion
from reports.querysets import OfflineReadingQuerySet, OfReportQuerySet

from .report import Report


class OfflineTemplate(models.Model):
    """A workbook made for one report. `seal` is the keyed digest that its hidden sheet carries: another unit's, or
    one whose structure was changed, is refused.
    """

    report = models.ForeignKey(
        Report, models.CASCADE, related_name="offline_templates", verbose_name=_("report")
    )
    serial = models.CharField(_("number of the workbook"), max_length=40, unique=True)
    seal = models.CharField(max_length=64, editable=False)
    content = models.JSONField(default=dict, editable=False)
    issued_at = models.DateTimeField(_("made at"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("workbook to fill in")
        verbose_name_plural = _("workbooks to fill in")
        ordering = ["-issued_at", "-pk"]

    def __str__(self):
        return self.serial


class OfflineReading(models.Model):
    """One reading back of a workbook; `receipt` is the number that the unit is given, also for one refused.

    `outcome`: {"errors": [{"sheet", "cell", "message"}], "saved": {"texts": [...], "figures": [...]}}.
    """

    template = models.ForeignKey(
        OfflineTemplate, models.CASCADE, related_name="readings", verbose_name=_("workbook to fill in")
    )
    receipt = models.CharField(_("number of the receipt"), max_length=40, unique=True)
    file = models.ForeignKey(
        FileVersion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    is_taken_over = models.BooleanField(_("taken over"), default=False)
    outcome = models.JSONField(_("outcome"), default=dict)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )

    objects = OfflineReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of a workbook")
        verbose_name_plural = _("readings of workbooks")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.receipt

"""Chasing a unit that owes its annual plan: each time leaves a row."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.access.scope import ScopedQuerySet
from portal.notifications.chasing import ChaseChannel
from portal.units.models import Unit


class PlanChase(models.Model):
    """One time that a unit was asked for its plan of a year: by whom, how; the next officer sees it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    year = models.PositiveSmallIntegerField(_("year"))
    channel = models.CharField(_("how"), max_length=12, choices=ChaseChannel.choices)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("chasing for an annual plan")
        verbose_name_plural = _("chasings for annual plans")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["year", "unit"], name="plan_chase_by_year")]

    def __str__(self):
        return f"{self.unit}, {self.year}, {self.get_channel_display()}"

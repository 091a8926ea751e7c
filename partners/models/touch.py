"""Every contact with a partner, from every register, as one row: what timeline, gap and ledger read."""

import datetime as dt

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.text.fields import PartialDateField
from portal.units.models import Unit

from ..querysets import TouchQuerySet
from .choices import Flow, Level, Payer, TouchKind
from .partner import Partner


class Touch(models.Model):
    """One contact with one partner, written by the register that holds the record, in the same transaction.

    `record_type` and `record_id` lead back to the record; what is shown here is copied from it, so that a
    timeline asks no other table. `done_after` is the last day of what was under way when it was written: past
    that day it counts as done, without anybody touching the row. Seen by whoever sees the record: the same units stand on both. Not tracked:
    it follows from its record, whose history tells the same.
    """

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="touches", verbose_name=_("partner"))
    kind = models.CharField(_("kind"), max_length=20, choices=TouchKind.choices)
    flow = models.CharField(_("direction"), max_length=10, choices=Flow.choices, default=Flow.BOTH)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices, blank=True)
    payer = models.CharField(_("who paid"), max_length=10, choices=Payer.choices, blank=True)
    happened_on = PartialDateField(_("on"), null=True, blank=True)
    ended_on = PartialDateField(_("to"), null=True, blank=True)
    placed_on = models.DateField(_("sorted by"), null=True, db_index=True)
    is_done = models.BooleanField(_("took place"), default=True)
    done_after = models.DateField(_("under way until"), null=True, blank=True)
    title = models.CharField(_("what"), max_length=400)
    small = models.CharField(_("more"), max_length=300, blank=True)
    url = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    other_units = models.ManyToManyField(Unit, related_name="+", blank=True)
    record_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    record_id = models.BigIntegerField()

    objects = TouchQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact with a partner")
        verbose_name_plural = _("contacts with partners")
        ordering = ["-placed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(name="touch_once", fields=["partner", "record_type", "record_id"])
        ]
        indexes = [
            models.Index(name="touch_timeline", fields=["partner", "-placed_on", "-id"]),
            models.Index(name="touch_record", fields=["record_type", "record_id"]),
        ]

    def __str__(self):
        return self.title

    def took_place(self, *, on: dt.date) -> bool:
        """As `TouchQuerySet.done` tells it."""
        if self.is_done:
            return self.placed_on is None or self.placed_on <= on
        return self.done_after is not None and self.done_after < on

    @property
    def time_label(self) -> str:
        """02/12/2026 – 08/12/2026; "" when nobody knows."""
        days = (self.happened_on, self.ended_on)
        return " – ".join(dict.fromkeys(day.display() for day in days if day))

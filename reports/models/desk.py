"""The desk where the consolidated report is written: which unit's words stand in it, and to whom it goes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.audit.history import tracked
from reports.querysets import OfPaperQuerySet

from .consolidation import Consolidation
from .report import SubmittedVersion


class Passage(models.Model):
    """A unit's words that the editor took into a section; they keep where they came from for good."""

    consolidation = models.ForeignKey(
        Consolidation, models.CASCADE, related_name="passages", verbose_name=_("consolidated report")
    )
    section = models.CharField(_("section"), max_length=5)
    version = models.ForeignKey(
        SubmittedVersion, models.PROTECT, related_name="+", verbose_name=_("submitted version")
    )
    text = models.TextField(_("text"))
    inserted_at = models.DateTimeField(_("inserted at"))
    inserted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("inserted by")
    )

    objects = OfPaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("passage of a unit")
        verbose_name_plural = _("passages of units")
        ordering = ["section", "pk"]
        constraints = [
            models.UniqueConstraint(name="passage_once", fields=["consolidation", "section", "version"])
        ]

    def __str__(self):
        return f"{self.section}: {self.text[:60]}"


@tracked()
class PaperRecipient(models.Model):
    """One line of Nơi nhận of one paper, copied from the dated list when the draft is made and edited here."""

    consolidation = models.ForeignKey(
        Consolidation, models.CASCADE, related_name="recipients", verbose_name=_("consolidated report")
    )
    text = models.CharField(_("recipient"), max_length=200)
    order = models.PositiveSmallIntegerField(_("order"), default=10)

    objects = OfPaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("recipient of a paper")
        verbose_name_plural = _("recipients of papers")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.text

"""What we put forward or said at forums, by theme and topic (annex VIII)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.audit.history import tracked
from portal.records.models import DatedRecord

from ..querysets import InitiativeQuerySet
from .choices import ContentTheme
from .partner import Partner
from .sentences import refusal


class InitiativeKind(models.TextChoices):
    INITIATIVE = "initiative", _("initiative")
    INTERVENTION = "intervention", _("intervention, paper")
    SPONSORED = "sponsored", _("text we joined")


class GlobalTopic(models.TextChoices):
    """Global issues that forums deal with, for "by topic"."""

    LABOUR_RIGHTS = "labour_rights", _("Labour rights, standards")
    WAGES_SOCIAL = "wages_social", _("Wages, social protection")
    CLIMATE_TRANSITION = "climate_transition", _("Climate, just transition")
    DIGITAL_WORK = "digital_work", _("Digital work, artificial intelligence")
    MIGRATION = "migration", _("Labour migration")
    SUPPLY_CHAINS = "supply_chains", _("Supply chains, trade agreements")
    SAFETY_HEALTH = "safety_health", _("Safety and health at work")
    GENDER_YOUTH = "gender_youth", _("Women, youth")
    PEACE = "peace", _("Peace, sovereignty, sanctions")
    UNION_ORGANISING = "union_organising", _("Organising, collective bargaining")
    OTHER = "other", _("Other")


@tracked()
class Initiative(DatedRecord):
    """What we put forward or said at a forum, by theme and topic (annex VIII)."""

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="initiatives", verbose_name=_("organisation")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=InitiativeKind.choices)
    title = models.CharField(_("title"), max_length=300)
    forum = models.CharField(_("forum, session"), max_length=250, blank=True)
    content_theme = models.CharField(_("theme"), max_length=30, choices=ContentTheme.choices)
    topic = models.CharField(_("topic"), max_length=30, choices=GlobalTopic.choices)
    outcome = models.TextField(_("outcome"), blank=True)
    notes = models.TextField(_("notes"), blank=True)

    prose = ("outcome", "notes")
    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        ordering = ["-starts_on", "-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("partners:initiative-detail", args=[self.pk])

    def words(self):
        return [self.title, self.forum, str(self.partner)]

    def clean(self):
        """Refuse an end before the beginning, and an initiative without a day: it could be counted nowhere."""
        if self.starts_on and self.ends_on and self.ends_on.surely_before(self.starts_on):
            expected = _("%(day)s or later") % {"day": self.starts_on.display()}
            raise ValidationError({"ends_on": refusal(_("to"), self.ends_on.display(), expected)})
        if self.starts_on is None:
            raise ValidationError({"starts_on": refusal(_("from"), "", _("a year at least"))})

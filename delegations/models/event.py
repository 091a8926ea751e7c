"""An international conference: held by us, with others, or attended."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partners.models import Initiative
from portal.audit.history import tracked
from portal.countries import name as country_name

from ..querysets import EventQuerySet
from .activity import Activity, count_of, ways_to
from .choices import EventKind, OurRole


@tracked()
class Event(Activity):
    """Annex V. Counts left empty are not stated, never nought."""

    title = models.CharField(_("name of the conference"), max_length=400)
    event_kind = models.CharField(
        _("kind"), max_length=20, choices=EventKind.choices, default=EventKind.CONFERENCE
    )
    our_role = models.CharField(_("our part"), max_length=20, choices=OurRole.choices, blank=True)
    participants_vn = models.IntegerField(_("Vietnamese participants"), null=True, blank=True)
    participants_foreign = models.IntegerField(_("foreign participants"), null=True, blank=True)
    participants = models.IntegerField(_("participants in all"), null=True, blank=True)
    countries_count = models.IntegerField(_("number of countries"), null=True, blank=True)
    countries_written = models.CharField(_("nationalities"), max_length=300, blank=True)
    rationale = models.TextField(_("reason and purpose"), blank=True)
    online_points = models.CharField(_("places joined online"), max_length=300, blank=True)
    initiatives = models.ManyToManyField(
        Initiative, related_name="told_at", blank=True, verbose_name=_("initiatives and interventions")
    )
    initiative = models.TextField(_("what we put forward"), blank=True)

    prose = (*Activity.prose, "rationale", "initiative")
    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("conference")
        verbose_name_plural = _("conferences")
        ordering = ["-starts_on", "-pk"]
        indexes = ways_to("event")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("delegations:event-detail", args=[self.pk])

    @property
    def country_label(self) -> str:
        return country_name(self.country)

    @property
    def participants_total(self) -> int | None:
        """The stated total, else the sum of what is stated of both sides."""
        parts = [n for n in (self.participants_vn, self.participants_foreign) if n is not None]
        return self.participants if self.participants is not None else (sum(parts) if parts else None)

    def words(self):
        return [self.title, self.place, self.country_label, self.countries_written, *self.partner_words()]

    def impossible(self):
        wrong = super().impossible()
        count_of(wrong, self, "participants_vn", "participants_foreign", "countries_count")
        count_of(wrong, self, "participants", least=1)
        parts = (self.participants_vn or 0) + (self.participants_foreign or 0)
        if self.participants is not None and parts > self.participants >= 1:
            wrong["participants"] = gettext(
                "Participants in all: found %(found)s. Expected at least the sum of both sides, %(expected)s."
            ) % {"found": self.participants, "expected": parts}
        return wrong

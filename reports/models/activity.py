"""Other activities: external information, research, training, messages, gifts, solidarity, commemorations."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.models import partner_labels, refusal
from partners.models import Partner
from portal.audit.history import tracked
from portal.countries import name as country_name
from portal.countries.fields import CountryField
from portal.records.models import DatedRecord
from portal.records.related import related


class ActivityKind(models.TextChoices):
    """What is neither a trip, a visit, a conference, an agreement nor a resource."""

    EXTERNAL_INFORMATION = "external_information", _("External information")
    RESEARCH = "research", _("Research")
    TRAINING = "training", _("Training course")
    PERIODIC_REPORT = "periodic_report", _("Published report of a period")
    SOLIDARITY_ACTION = "solidarity_action", _("Solidarity action")
    MESSAGE = "message", _("Message or letter")
    GIFT = "gift", _("Gift")
    COMMEMORATION = "commemoration", _("Commemoration")
    PEOPLE_TO_PEOPLE = "people_to_people", _("Friendship exchange")
    AWARD = "award", _("Award")
    POLICY = "policy", _("Guidance or regulation")
    OTHER = "other", _("Other")


class MediaKind(models.TextChoices):
    """Forms of external information (annex VII)."""

    NEWS = "news", _("news item")
    ARTICLE = "article", _("article")
    FEATURE = "feature", _("feature")
    PUBLICATION = "publication", _("publication")
    BULLETIN = "bulletin", _("bulletin")
    VIDEO = "video", _("video")
    PRESS_CONFERENCE = "press_conference", _("press conference")


class ChannelKind(models.TextChoices):
    """Where external information is published; with language, audience and topic it makes up the measure of variety."""

    WEBSITE = "website", _("website")
    NEWSPAPER = "newspaper", _("newspaper, magazine")
    BROADCAST = "broadcast", _("radio, television")
    SOCIAL = "social", _("social network")
    BULLETIN = "bulletin", _("bulletin, leaflet")
    EVENT = "event", _("meeting, exhibition")
    OTHER = "other", _("other channel")


class AudienceKind(models.TextChoices):
    """Outward, and to members at home."""

    FOREIGN_UNIONS = "foreign_unions", _("foreign unions and international organisations")
    FOREIGN_PUBLIC = "foreign_public", _("public abroad")
    FOREIGNERS_HERE = "foreigners_here", _("foreigners in Việt Nam")
    VIETNAMESE_ABROAD = "vietnamese_abroad", _("Vietnamese and workers abroad")
    MEMBERS = "members", _("union members and workers at home")


class ResearchKind(models.TextChoices):
    STUDY = "study", _("study")
    REVIEW = "review", _("review of practice")
    FORECAST = "forecast", _("forecast")


@tracked()
class Activity(DatedRecord):
    """One activity, or several alike in one row: `quantity` says how many items, courses or readers."""

    kind = models.CharField(_("kind of activity"), max_length=30, choices=ActivityKind.choices)
    media_kind = models.CharField(
        _("form of information"), max_length=30, choices=MediaKind.choices, blank=True
    )
    title = models.CharField(_("title of the activity"), max_length=400)
    partners = models.ManyToManyField(
        Partner, related_name="activities", blank=True, verbose_name=_("partners")
    )
    partners_written = models.CharField(_("partners as written"), max_length=500, blank=True)
    country = CountryField(_("country"), blank=True)
    place = models.CharField(_("place"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=100, blank=True)
    channel = models.CharField(_("channel"), max_length=150, blank=True)
    audience = models.CharField(_("audience"), max_length=150, blank=True)
    channel_kind = models.CharField(
        _("kind of channel"), max_length=20, choices=ChannelKind.choices, blank=True
    )
    audience_kind = models.CharField(
        _("kind of audience"), max_length=20, choices=AudienceKind.choices, blank=True
    )
    research_kind = models.CharField(
        _("kind of research"), max_length=20, choices=ResearchKind.choices, blank=True
    )
    quantity = models.PositiveIntegerField(_("quantity"), null=True, blank=True)
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    participants = models.PositiveIntegerField(_("participants"), null=True, blank=True)
    funding_source = models.CharField(_("source of funds"), max_length=150, blank=True)
    result = models.TextField(_("result"), blank=True)
    notes = models.TextField(_("notes"), blank=True)

    prose = ("result", "notes")

    class Meta:
        verbose_name = _("other activity")
        verbose_name_plural = _("other activities")
        ordering = ["-starts_on"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("reports:activity-detail", args=[self.pk])

    @property
    def country_label(self) -> str:
        return country_name(self.country)

    def partner_labels(self) -> list[str]:
        return partner_labels(related(self, "partners"), self.partners_written)

    def time_label(self) -> str:
        """ "05/10/2018 – 07/10/2018", "2018", "" """
        return " – ".join(dict.fromkeys(day.display() for day in (self.starts_on, self.ends_on) if day))

    def words(self):
        partners = [partner.folded_words for partner in self.partners.all()] if self.pk else []
        written = [
            self.partners_written,
            self.country_label,
            self.place,
            self.channel,
            self.topic,
            self.language,
        ]
        return [self.title, *partners, *written]

    def clean(self):
        """Refuse an end before the start, and a form of information on what is no external information."""
        wrong = {}
        if self.ends_on and self.starts_on and self.ends_on.surely_before(self.starts_on):
            wrong["ends_on"] = refusal(
                _("to"), self.ends_on.display(), _now("%(day)s or later") % {"day": self.starts_on.display()}
            )
        if self.media_kind and self.kind != ActivityKind.EXTERNAL_INFORMATION:
            expected = _now("empty, or the kind “%(kind)s”") % {
                "kind": ActivityKind.EXTERNAL_INFORMATION.label
            }
            wrong["media_kind"] = refusal(_("form of information"), self.get_media_kind_display(), expected)
        if self.research_kind and self.kind != ActivityKind.RESEARCH:
            expected = _now("empty, or the kind “%(kind)s”") % {"kind": ActivityKind.RESEARCH.label}
            wrong["research_kind"] = refusal(
                _("kind of research"), self.get_research_kind_display(), expected
            )
        if wrong:
            raise ValidationError(wrong)

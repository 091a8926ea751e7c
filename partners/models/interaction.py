"""Talks, meetings, calls and letters with their notes; matters that arose."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.access.scope import declare_scope, through
from portal.audit.history import tracked
from portal.countries import choices as country_choices
from portal.countries import name as country_name
from portal.people.models import Person
from portal.records.models import DatedRecord

from ..querysets import InteractionQuerySet, MatterQuerySet
from .choices import Flow, Level, Mode
from .contact import Contact
from .partner import Partner


class InteractionKind(models.TextChoices):
    TALKS = "talks", _("Talks")
    MEETING = "meeting", _("Meeting, reception")
    CALL = "call", _("Telephone or video call")
    LETTER = "letter", _("Letter, message")
    JOINT_WORK = "joint_work", _("Joint work")


@tracked()
class Interaction(DatedRecord):
    """One talk, meeting, call, letter or piece of joint work with partners, with the note of it."""

    kind = models.CharField(_("kind"), max_length=20, choices=InteractionKind.choices)
    title = models.CharField(_("subject"), max_length=300)
    partners = models.ManyToManyField(Partner, related_name="interactions", verbose_name=_("partners"))
    flow = models.CharField(_("who turned to whom"), max_length=10, choices=Flow.choices, default=Flow.BOTH)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices, blank=True)
    mode = models.CharField(_("mode"), max_length=20, choices=Mode.choices, default=Mode.IN_PERSON)
    place = models.CharField(_("place"), max_length=200, blank=True)
    they_asked = models.TextField(_("what they asked or said"), blank=True)
    promised = models.TextField(_("what was promised"), blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    notes = models.TextField(_("notes"), blank=True)

    objects = InteractionQuerySet.as_manager()

    class Meta:
        verbose_name = _("talk or meeting")
        verbose_name_plural = _("talks and meetings")
        ordering = ["-starts_on", "-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("partners:interaction-detail", args=[self.pk])

    @property
    def time_label(self) -> str:
        """02/12/2026 – 03/12/2026; "" when nobody knows."""
        return " – ".join(dict.fromkeys(day.display() for day in (self.starts_on, self.ends_on) if day))

    def words(self):
        found = [self.title, self.place, self.they_asked, self.promised, self.outcome, self.notes]
        for partner in self.partners.all() if self.pk else ():
            found += [str(partner), *(row.name for row in partner.names.all())]
        for one in self.attendees.all() if self.pk else ():
            found += [one.name, one.post, one.organisation]
        return found

    def clean(self):
        """Refuse an end before the start."""
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on.surely_before(self.starts_on):
            raise ValidationError(
                {
                    "ends_on": gettext("To: found %(found)s, expected %(expected)s or later.")
                    % {"found": self.ends_on.display(), "expected": self.starts_on.display()}
                }
            )


class Side(models.TextChoices):
    OURS = "ours", _("our side")
    THEIRS = "theirs", _("their side")


@tracked()
class Attendee(models.Model):
    """Who sat at the table: name, post and organisation as they were that day."""

    interaction = models.ForeignKey(
        Interaction, models.CASCADE, related_name="attendees", verbose_name=_("talk or meeting")
    )
    side = models.CharField(_("side"), max_length=10, choices=Side.choices)
    name = models.CharField(_("name"), max_length=150)
    post = models.CharField(_("post"), max_length=200, blank=True)
    organisation = models.CharField(_("unit or organisation"), max_length=250, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="attended")

    class Meta:
        verbose_name = _("attendee")
        verbose_name_plural = _("attendees")
        ordering = ["side", "pk"]

    def __str__(self):
        return f"{self.name}, {self.post}" if self.post else self.name


declare_scope(Attendee, through("interaction"))


class MatterState(models.TextChoices):
    OPEN = "open", _("being dealt with")
    CLOSED = "closed", _("settled")


@tracked()
class Matter(DatedRecord):
    """ "Vấn đề phát sinh": an unexpected or complex matter, told without secrets, and how it was dealt with."""

    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="matters", verbose_name=_("partner")
    )
    country = models.CharField(_("country"), max_length=2, blank=True, choices=country_choices)
    title = models.CharField(_("matter"), max_length=250)
    summary = models.TextField(_("summary (no state secrets)"), blank=True)
    handler = models.CharField(_("dealt with by (post)"), max_length=150, blank=True)
    response = models.TextField(_("what was done"), blank=True)
    result = models.TextField(_("result"), blank=True)
    state = models.CharField(_("state"), max_length=20, choices=MatterState.choices, default=MatterState.OPEN)
    reported_at = models.DateTimeField(_("reported upward at"), null=True, blank=True, editable=False)

    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = _("matter that arose")
        verbose_name_plural = _("matters that arose")
        ordering = ["-starts_on", "-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("partners:matter-detail", args=[self.pk])

    def words(self):
        names = [row.name for row in self.partner.names.all()] if self.partner else []
        told = [self.title, self.summary, self.response, self.result, self.handler]
        return [*told, str(self.partner or ""), *names, country_name(self.country)]

    @property
    def time_label(self) -> str:
        return " – ".join(dict.fromkeys(day.display() for day in (self.starts_on, self.ends_on) if day))

    def clean(self):
        """Refuse an end before the start, and a settled matter of which nobody says how it ended."""
        super().clean()
        wrong = {}
        if self.starts_on and self.ends_on and self.ends_on.surely_before(self.starts_on):
            wrong["ends_on"] = gettext("To: found %(found)s, expected %(expected)s or later.") % {
                "found": self.ends_on.display(),
                "expected": self.starts_on.display(),
            }
        if self.state == MatterState.CLOSED and not self.result.strip():
            wrong["result"] = gettext("Result: found nothing, expected how the matter was settled.")
        if wrong:
            raise ValidationError(wrong)

"""Receiving guests: gifts both ways, and who was asked to a conference, answered and came."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partners.models import Flow, Partner
from portal.access.scope import declare_scope, through
from portal.audit.history import tracked
from portal.countries import choices as country_choices
from portal.units.models import Unit

from .belonging import OfActivity, either, with_its_activity
from .dossier_choices import Answer, Attendance, Channel, ParticipantRole, Side
from .event import Event


@tracked()
class Gift(OfActivity):
    """A gift given or received, with its value where it is known (anti-corruption: domain.md 8)."""

    flow = models.CharField(_("who gave"), max_length=10, choices=Flow.choices)
    text = models.CharField(_("gift"), max_length=250)
    to_whom = models.CharField(_("to (post)"), max_length=200, blank=True)
    value = models.BigIntegerField(_("value (đồng)"), null=True, blank=True)
    kept_by = models.CharField(_("where it is kept"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("gift")
        verbose_name_plural = _("gifts")
        ordering = ["pk"]
        constraints = [
            either("gift"),
            models.CheckConstraint(
                name="gift_value_not_below_nought", condition=Q(value=None) | Q(value__gte=0)
            ),
        ]

    def __str__(self):
        return self.text


@tracked(exclude=["name"])
class Participant(models.Model):
    """Somebody, or some body, asked to a conference: the invitation, the answer, the attendance.

    `name` is personal data: shown to the host unit and the International Department alone.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="invited", verbose_name=_("conference"))
    side = models.CharField(_("side"), max_length=10, choices=Side.choices)
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("partner")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    organisation = models.CharField(_("unit or organisation as written"), max_length=250, blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    post = models.CharField(_("post"), max_length=200, blank=True)
    country = models.CharField(_("nationality"), max_length=2, blank=True, choices=country_choices)
    role = models.CharField(
        _("as"), max_length=20, choices=ParticipantRole.choices, default=ParticipantRole.DELEGATE
    )
    persons = models.PositiveIntegerField(_("persons"), default=1)
    invited_on = models.DateField(_("invited on"), null=True, blank=True)
    channel = models.CharField(_("how"), max_length=10, choices=Channel.choices, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    attendance = models.CharField(_("came"), max_length=10, choices=Attendance.choices, blank=True)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["side", "pk"]
        constraints = [
            models.CheckConstraint(name="participant_is_somebody", condition=Q(persons__gte=1)),
            models.CheckConstraint(
                name="participant_answer_after_invitation",
                condition=Q(answered_on=None)
                | Q(invited_on=None)
                | Q(answered_on__gte=models.F("invited_on")),
                violation_error_message=_("The answer came before the invitation."),
            ),
        ]

    def __str__(self):
        return self.name or self.organisation or str(self.partner or self.unit or self.post)

    def get_absolute_url(self):
        return reverse("delegations:event-participants", args=[self.event_id])


declare_scope(Gift, with_its_activity)
declare_scope(Participant, through("event"))

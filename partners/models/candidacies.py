"""From a seat to its election: the candidacy, and who promised to support it."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.access.scope import declare_scope, through
from portal.audit.history import tracked
from portal.people.models import Person
from portal.records.models import Record
from portal.text.fields import PartialDateField

from ..querysets import CandidacyQuerySet, PledgeQuerySet
from .contact import Contact
from .partner import Partner
from .standing import Position


class CandidacyStage(models.TextChoices):
    CONSIDERED = "considered", _("considered")
    NOMINATED = "nominated", _("nominated")
    CAMPAIGN = "campaign", _("gathering support")
    ELECTED = "elected", _("elected")
    NOT_ELECTED = "not_elected", _("not elected")
    WITHDRAWN = "withdrawn", _("withdrawn")


#: Stages in which a candidacy is still under way.
OPEN_STAGES = (CandidacyStage.CONSIDERED, CandidacyStage.NOMINATED, CandidacyStage.CAMPAIGN)


@tracked()
class Candidacy(Record):
    """From a seat to its election: rules, deadline, candidate, whom to persuade, result.

    Name, post and unit of the candidate are copied when the candidate is chosen; `candidate` leads to the pool.
    """

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="candidacies", verbose_name=_("organisation")
    )
    seat = models.CharField(_("seat"), max_length=250)
    replaces = models.ForeignKey(
        Position,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("mandate that ends"),
    )
    stage = models.CharField(
        _("stage"),
        max_length=20,
        choices=CandidacyStage.choices,
        default=CandidacyStage.CONSIDERED,
        editable=False,
    )
    rules = models.TextField(_("rules of election"), blank=True)
    nominate_by = models.DateField(_("nominate by"), null=True, blank=True)
    election_on = PartialDateField(_("election on"), null=True, blank=True)
    candidate = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="candidacies",
        verbose_name=_("candidate"),
    )
    candidate_name = models.CharField(
        _("candidate as named then"), max_length=150, blank=True, editable=False
    )
    candidate_post = models.CharField(_("post of the candidate"), max_length=200, blank=True, editable=False)
    candidate_unit = models.CharField(_("unit of the candidate"), max_length=200, blank=True, editable=False)
    result = models.CharField(_("result"), max_length=250, blank=True, editable=False)
    seat_won = models.OneToOneField(
        Position,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="won_by",
        verbose_name=_("seat won"),
    )
    notes = models.TextField(_("notes"), blank=True)

    prose = ("rules", "notes")
    objects = CandidacyQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidacy")
        verbose_name_plural = _("candidacies")
        ordering = ["nominate_by", "pk"]

    def __str__(self):
        return f"{self.seat}, {self.partner.short_label}"

    def get_absolute_url(self):
        return reverse("partners:candidacy-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN_STAGES

    @property
    def candidate_label(self) -> str:
        """Name, post and unit as they were when the candidate was chosen."""
        return ", ".join(filter(None, [self.candidate_name, self.candidate_post, self.candidate_unit]))

    def words(self):
        return [self.seat, str(self.partner), self.candidate_name, self.candidate_post]


class PledgeState(models.TextChoices):
    TO_ASK = "to_ask", _("to be asked")
    ASKED = "asked", _("asked")
    PLEDGED = "pledged", _("support promised")
    REFUSED = "refused", _("refused")


@tracked()
class Pledge(models.Model):
    """Whom to persuade for a candidacy, and what they said."""

    candidacy = models.ForeignKey(
        Candidacy, models.CASCADE, related_name="pledges", verbose_name=_("candidacy")
    )
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="pledges", verbose_name=_("partner"))
    whom = models.CharField(
        _("who decides there"), max_length=200, blank=True, help_text=_("The post of the person to persuade.")
    )
    contact = models.ForeignKey(
        Contact,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="pledges",
        verbose_name=_("person there"),
        help_text=_("From the contacts of this partner; the post of today is filled in where it is empty."),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=PledgeState.choices, default=PledgeState.TO_ASK
    )
    said_on = models.DateField(_("on"), null=True, blank=True)
    notes = models.CharField(_("notes"), max_length=250, blank=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="pledge_once", fields=["candidacy", "partner"])]

    def __str__(self):
        return f"{self.partner}: {self.get_state_display()}"


declare_scope(Pledge, through("candidacy"))

"""Where we sit among international bodies: seats, memberships, what they oblige us to, candidacies, initiatives."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.access.scope import can, declare_scope, has, through
from portal.audit.history import tracked
from portal.money.models import Money
from portal.people.models import Person
from portal.records.models import DatedRecord, Record
from portal.text.fields import PartialDateField

from ..querysets import PositionQuerySet, StandingQuerySet
from .choices import ContentTheme, PositionKind
from .partner import Partner


@tracked()
class Position(DatedRecord):
    """A seat, membership or role of ours in an international body (annex IX)."""

    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="positions",
        verbose_name=_("organisation"),
    )
    organisation_written = models.CharField(_("organisation as written"), max_length=250, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PositionKind.choices, default=PositionKind.ROLE)
    title = models.CharField(_("position"), max_length=250)
    holder = models.CharField(_("held by"), max_length=150, blank=True)
    holder_post = models.CharField(_("post of the holder"), max_length=150, blank=True)
    outcome = models.CharField(_("outcome"), max_length=200, blank=True)
    successors = models.CharField(_("prepared candidates"), max_length=200, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("international position")
        verbose_name_plural = _("international positions")
        ordering = ["-starts_on"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("partners:position-detail", args=[self.pk])

    def may_edit(self, user):
        return has(user, "partner.edit") or can(user, "record.edit", self)

    @property
    def organisation_label(self) -> str:
        return str(self.partner) if self.partner_id else self.organisation_written

    def words(self):
        return [self.title, self.holder, self.organisation_label]


class ObligationKind(models.TextChoices):
    DUES = "dues", _("dues")
    MEMBER_REPORT = "member_report", _("report of the member")
    STATUTORY_MEETING = "statutory_meeting", _("statutory meeting")


@tracked()
class Obligation(Record, Money):
    """What a membership obliges us to, once a year or once: dues, a report, a statutory meeting (annex VIII).

    The sum is in the body's currency; `done_on` is the day of payment, of sending, of attending.
    """

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="obligations", verbose_name=_("organisation")
    )
    membership = models.ForeignKey(
        Position,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="obligations",
        verbose_name=_("membership"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ObligationKind.choices)
    title = models.CharField(_("obligation"), max_length=250)
    year = models.PositiveSmallIntegerField(_("year"))
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    amount_paid = models.DecimalField(_("paid"), max_digits=18, decimal_places=2, null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=250, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("obligation of a member")
        verbose_name_plural = _("obligations of a member")
        ordering = ["due_on", "pk"]

    def __str__(self):
        return f"{self.title} ({self.year})"

    def get_absolute_url(self):
        return reverse("partners:obligation-detail", args=[self.pk])

    def words(self):
        return [self.title, str(self.year), str(self.partner), self.evidence]


class CandidacyStage(models.TextChoices):
    CONSIDERED = "considered", _("considered")
    NOMINATED = "nominated", _("nominated")
    CAMPAIGN = "campaign", _("gathering support")
    ELECTED = "elected", _("elected")
    NOT_ELECTED = "not_elected", _("not elected")
    WITHDRAWN = "withdrawn", _("withdrawn")


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
        _("stage"), max_length=20, choices=CandidacyStage.choices, default=CandidacyStage.CONSIDERED
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
    candidate_name = models.CharField(_("candidate as named then"), max_length=150, blank=True)
    candidate_post = models.CharField(_("post of the candidate"), max_length=200, blank=True)
    result = models.CharField(_("result"), max_length=250, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidacy")
        verbose_name_plural = _("candidacies")
        ordering = ["nominate_by", "pk"]

    def __str__(self):
        return f"{self.seat}, {self.partner.short_label}"

    def get_absolute_url(self):
        return reverse("partners:candidacy-detail", args=[self.pk])

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
    state = models.CharField(
        _("state"), max_length=20, choices=PledgeState.choices, default=PledgeState.TO_ASK
    )
    said_on = models.DateField(_("on"), null=True, blank=True)
    notes = models.CharField(_("notes"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="pledge_once", fields=["candidacy", "partner"])]

    def __str__(self):
        return f"{self.partner}: {self.get_state_display()}"


declare_scope(Pledge, through("candidacy"))


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

    objects = StandingQuerySet.as_manager()

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

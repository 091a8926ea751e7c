"""Agreements below the level of treaties: what was signed, agreed or is to be signed."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.querysets import AgreementQuerySet
from partners.models import Flow, Partner
from portal.access.scope import can
from portal.audit.history import tracked
from portal.countries import name as country_name
from portal.countries.fields import CountryField
from portal.people.models import Person
from portal.records.models import DatedRecord
from portal.records.related import related
from portal.text.fields import PartialDateField
from portal.units.models import Unit

from .choices import (
    EXPIRING_DAYS,
    LEVEL_OF_UNIT,
    AgreementKind,
    AgreementState,
    ExpiryDecision,
    Recommendation,
    SigningLevel,
)
from .parts import partner_labels, refusal


@tracked()
class Agreement(DatedRecord):
    """What was signed, agreed or is to be signed with partners (annexes IV and IV-b).

    `starts_on` and `ends_on` are its term. It belongs to the period in which it was signed, not to the one
    in which it ends; where the day of signing is not known, to the period in which it begins.
    """

    kind = models.CharField(
        _("kind of agreement"), max_length=30, choices=AgreementKind.choices, default=AgreementKind.MOU
    )
    level = models.CharField(
        _("level of signing"),
        max_length=30,
        choices=SigningLevel.choices,
        blank=True,
        help_text=_("Left empty: follows from the lead unit."),
    )
    title = models.CharField(_("title of the agreement"), max_length=400)
    partners = models.ManyToManyField(
        Partner, related_name="agreements", blank=True, verbose_name=_("partners")
    )
    partners_written = models.CharField(_("partners as written"), max_length=500, blank=True)
    country = CountryField(_("country"), blank=True)
    signed_on = PartialDateField(_("signed on"), null=True, blank=True)
    starts_on = PartialDateField(_("in force from"), null=True, blank=True)
    ends_on = PartialDateField(_("expires on"), null=True, blank=True)
    place = models.CharField(_("place of signing"), max_length=150, blank=True)
    languages = models.CharField(_("languages of the text"), max_length=120, blank=True)
    fields_of_cooperation = models.CharField(_("fields of cooperation"), max_length=400, blank=True)
    content = models.TextField(_("main content"), blank=True)
    our_signatory = models.CharField(_("signed for us by"), max_length=150, blank=True)
    our_signatory_post = models.CharField(_("post of our signatory"), max_length=150, blank=True)
    foreign_signatory = models.CharField(_("signed for the partner by"), max_length=150, blank=True)
    foreign_signatory_post = models.CharField(
        _("post of the partner's signatory"), max_length=150, blank=True
    )
    has_no_term = models.BooleanField(_("no fixed term"), default=False)
    auto_renewal = models.BooleanField(_("renews itself"), default=False)
    notice_days = models.PositiveSmallIntegerField(_("days of notice to end it"), null=True, blank=True)
    implementation = models.TextField(_("how it is carried out"), blank=True)
    difficulties = models.TextField(_("difficulties"), blank=True)
    recommendation = models.CharField(
        _("recommendation"), max_length=20, choices=Recommendation.choices, default=Recommendation.NONE
    )
    reported_on = PartialDateField(_("reported on"), null=True, blank=True)
    is_planned = models.BooleanField(_("planned to be signed"), default=False)
    planned_on = models.CharField(_("planned time of signing"), max_length=100, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    framework = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="made_under",
        verbose_name=_("made under the agreement"),
        help_text=_("For a programme or plan: the agreement that it carries out."),
    )  # fmt: skip
    renews = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="renewals",
        verbose_name=_("renews or replaces"),
    )  # fmt: skip
    officer = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="agreements",
        verbose_name=_("responsible officer"),
    )  # fmt: skip
    passed_to = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("passed on to"),
    )  # fmt: skip
    states_not_binding = models.BooleanField(
        _("says that it is not legally binding"), null=True, blank=True,
        help_text=_("Nghị định 64/2021/NĐ-CP, Article 3: under international law it binds nobody."),
    )  # fmt: skip
    published_on = models.DateField(_("published on"), null=True, blank=True)
    published_in = models.CharField(_("published in"), max_length=200, blank=True)
    publication_exception = models.CharField(_("not published because"), max_length=300, blank=True)
    suspended_from = models.DateField(_("suspended from"), null=True, blank=True, editable=False)
    suspended_to = models.DateField(_("suspended until"), null=True, blank=True, editable=False)
    terminated_on = models.DateField(_("terminated on"), null=True, blank=True, editable=False)
    terminated_by = models.CharField(
        _("terminated by"), max_length=10, choices=Flow.choices, blank=True, editable=False
    )
    termination_reason = models.CharField(
        _("reason of the termination"), max_length=300, blank=True, editable=False
    )
    termination_reported_on = models.DateField(
        _("termination reported on"), null=True, blank=True, editable=False
    )
    expiry_decision = models.CharField(
        _("after its end"), max_length=10, choices=ExpiryDecision.choices, blank=True, editable=False
    )
    expiry_reason = models.CharField(_("because"), max_length=300, blank=True, editable=False)
    expiry_decided_on = models.DateField(_("decided on"), null=True, blank=True, editable=False)
    #: The first and last day of its term as days, for sweeps and orders; they follow from the partial dates.
    term_from = models.DateField(null=True, editable=False)
    term_to = models.DateField(null=True, editable=False, db_index=True)

    prose = ("content", "implementation", "difficulties", "notes")
    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-signed_on"]
        constraints = [
            models.UniqueConstraint(
                name="agreement_renewed_once",
                fields=["renews"],
                condition=Q(archived_at=None),
                violation_error_message=_("This agreement was renewed or replaced already by another one."),
            ),
            models.CheckConstraint(name="agreement_renews_another", condition=~Q(renews=F("pk"))),
            models.CheckConstraint(name="agreement_framework_is_another", condition=~Q(framework=F("pk"))),
            models.CheckConstraint(
                name="agreement_termination_has_reason",
                condition=Q(terminated_on=None) | ~Q(termination_reason=""),
            ),
            models.CheckConstraint(
                name="agreement_suspension_in_order",
                condition=Q(suspended_to=None)
                | Q(suspended_from__isnull=False, suspended_to__gte=F("suspended_from")),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("agreements:agreement-detail", args=[self.pk])

    @property
    def country_label(self) -> str:
        return country_name(self.country)

    def partner_labels(self) -> list[str]:
        return partner_labels(related(self, "partners"), self.partners_written)

    def term_label(self) -> str:
        """ "2018 – 2023", "từ 05/10/2018", "" """
        if self.starts_on and self.ends_on:
            return " – ".join(dict.fromkeys([self.starts_on.display(), self.ends_on.display()]))
        if self.starts_on:
            return _now("from %(day)s") % {"day": self.starts_on.display()}
        return _now("until %(day)s") % {"day": self.ends_on.display()} if self.ends_on else ""

    def state_on(self, on: dt.date, *, days: int = EXPIRING_DAYS) -> str:
        """Its `AgreementState` on a day; the querysets ask the same of all."""
        if self.is_planned:
            return AgreementState.PLANNED
        if self.kind == AgreementKind.OTHER and not self.signed_on:
            return AgreementState.AGREED
        if self.terminated_on and self.terminated_on <= on:
            return AgreementState.TERMINATED
        if self.is_suspended(on=on):
            return AgreementState.SUSPENDED
        return self._state_by_term(on, days)

    def _state_by_term(self, on: dt.date, days: int) -> str:
        begins = self.starts_on or self.signed_on
        if begins and begins.earliest > on:
            return AgreementState.NOT_YET
        if not self.ends_on:
            return (
                AgreementState.IN_FORCE if self.has_no_term or self.auto_renewal else AgreementState.UNKNOWN
            )
        if self.auto_renewal:
            return AgreementState.IN_FORCE
        if self.ends_on.latest < on:
            return AgreementState.EXPIRED
        soon = self.ends_on.latest <= on + dt.timedelta(days=days)
        return AgreementState.EXPIRING if soon else AgreementState.IN_FORCE

    def is_suspended(self, *, on: dt.date) -> bool:
        """From its first day on, until the day before it is resumed."""
        begun = self.suspended_from is not None and self.suspended_from <= on
        return begun and (self.suspended_to is None or on <= self.suspended_to)

    @property
    def answers_for_it(self) -> Unit:
        """The unit that answers for it today: the one that signed, or the one it was passed on to."""
        return self.passed_to or self.unit

    def may_edit(self, user) -> bool:
        """Who edits for the unit that signed, or for the one that it was passed on to."""
        passed = self.passed_to is not None and can(user, self.edit_permission, self.passed_to)
        return passed or super().may_edit(user)

    def words(self):
        partners = [partner.folded_words for partner in self.partners.all()] if self.pk else []
        signatories = [
            self.our_signatory,
            self.foreign_signatory,
            self.our_signatory_post,
            self.foreign_signatory_post,
        ]
        return [
            self.title,
            *partners,
            self.partners_written,
            self.country_label,
            self.place,
            self.fields_of_cooperation,
            *signatories,
        ]

    def derive(self):
        super().derive()
        placing = None if self.is_planned else self.signed_on or self.starts_on
        self.placed_from = placing.earliest if placing else None
        self.placed_to = placing.latest if placing else None
        begins = self.starts_on or self.signed_on
        self.term_from = begins.earliest if begins and not self.is_planned else None
        self.term_to = self.ends_on.latest if self.ends_on and not self.is_planned else None
        if not self.level and self.unit_id:
            self.level = LEVEL_OF_UNIT[self.unit.unit_type]

    def clean(self):
        """Refuse what cannot be: an end before the beginning, a planned agreement that was signed."""
        wrong = {}
        for begins in (self.starts_on, self.signed_on):
            if self.ends_on and begins and self.ends_on.surely_before(begins):
                expected = _now("%(day)s or later") % {"day": begins.display()}
                wrong["ends_on"] = refusal(_("expires on"), self.ends_on.display(), expected)
        if self.is_planned and self.signed_on:
            expected = _now("empty, for the agreement is planned to be signed")
            wrong["signed_on"] = refusal(_("signed on"), self.signed_on.display(), expected)
        if self.has_no_term and self.ends_on:
            expected = _now("not ticked, for it expires on %(day)s") % {"day": self.ends_on.display()}
            wrong["has_no_term"] = refusal(_("no fixed term"), _now("ticked"), expected)
        if wrong:
            raise ValidationError(wrong)

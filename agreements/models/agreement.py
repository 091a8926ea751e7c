"""Agreements below the level of treaties: what was signed, agreed or is to be signed."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.querysets import AgreementQuerySet
from partners.models import Partner
from portal.audit.history import tracked
from portal.countries import name as country_name
from portal.countries.fields import CountryField
from portal.records.models import DatedRecord
from portal.records.related import related
from portal.text.fields import PartialDateField
from portal.units.models import UnitType

from .parts import partner_labels, refusal

EXPIRING_DAYS = 90


class AgreementKind(models.TextChoices):
    MOU = "mou", _("Memorandum of understanding")
    COOPERATION_AGREEMENT = "cooperation_agreement", _("Cooperation agreement")
    COOPERATION_PROGRAMME = "cooperation_programme", _("Cooperation programme")
    PLAN = "plan", _("Cooperation plan")
    MINUTES = "minutes", _("Minutes")
    JOINT_STATEMENT = "joint_statement", _("Joint statement")
    PROJECT_DOCUMENT = "project_document", _("Project document")
    OTHER = "other", _("Other")


class SigningLevel(models.TextChoices):
    """In whose name it is signed (Confederation: Law 70/2020; federations: Nghị định 64/2021)."""

    CONFEDERATION = "confederation", _("Confederation")
    SECTOR_UNION = "sector_union", _("Central sector union")
    PROVINCIAL_FEDERATION = "provincial_federation", _("Provincial federation")
    GRASSROOTS_UNION = "grassroots_union", _("Grassroots union")


LEVEL_OF_UNIT = {
    UnitType.CONFEDERATION: SigningLevel.CONFEDERATION,
    UnitType.DEPARTMENT: SigningLevel.CONFEDERATION,
    UnitType.SUBORDINATE_UNIT: SigningLevel.CONFEDERATION,
    UnitType.SECTOR_UNION: SigningLevel.SECTOR_UNION,
    UnitType.CORPORATION_UNION: SigningLevel.SECTOR_UNION,
    UnitType.PROVINCIAL_FEDERATION: SigningLevel.PROVINCIAL_FEDERATION,
    UnitType.GRASSROOTS_UNION: SigningLevel.GRASSROOTS_UNION,
}


class Recommendation(models.TextChoices):
    """What the unit proposes (annex IV)."""

    NONE = "none", _("none")
    RENEW = "renew", _("extend")
    AMEND = "amend", _("amend")
    END = "end", _("end")


class AgreementState(models.TextChoices):
    """Where an agreement stands on a day. Never stored: it follows from the dates."""

    PLANNED = "planned", _("planned to be signed")
    AGREED = "agreed", _("agreed, not signed")
    NOT_YET = "not_yet", _("not yet in force")
    IN_FORCE = "in_force", _("in force")
    EXPIRING = "expiring", _("expires soon")
    EXPIRED = "expired", _("expired")
    UNKNOWN = "unknown", _("term not known")


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

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-signed_on"]

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

    def words(self):
        partners = [partner.search_text for partner in self.partners.all()] if self.pk else []
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

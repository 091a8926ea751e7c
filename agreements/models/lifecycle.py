"""What belongs to an agreement: its parties, texts, numbered amendments, promises, and what happened to it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.models import Flow, LetterLanguage, NextStep, Partner
from partners.models.promise_sources import declare_source
from portal.access.scope import declare_scope, through
from portal.audit.history import tracked
from portal.documents.models import Document
from portal.text.fields import PartialDateField
from portal.units.models import Unit

from .agreement import Agreement
from .choices import AmendmentKind, LifecycleKind
from .parts import refusal

VIETNAMESE = "vi"
TEXT_LANGUAGES = [(VIETNAMESE, _("Vietnamese")), *LetterLanguage.choices]


@tracked()
class Party(models.Model):
    """One side that signed, under the name it bore on that day, with its signatory and the authority to sign.

    A party of our side is a unit, one of theirs a partner of the list; the name at signing never changes with them.
    """

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="parties", verbose_name=_("agreement")
    )
    side = models.CharField(
        _("side"), max_length=10, choices=[(Flow.OURS, _("our side")), (Flow.THEIRS, _("their side"))]
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="agreement_parties",
        verbose_name=_("partner"),
    )  # fmt: skip
    name_at_signing = models.CharField(_("name at signing"), max_length=300)
    signatory = models.CharField(_("signed by"), max_length=150, blank=True)
    signatory_post = models.CharField(_("post of the signatory"), max_length=150, blank=True)
    authority = models.CharField(
        _("authority to sign"),
        max_length=200,
        blank=True,
        help_text=_("Number and issuing body of the paper."),
    )
    authority_on = models.DateField(_("authority of"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("place"), default=0)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["side", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="party_partner_once", fields=["agreement", "partner"], condition=Q(partner__isnull=False)
            ),
            models.UniqueConstraint(
                name="party_unit_once", fields=["agreement", "unit"], condition=Q(unit__isnull=False)
            ),
            models.CheckConstraint(
                name="party_of_its_side",
                condition=Q(side="ours", partner=None) | Q(side="theirs", unit=None),
            ),
            models.CheckConstraint(name="party_has_its_name", condition=~Q(name_at_signing="")),
        ]

    def __str__(self):
        return self.name_at_signing


@tracked()
class AgreementText(models.Model):
    """One version of the text in one language. Versions of one number belong together, language beside language."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="texts", verbose_name=_("agreement")
    )
    version = models.PositiveSmallIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=8, choices=TEXT_LANGUAGES)
    body = models.TextField(_("text"))
    is_final = models.BooleanField(_("as signed"), default=False)
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    by_name = models.CharField(_("by"), max_length=200, blank=True, editable=False)
    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("text of an agreement")
        verbose_name_plural = _("texts of agreements")
        ordering = ["-version", "language"]
        constraints = [
            models.UniqueConstraint(name="agreement_text_once", fields=["agreement", "version", "language"])
        ]

    def __str__(self):
        return _now("Version %(version)s, %(language)s") % {
            "version": self.version, "language": self.get_language_display(),
        }  # fmt: skip


@tracked()
class Amendment(models.Model):
    """A numbered amendment, extension or annex. An extension moves the end of the agreement; the end before stays here."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="amendments", verbose_name=_("agreement")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=20, choices=AmendmentKind.choices)
    title = models.CharField(_("title"), max_length=300)
    signed_on = PartialDateField(_("signed on"))
    starts_on = PartialDateField(_("in force from"), null=True, blank=True)
    new_ends_on = PartialDateField(_("new end of the term"), null=True, blank=True)
    previous_ends_on = PartialDateField(_("end of the term before"), null=True, blank=True, editable=False)
    content = models.TextField(_("content"), blank=True)
    our_signatory_post = models.CharField(_("post of our signatory"), max_length=150, blank=True)
    foreign_signatory_post = models.CharField(
        _("post of the partner's signatory"), max_length=150, blank=True
    )
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    report_number = models.CharField(_("number of the report"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("amendment, extension")
        verbose_name_plural = _("amendments, extensions")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="amendment_number_once",
                fields=["agreement", "number"],
                violation_error_message=_("This number is taken by another amendment of the agreement."),
            ),
            models.CheckConstraint(
                name="extension_names_its_end", condition=~Q(kind="extension") | Q(new_ends_on__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}: {self.title}"

    def clean(self):
        """Refuse an amendment before the signing, and an extension that does not lead further."""
        super().clean()
        wrong = {}
        signed = self.agreement.signed_on if self.agreement_id else None
        if signed and self.signed_on and self.signed_on.surely_before(signed):
            expected = _now("%(day)s or later: the agreement was signed then") % {"day": signed.display()}
            wrong["signed_on"] = refusal(_("signed on"), self.signed_on.display(), expected)
        if self.kind == AmendmentKind.EXTENSION:
            wrong |= self._wrong_end()
        elif self.new_ends_on:
            expected = _now("empty: only an extension moves the end")
            wrong["new_ends_on"] = refusal(_("new end of the term"), self.new_ends_on.display(), expected)
        if wrong:
            raise ValidationError(wrong)

    def _wrong_end(self) -> dict[str, str]:
        before = self.previous_ends_on or (self.agreement.ends_on if self.agreement_id else None)
        if not self.new_ends_on:
            expected = _now("the day until which it is extended")
            return {"new_ends_on": refusal(_("new end of the term"), _now("nothing"), expected)}
        if before and self.new_ends_on.latest <= before.latest:
            expected = _now("a day after %(day)s") % {"day": before.display()}
            return {"new_ends_on": refusal(_("new end of the term"), self.new_ends_on.display(), expected)}
        return {}


class LifecycleAct(models.Model):
    """One thing that happened to an agreement: appended, never changed; `effects` name what hung on it and followed."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="lifecycle_acts", verbose_name=_("agreement")
    )
    kind = models.CharField(_("what happened"), max_length=20, choices=LifecycleKind.choices)
    on = models.DateField(_("on"))
    number = models.CharField(_("number of the paper"), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    effects = models.JSONField(_("what followed"), default=dict, blank=True)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    by_name = models.CharField(_("by"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("event in the life of an agreement")
        verbose_name_plural = _("events in the life of agreements")
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"


@tracked()
class AgreementCommitment(models.Model):
    """A promise that the agreement itself makes; the promise stands in the ledger of the partner."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="commitments", verbose_name=_("agreement")
    )
    step = models.OneToOneField(
        NextStep, models.CASCADE, related_name="agreement_commitment", verbose_name=_("promise")
    )
    clause = models.CharField(_("article, clause"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("commitment of an agreement")
        verbose_name_plural = _("commitments of agreements")
        ordering = ["pk"]

    def __str__(self):
        return str(self.step)


for _model in (Party, AgreementText, Amendment, LifecycleAct, AgreementCommitment):
    declare_scope(_model, through("agreement"))
declare_source(Agreement, path="agreement_commitment__agreement")

"""The legal way to an agreement: stages and parts as data with their sources, opinions asked and received, the year."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import declare_scope, through
from portal.audit.history import tracked
from portal.documents.models import Document
from portal.records.models import Kept, Record

from ..querysets import AgreementYearQuerySet, ProcedureQuerySet
from .agreement import Agreement
from .choices import AgreementKind, OpinionAnswer, ProcedureState, Purpose, SigningLevel, StageCode
from .dossier_part import DossierPart
from .lifecycle import Amendment
from .parts import refusal

OPEN_STATES = ("draft", "in_approval", "returned", "approved", "concluded")


@tracked()
class ProcedureStage(Kept):
    """One stage that a procedure has, by level, purpose and track: who is asked, and by which rule until when.

    The narrowest fit counts: an empty level, purpose or kind means any. The rows are edited, never coded.
    """

    code = models.CharField(_("stage"), max_length=20, choices=StageCode.choices)
    title = models.CharField(_("what is done"), max_length=200)
    level = models.CharField(_("level of signing"), max_length=30, choices=SigningLevel.choices, blank=True)
    purpose = models.CharField(_("leads to"), max_length=20, choices=Purpose.choices, blank=True)
    kind = models.CharField(_("kind of agreement"), max_length=30, choices=AgreementKind.choices, blank=True)
    is_short = models.BooleanField(_("short procedure"), default=False)
    only_sensitive = models.BooleanField(
        _("only where defence, security or investment is touched"), default=False
    )
    asked = models.CharField(
        _("who is asked"),
        max_length=300,
        blank=True,
        help_text=_("Several bodies with a semicolon between them."),
    )
    rule_code = models.SlugField(_("rule of its deadline"), max_length=30, blank=True)
    position = models.PositiveSmallIntegerField(_("place"), default=0)
    source = models.CharField(_("source"), max_length=200, blank=True)

    edit_permission = Permission.RULES_MANAGE

    class Meta:
        verbose_name = _("stage of a procedure")
        verbose_name_plural = _("stages of procedures")
        ordering = ["level", "purpose", "is_short", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="procedure_stage_once",
                fields=["code", "level", "purpose", "kind", "is_short", "only_sensitive"],
                condition=Q(archived_at=None),
            )
        ]

    def __str__(self):
        return self.title


@tracked()
class ProcedurePart(DossierPart):
    """A paper that must be in the dossier before a stage (Law 70/2020 Art 27-28; Nghị định 64/2021)."""

    stage = models.CharField(_("needed before"), max_length=20, choices=StageCode.choices)
    level = models.CharField(_("level of signing"), max_length=30, choices=SigningLevel.choices, blank=True)
    purpose = models.CharField(_("leads to"), max_length=20, choices=Purpose.choices, blank=True)

    class Meta:
        verbose_name = _("part of an agreement's dossier")
        verbose_name_plural = _("parts of an agreement's dossier")
        ordering = ["stage", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="procedure_part_once",
                fields=["stage", "code", "level", "purpose"],
                condition=Q(archived_at=None),
            )
        ]


@tracked()
class Procedure(Record):
    """The dossier that leads to the signing, amending, extending or ending of one agreement.

    Approval inside the house is a run of a chain (matter "agreement"); opinions of others are `Opinion` rows.
    """

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="procedures", verbose_name=_("agreement")
    )
    purpose = models.CharField(_("leads to"), max_length=20, choices=Purpose.choices, default=Purpose.SIGN)
    amendment = models.ForeignKey(
        Amendment, models.SET_NULL, null=True, blank=True, editable=False, related_name="procedures",
        verbose_name=_("amendment"),
    )  # fmt: skip
    is_short = models.BooleanField(_("short procedure"), default=False)
    short_reason = models.CharField(_("why the short procedure"), max_length=300, blank=True)
    is_sensitive = models.BooleanField(_("touches defence, security or investment"), default=False)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=ProcedureState.choices,
        default=ProcedureState.DRAFT,
        editable=False,
    )
    opened_on = models.DateField(_("opened on"))
    requirement = models.TextField(_("requirement and purpose"), blank=True)
    conformity = models.TextField(_("conformity with law and treaties"), blank=True)
    impact = models.TextField(_("impact, feasibility, effectiveness"), blank=True)
    differences = models.TextField(_("differences of opinion"), blank=True)
    explanation = models.TextField(_("what was taken up, and why not the rest"), blank=True)
    approval_number = models.CharField(_("number of the approval"), max_length=60, blank=True, editable=False)
    approved_on = models.DateField(_("approved on"), null=True, blank=True, editable=False)
    approval_authority = models.CharField(_("approved by"), max_length=200, blank=True, editable=False)
    concluded_on = models.DateField(_("signed on"), null=True, blank=True, editable=False)
    reported_on = models.DateField(_("reported on"), null=True, blank=True, editable=False)
    report_number = models.CharField(_("number of the report"), max_length=60, blank=True, editable=False)
    copy_sent_to = models.CharField(_("copy sent to"), max_length=300, blank=True, editable=False)

    prose = ("requirement", "conformity", "impact", "differences", "explanation")
    objects = ProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = _("procedure of an agreement")
        verbose_name_plural = _("procedures of agreements")
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="procedure_one_open",
                fields=["agreement"],
                condition=Q(archived_at=None, state__in=OPEN_STATES),
                violation_error_message=_(
                    "A procedure of this agreement is open already: finish that one first."
                ),
            ),
            models.CheckConstraint(
                name="procedure_short_has_reason", condition=Q(is_short=False) | ~Q(short_reason="")
            ),
        ]

    def __str__(self):
        label = str(self.get_purpose_display())
        return f"{label[:1].upper()}{label[1:]}: {self.agreement}"

    def get_absolute_url(self):
        return reverse("agreements:procedure-detail", args=[self.pk])

    def words(self):
        return [str(self.agreement), str(self.unit), self.get_purpose_display(), self.approval_number]

    def clean(self):
        """The short procedure says why."""
        super().clean()
        if self.is_short and not self.short_reason.strip():
            expected = _now("the reason, for the short procedure is ticked")
            raise ValidationError(
                {"short_reason": refusal(_("why the short procedure"), _now("nothing"), expected)}
            )

    @classmethod
    def may_create(cls, user) -> bool:
        """A procedure is opened on the page of its agreement, never by itself."""
        return False

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


@tracked()
class Opinion(models.Model):
    """What one body was asked, until when by which rule, what it answered and how that was dealt with."""

    procedure = models.ForeignKey(
        Procedure, models.CASCADE, related_name="opinions", verbose_name=_("procedure")
    )
    stage = models.CharField(
        _("stage"), max_length=20,
        choices=[(StageCode.CONSULT, StageCode.CONSULT.label), (StageCode.MANAGING_BODY, StageCode.MANAGING_BODY.label)],
    )  # fmt: skip
    body = models.CharField(_("who is asked"), max_length=200)
    asked_on = models.DateField(_("asked on"))
    letter_number = models.CharField(_("number of the letter"), max_length=60, blank=True)
    rule_code = models.SlugField(_("rule"), max_length=30, blank=True, editable=False)
    rule_said = models.CharField(_("what the rule said"), max_length=300, blank=True, editable=False)
    due_on = models.DateField(_("answer due on"), null=True, blank=True, editable=False)
    answer = models.CharField(_("answer"), max_length=20, choices=OpinionAnswer.choices, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer_number = models.CharField(_("number of the answer"), max_length=60, blank=True)
    content = models.TextField(_("what it says"), blank=True)
    handling = models.TextField(_("taken up, or why not"), blank=True)
    scan = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("scan")
    )

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ["asked_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="opinion_asked_once", fields=["procedure", "stage", "body", "asked_on"]
            ),
            models.CheckConstraint(
                name="opinion_answer_has_day",
                condition=Q(answer="") | Q(answer="silent") | Q(answered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="opinion_answered_after_asking",
                condition=Q(answered_on=None) | Q(answered_on__gte=F("asked_on")),
            ),
        ]

    def __str__(self):
        return self.body


@tracked()
class AgreementYear(Record):
    """A unit's plan of agreements for the next year and its report on this year's, both due by 15 November (R8)."""

    year = models.PositiveSmallIntegerField(_("year of the report"))
    assessment = models.TextField(_("assessment of the year"), blank=True)
    proposals = models.TextField(_("proposals"), blank=True)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    number = models.CharField(_("number of the paper"), max_length=60, blank=True)
    frozen = models.JSONField(_("as sent"), default=dict, blank=True, editable=False)

    prose = ("assessment", "proposals")
    objects = AgreementYearQuerySet.as_manager()

    class Meta:
        verbose_name = _("yearly plan and report on agreements")
        verbose_name_plural = _("yearly plans and reports on agreements")
        ordering = ["-year", "unit__sort_key"]
        constraints = [
            models.UniqueConstraint(
                name="agreement_year_once",
                fields=["unit", "year"],
                condition=Q(archived_at=None),
                violation_error_message=_("This unit has a report on agreements of this year already."),
            ),
            models.CheckConstraint(
                name="agreement_year_is_a_year", condition=Q(year__gte=1990, year__lte=2100)
            ),
        ]

    def __str__(self):
        return _now("Agreements of %(year)s, %(unit)s") % {"year": self.year, "unit": self.unit}

    def get_absolute_url(self):
        return reverse("agreements:agreementyear-detail", args=[self.pk])

    def words(self):
        return [str(self.year), str(self.unit), self.number]


declare_scope(Opinion, through("procedure"))

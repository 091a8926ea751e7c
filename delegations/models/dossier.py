"""What a dossier must hold, what was decided on it and on each of its members, and its programme by day."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import declare_scope, through
from portal.audit.history import tracked
from portal.documents.models import Document
from portal.documents.models import Kind as DocumentKind
from portal.records.models import Kept

from .belonging import OfActivity, either, with_its_activity
from .delegation import Delegation, Member
from .dossier_choices import DossierKind, Need, ProgrammeKind, Stage


@tracked()
class Requirement(Kept):
    """One part that a dossier of a kind needs before a stage (domain.md 2.5). The rows are edited, never coded.

    Met by a document of `document_kind`, or, where `built_in` names one, by what the portal itself knows.
    """

    kind = models.CharField(_("kind of dossier"), max_length=20, choices=DossierKind.choices)
    code = models.SlugField(_("code"), max_length=30)
    title = models.CharField(_("part"), max_length=200)
    stage = models.CharField(_("needed before"), max_length=20, choices=Stage.choices)
    need = models.CharField(_("when"), max_length=20, choices=Need.choices, default=Need.ALWAYS)
    document_kind = models.CharField(
        _("kind of document"), max_length=20, choices=DocumentKind.choices, blank=True
    )
    built_in = models.CharField(_("known to the portal"), max_length=30, blank=True, editable=False)
    is_blocking = models.BooleanField(_("the step waits for it"), default=True)
    position = models.PositiveSmallIntegerField(_("place"), default=0)
    source = models.CharField(_("source"), max_length=200, blank=True)

    edit_permission = Permission.RULES_MANAGE

    class Meta:
        verbose_name = _("part of a dossier")
        verbose_name_plural = _("parts of a dossier")
        ordering = ["kind", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="requirement_once", fields=["kind", "code"], condition=Q(archived_at=None)
            )
        ]

    def __str__(self):
        return self.title


@tracked()
class Waiver(OfActivity):
    """A part that this dossier does without, and why."""

    requirement = models.ForeignKey(
        Requirement, models.PROTECT, related_name="waivers", verbose_name=_("part")
    )
    reason = models.CharField(_("reason"), max_length=300)
    by_name = models.CharField(_("by"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("part done without")
        verbose_name_plural = _("parts done without")
        ordering = ["pk"]
        constraints = [
            either("waiver"),
            models.UniqueConstraint(name="waiver_once", fields=["requirement", "delegation", "event"],
                                    nulls_distinct=False),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.requirement}: {self.reason}"


@tracked()
class Decision(OfActivity):
    """A decision on the dossier: number, day, authority. A later one may change the list of members."""

    number = models.CharField(_("number"), max_length=60)
    decided_on = models.DateField(_("decided on"))
    authority = models.CharField(_("authority"), max_length=200)
    changes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="changed_by",
        verbose_name=_("changes the decision"),
    )  # fmt: skip
    note = models.CharField(_("note"), max_length=300, blank=True)
    scan = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scan")
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["decided_on", "pk"]
        constraints = [
            either("decision"),
            models.CheckConstraint(
                name="decision_has_number_and_authority", condition=~Q(number="") & ~Q(authority="")
            ),
        ]

    def __str__(self):
        return gettext("%(number)s of %(day)s, %(authority)s") % {
            "number": self.number, "day": f"{self.decided_on:%d/%m/%Y}", "authority": self.authority,
        }  # fmt: skip


class MemberOutcome(models.TextChoices):
    SENT = "sent", _("sent")
    NOT_SENT = "not_sent", _("not sent")
    REPLACED = "replaced", _("replaced")


@tracked()
class MemberDecision(models.Model):
    """What a decision says of one member; the last decision on a member counts."""

    decision = models.ForeignKey(
        Decision, models.CASCADE, related_name="member_decisions", verbose_name=_("decision")
    )
    member = models.ForeignKey(Member, models.CASCADE, related_name="decisions", verbose_name=_("member"))
    outcome = models.CharField(_("outcome"), max_length=20, choices=MemberOutcome.choices)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("decision on a member")
        verbose_name_plural = _("decisions on members")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="member_decision_once", fields=["decision", "member"]),
            models.CheckConstraint(
                name="member_not_sent_says_why", condition=Q(outcome="sent") | ~Q(reason="")
            ),
        ]

    def __str__(self):
        return f"{self.member}: {self.get_outcome_display()}"


@tracked()
class ProgrammeItem(OfActivity):
    """One point of the programme by day, in Vietnamese and perhaps a second language; sessions of a conference too."""

    day = models.DateField(_("day"))
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("to"), null=True, blank=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=ProgrammeKind.choices, default=ProgrammeKind.WORK
    )
    text = models.CharField(_("what"), max_length=400)
    text_second = models.CharField(_("what, in the second language"), max_length=400, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    who = models.CharField(_("who receives or speaks (post)"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("point of the programme")
        verbose_name_plural = _("programme")
        ordering = ["day", "starts_at", "pk"]
        constraints = [
            either("programme"),
            models.CheckConstraint(
                name="programme_ends_after_it_begins",
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The point of the programme ends before it begins."),
            ),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        kind = "delegation" if self.delegation_id else "event"
        return reverse(f"delegations:{kind}-programme", args=[self.delegation_id or self.event_id])

    def clean(self):
        """Refuse a day outside the trip or the conference."""
        activity = self.delegation or self.event
        first = activity and activity.starts_on and activity.starts_on.earliest
        last = activity and (activity.ends_on or activity.starts_on)
        if self.day and first and last and not first <= self.day <= last.latest:
            raise ValidationError(
                {
                    "day": gettext("Day: found %(found)s, expected one from %(first)s to %(last)s.")
                    % {
                        "found": f"{self.day:%d/%m/%Y}",
                        "first": f"{first:%d/%m/%Y}",
                        "last": f"{last.latest:%d/%m/%Y}",
                    }
                }
            )


declare_scope(MemberDecision, through("member"))
for _model in (Waiver, Decision, ProgrammeItem):
    declare_scope(_model, with_its_activity)

__all__ = [
    "Decision", "Delegation", "MemberDecision", "MemberOutcome", "ProgrammeItem", "Requirement", "Waiver",
]  # fmt: skip

"""What is put to the Presidium, and what it decided: on its page, or by hand on the paper (bút phê, domain.md 9.3)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.audit.history import tracked
from portal.documents.models import Version as FileVersion
from reports.querysets import PresidiumDecisionQuerySet

from .consolidation import Consolidation

#: columns that PostgreSQL refuses to change once the Presidium has decided; who put it may be forgotten
DECIDED_FACTS = (
    "consolidation_id", "sha256", "put_at", "outcome", "remark", "way", "in_name_of", "written_on", "decided_at", "scan_id",
)  # fmt: skip


class Outcome(models.TextChoices):
    AGREED = "agreed", _("Agreed")
    AGREED_WITH_REMARKS = "agreed_with_remarks", _("Agreed with remarks")
    SENT_BACK = "sent_back", _("Sent back")


class DecisionWay(models.TextChoices):
    PORTAL = "portal", _("in the portal")
    HANDWRITTEN = "handwritten", _("by hand on the paper (bút phê)")


AGREED = (Outcome.AGREED, Outcome.AGREED_WITH_REMARKS)
TONES = {"": "wait", Outcome.AGREED: "ok", Outcome.AGREED_WITH_REMARKS: "ok", Outcome.SENT_BACK: "bad"}


@tracked()
class PresidiumDecision(models.Model):
    """One issued paper A put to the Presidium, known by its SHA-256, and the one decision on it.

    `outcome` is empty while it waits. `in_name_of` is the post that decided, never a person's name;
    `recorded_by` the account that entered it: the same office, or the leader's secretary with the scan.
    """

    consolidation = models.OneToOneField(
        Consolidation, models.PROTECT, related_name="decision", verbose_name=_("consolidated report")
    )
    sha256 = models.CharField(_("SHA-256 of the PDF"), max_length=64)
    put_at = models.DateTimeField(_("put to the Presidium at"))
    put_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("put by")
    )
    outcome = models.CharField(_("decision"), max_length=20, choices=Outcome.choices, blank=True)
    remark = models.TextField(_("remark"), blank=True, max_length=2000)
    way = models.CharField(_("how it was decided"), max_length=12, choices=DecisionWay.choices, blank=True)
    in_name_of = models.CharField(_("in the name of"), max_length=150, blank=True)
    written_on = models.DateField(_("date of the handwritten decision"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    scan = models.ForeignKey(
        FileVersion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scan")
    )

    objects = PresidiumDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision of the Presidium")
        verbose_name_plural = _("decisions of the Presidium")
        ordering = ["-put_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_whole_or_waiting",
                condition=Q(outcome="", remark="", way="", in_name_of="", decided_at=None, scan=None)
                | (~Q(outcome="") & ~Q(way="") & ~Q(in_name_of="") & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="decision_says_why",
                condition=Q(outcome__in=["", Outcome.AGREED]) | ~Q(remark=""),
            ),
            models.CheckConstraint(
                name="decision_by_hand_has_scan",
                condition=~Q(way=DecisionWay.HANDWRITTEN)
                | (~Q(remark="") & Q(written_on__isnull=False, scan__isnull=False)),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="decided_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.outcome <> '' AND ("
                    + " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in DECIDED_FACTS)
                    + ")"
                ),
            ),
            pgtrigger.Protect(name="decision_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return str(self.consolidation)

    def get_absolute_url(self):
        return self.consolidation.get_absolute_url()

    @property
    def unit(self):
        """None: as the paper, it belongs to the Confederation as a whole; the trail asks."""
        return None

    @property
    def is_waiting(self) -> bool:
        return self.outcome == ""

    @property
    def tone(self) -> str:
        return TONES[self.outcome]

    def may_edit(self, user) -> bool:
        """Whether the user may still hang the scan of the handwritten decision on it."""
        return self.is_waiting and has(user, Permission.DECISION_RECORD)

"""The consolidated report: drafts that can be edited, and issued versions that never change."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.audit.history import tracked
from portal.documents.models import Version as FileVersion
from portal.jobs.models import Job
from reports.querysets import ConsolidationQuerySet

from .cycle import Cycle, PaperKind

#: columns that PostgreSQL refuses to change once the paper is issued; who built it or by which job may be forgotten
ISSUED_FACTS = (
    "cycle_id", "paper", "content", "sections", "number", "dated", "pdf_id", "docx_id", "sha256", "issued_at",
)  # fmt: skip


class PaperStage(models.TextChoices):
    """The way of a paper before it is issued (domain.md 9.3): written, appraised, signed off."""

    DRAFT = "draft", _("being written")
    APPRAISAL = "appraisal", _("under appraisal")
    SIGNED_OFF = "signed_off", _("signed off")


@tracked()
class Consolidation(models.Model):
    """One paper (A or B) of one cycle. `content` holds the figures and texts it was built from.

    `sections` are the texts as the editor leaves them; `content` the assembled ones with their origin. Once
    issued, the PDF and its hash stand for good.
    """

    cycle = models.ForeignKey(
        Cycle, models.PROTECT, related_name="consolidations", verbose_name=_("reporting cycle")
    )
    paper = models.CharField(_("paper"), max_length=20, choices=PaperKind.choices)
    content = models.JSONField(_("content"), default=dict)
    sections = models.JSONField(_("sections"), default=dict)
    number = models.CharField(_("number"), max_length=20, blank=True)
    dated = models.DateField(_("date"), null=True, blank=True)
    job = models.ForeignKey(
        Job, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("job")
    )
    pdf = models.ForeignKey(
        FileVersion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("PDF")
    )
    docx = models.ForeignKey(
        FileVersion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Word file")
    )
    sha256 = models.CharField(_("SHA-256 of the PDF"), max_length=64, blank=True)
    built_at = models.DateTimeField(_("built at"), null=True, blank=True)
    built_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("built by")
    )
    stage = models.CharField(
        _("stage"), max_length=12, choices=PaperStage.choices, default=PaperStage.DRAFT, editable=False
    )
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name=_("corrects")
    )
    correction_reason = models.CharField(_("reason of the correction"), max_length=300, blank=True)
    signed_file = models.ForeignKey(
        FileVersion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed file")
    )
    signatures = models.JSONField(_("signatures"), default=list, blank=True)
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("issued by"),
    )
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = ConsolidationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consolidated report")
        verbose_name_plural = _("consolidated reports")
        ordering = ["-cycle__ends_on", "paper", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="consolidation_one_draft", fields=["cycle", "paper"], condition=Q(issued_at=None)
            ),
            models.CheckConstraint(
                name="consolidation_issued_whole",
                condition=Q(issued_at=None) | (~Q(sha256="") & ~Q(pdf=None)),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="issued_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    " OLD.issued_at IS NOT NULL AND ("
                    + " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in ISSUED_FACTS)
                    + ")"
                ),
            ),
            pgtrigger.Protect(
                name="issued_never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__issued_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_paper_display()}, {self.cycle.period.label}"

    def get_absolute_url(self):
        return reverse("reports:consolidation", args=[self.cycle.code, self.paper, self.pk])

    def may_edit(self, user) -> bool:
        return self.issued_at is None and has(user, Permission.CONSOLIDATE)

    @property
    def under_way(self) -> str:
        """The kind of job that works on the paper at present; empty for none."""
        return self.job.kind if self.job is not None and not self.job.finished else ""

    @property
    def unit(self):
        """None: the paper belongs to the Confederation as a whole; the trail asks."""
        return None

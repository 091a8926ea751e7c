"""Words that point at one cell of a report: remarks, flags, reasons of a return; and verdicts section by section."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.audit.history import tracked
from reports.querysets import CellRemarkQuerySet, OfReportQuerySet

from .report import Report


class RemarkKind(models.TextChoices):
    REMARK = "remark", _("remark")
    FOLLOW_UP = "follow_up", _("to be followed up")
    RETURN = "return", _("reason of a return")


@tracked()
class CellRemark(models.Model):
    """What somebody says of one cell: "figure:outgoing", "section:II", "annex:II", "annex:II:412" (a record)."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="remarks", verbose_name=_("report"))
    cell = models.CharField(_("cell"), max_length=60)
    kind = models.CharField(_("kind"), max_length=10, choices=RemarkKind.choices, default=RemarkKind.REMARK)
    text = models.CharField(_("remark"), max_length=500)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    version = models.PositiveSmallIntegerField(_("version"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("settled by"),
    )  # fmt: skip

    objects = CellRemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark on a cell")
        verbose_name_plural = _("remarks on cells")
        ordering = ["at", "pk"]
        indexes = [
            models.Index(name="remark_open", fields=["report", "cell"], condition=Q(settled_at=None)),
        ]
        constraints = [models.CheckConstraint(name="remark_says_something", condition=~Q(text=""))]

    def __str__(self):
        return f"{self.cell}: {self.text[:60]}"

    @property
    def anchor(self) -> str:
        """The part of the page on which the cell stands: "figure-outgoing", "section-II", "annex-II"."""
        return "-".join(self.cell.split(":")[:2])


class Verdict(models.TextChoices):
    ACCEPTED = "accepted", _("accepted")
    RETURNED = "returned", _("returned")


@tracked()
class SectionReview(models.Model):
    """What the appraiser says of one part ("figures", "I" … "V", "annex:II") of one submitted version."""

    report = models.ForeignKey(
        Report, models.CASCADE, related_name="section_reviews", verbose_name=_("report")
    )
    version = models.PositiveSmallIntegerField(_("version"))
    part = models.CharField(_("part"), max_length=20)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("verdict on a part of a report")
        verbose_name_plural = _("verdicts on parts of reports")
        ordering = ["part"]
        constraints = [
            models.UniqueConstraint(name="section_review_once", fields=["report", "version", "part"]),
            models.CheckConstraint(
                name="section_return_says_why", condition=Q(verdict="accepted") | ~Q(reason="")
            ),
        ]

    def __str__(self):
        return f"{self.report}, {self.part}: {self.get_verdict_display()}"

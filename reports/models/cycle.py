"""Reporting cycles: which period, from which day to which, due when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.audit.history import tracked
from portal.deadlines.models import PeriodKind
from portal.deadlines.periods import Period
from portal.units.models import Unit
from reports.querysets import CycleQuerySet, RecipientQuerySet

from .layout import Layout
from .report_type import TypeVersion


class CycleState(models.TextChoices):
    OPEN = "open", _("open")
    CANCELLED = "cancelled", _("cancelled")


@tracked()
class Cycle(models.Model):
    """A period for which units owe a report of a type. Window and deadlines are copied when it is opened.

    Every cycle has a type (the column is nullable for the history of those opened before there were types).
    A thematic or ad hoc report has no `kind` of period but a `title`; its days are still those of its data.
    """

    code = models.CharField(_("code"), max_length=24)
    type_version = models.ForeignKey(
        TypeVersion, models.PROTECT, null=True, related_name="cycles", verbose_name=_("type of report")
    )
    kind = models.CharField(_("period"), max_length=15, choices=PeriodKind.choices, blank=True)
    title = models.CharField(_("subject"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    index = models.PositiveSmallIntegerField(_("number in the year"), default=1)
    starts_on = models.DateField(_("data from"))
    ends_on = models.DateField(_("data to"))
    due_on = models.DateField(_("due"))
    lock_on = models.DateField(_("locked after"), null=True, blank=True)
    addressees = models.ManyToManyField(
        Unit, related_name="+", blank=True, verbose_name=_("asked of these units only")
    )
    state = models.CharField(_("state"), max_length=12, choices=CycleState.choices, default=CycleState.OPEN)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("opened by")
    )
    is_demonstration = models.BooleanField(default=False, editable=False)

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting cycle")
        verbose_name_plural = _("reporting cycles")
        ordering = ["-ends_on", "-kind"]
        constraints = [
            models.UniqueConstraint(
                name="cycle_open_once", fields=["code"], condition=Q(state="open"),
                violation_error_message=_("This period has an open cycle already."),
            ),
            models.CheckConstraint(name="cycle_has_type", condition=Q(type_version__isnull=False)),
            models.CheckConstraint(
                name="cycle_has_period_or_subject", condition=~Q(kind="") | ~Q(title="")
            ),
            models.CheckConstraint(name="cycle_ends_after_it_begins", condition=Q(ends_on__gte=models.F("starts_on"))),
        ]  # fmt: skip

    def __str__(self):
        """A period of another type than the periodic report names the type, which stands as its title."""
        return f"{self.title}, {self.period.label}" if self.kind and self.title else self.period.label

    def get_absolute_url(self):
        return reverse("reports:board", args=[self.code])

    @property
    def period(self) -> Period:
        return Period(
            self.kind,
            self.year,
            self.index,
            self.starts_on,
            self.ends_on,
            self.due_on,
            title=self.title,
            named=self.code,
        )

    @property
    def layout(self) -> Layout:
        """What the report asks for: by the version of the type with which the cycle was opened."""
        return self.type_version.layout

    @property
    def label_vi(self) -> str:
        """As papers print it: 6 tháng đầu năm 2026."""
        return self.period.label_vi

    @property
    def subject_vi(self) -> str:
        """What papers are on: "Công tác đối ngoại quý I năm 2026"; a report on a subject of its own names that."""
        if not self.kind:
            return self.title
        matter = self.title.removeprefix("Báo cáo ") or "Công tác đối ngoại"
        return f"{matter[:1].upper()}{matter[1:]} {self.label_vi}"

    @property
    def matter_vi(self) -> str:
        """The same within a sentence."""
        subject = self.subject_vi
        return f"{subject[:1].lower()}{subject[1:]}" if self.kind else f"về “{subject}”"

    @property
    def is_open(self) -> bool:
        return self.state == CycleState.OPEN


class PaperKind(models.TextChoices):
    """The two papers that are never mixed (domain.md 9.1), and the unit's own."""

    TO_PRESIDIUM = "to_presidium", _("International Department to the Presidium")
    OUTWARD = "outward", _("Confederation outward")
    UNIT = "unit", _("unit to the Confederation")


@tracked()
class Recipient(models.Model):
    """One line of Nơi nhận, dated, because bodies end and change their names."""

    paper = models.CharField(_("paper"), max_length=20, choices=PaperKind.choices)
    text = models.CharField(_("recipient"), max_length=200)
    order = models.PositiveSmallIntegerField(_("order"), default=10)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")
        ordering = ["paper", "order"]

    def __str__(self):
        return self.text

"""What became of a resource: shares of its donors, sums by day, results by indicator, the reports that are due."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
from portal.access.permissions import Permission
from portal.access.scope import declare_scope, through
from portal.audit.history import tracked
from portal.documents.models import Document
from portal.money.models import Money
from portal.records.models import Kept
from portal.units.models import Unit

from .choices import IndicatorGroup, MovementKind
from .resource import Resource


@tracked()
class DonorShare(models.Model):
    """The share of one donor in per cent. A resource without shares is divided among its partners in equal parts."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="shares", verbose_name=_("resource"))
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="donor_shares", verbose_name=_("donor"))
    percent = models.DecimalField(
        _("share (%)"), max_digits=5, decimal_places=2, validators=[MinValueValidator(0)]
    )

    class Meta:
        verbose_name = _("share of a donor")
        verbose_name_plural = _("shares of donors")
        ordering = ["-percent", "pk"]
        constraints = [
            models.UniqueConstraint(name="donor_share_once", fields=["resource", "partner"]),
            models.CheckConstraint(name="donor_share_percent", condition=Q(percent__gt=0, percent__lte=100)),
        ]

    def __str__(self):
        return f"{self.partner}: {self.percent} %"


@tracked()
class Movement(Money):
    """A sum received, disbursed, settled, paid of our own or returned, on a day or for the days since `covers_from`.

    The totals of the resource follow from these rows once there are any; before, they are as typed.
    """

    resource = models.ForeignKey(
        Resource, models.CASCADE, related_name="movements", verbose_name=_("resource")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=MovementKind.choices)
    happened_on = models.DateField(_("on, or up to"))
    covers_from = models.DateField(
        _("from"), null=True, blank=True, help_text=_("Only where one sum stands for several months.")
    )
    paper_number = models.CharField(_("number of the paper"), max_length=80, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("movement of money")
        verbose_name_plural = _("movements of money")
        ordering = ["happened_on", "pk"]
        indexes = [models.Index(name="movement_by_day", fields=["kind", "happened_on"])]
        constraints = [
            models.CheckConstraint(
                name="movement_states_its_sum", condition=Q(amount__gt=0) & ~Q(currency="")
            ),
            models.CheckConstraint(
                name="movement_days_in_order",
                condition=Q(covers_from=None) | Q(covers_from__lte=F("happened_on")),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.amount_display} {self.happened_on:%d/%m/%Y}"


@tracked()
class Indicator(Kept):
    """What a resource can be measured by: officers trained, skills, members and grassroots unions gained."""

    code = models.SlugField(_("code"), max_length=40)
    title = models.CharField(_("indicator"), max_length=250)
    group = models.CharField(_("group"), max_length=20, choices=IndicatorGroup.choices)
    counted_in = models.CharField(_("counted in"), max_length=60)
    definition = models.CharField(_("how it is counted"), max_length=400, blank=True)
    by_sex = models.BooleanField(_("with the number of women"), default=False)
    position = models.PositiveSmallIntegerField(_("place"), default=0)

    edit_permission = Permission.RULES_MANAGE

    class Meta:
        verbose_name = _("indicator of results")
        verbose_name_plural = _("indicators of results")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(name="indicator_once", fields=["code"], condition=Q(archived_at=None))
        ]

    def __str__(self):
        return self.title


@tracked()
class ResourceResult(models.Model):
    """What a resource aims at (`is_target`) or has brought by a day, by indicator, unit and sector."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="results", verbose_name=_("resource"))
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="results", verbose_name=_("indicator")
    )
    is_target = models.BooleanField(_("target"), default=False)
    measured_on = models.DateField(_("by the day"))
    value = models.PositiveIntegerField(_("number"))
    women = models.PositiveIntegerField(_("of them women"), null=True, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    sector = models.CharField(_("sector"), max_length=150, blank=True)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("result of a resource")
        verbose_name_plural = _("results of resources")
        ordering = ["indicator", "measured_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="result_women_within", condition=Q(women=None) | Q(women__lte=F("value"))
            )
        ]

    def __str__(self):
        return f"{self.indicator}: {self.value}"


@tracked()
class GrantReport(models.Model):
    """A report on a grant that a rule asks for; the rule's words and its day stay as they were when it was opened."""

    resource = models.ForeignKey(
        Resource, models.CASCADE, related_name="grant_reports", verbose_name=_("resource")
    )
    rule_code = models.SlugField(_("rule"), max_length=30)
    rule_said = models.CharField(_("what the rule said"), max_length=300, blank=True)
    title = models.CharField(_("report"), max_length=200)
    period_from = models.DateField(_("from"), null=True, blank=True)
    period_to = models.DateField(_("to"), null=True, blank=True)
    due_on = models.DateField(_("due on"))
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    number = models.CharField(_("number of the paper"), max_length=60, blank=True)
    progress = models.TextField(_("progress in the period"), blank=True)
    difficulties = models.TextField(_("difficulties in the period"), blank=True)
    waived_reason = models.CharField(_("not needed because"), max_length=300, blank=True)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("file")
    )

    class Meta:
        verbose_name = _("report on a grant")
        verbose_name_plural = _("reports on grants")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(name="grant_report_due", fields=["due_on"], condition=Q(sent_on=None))]
        constraints = [
            models.UniqueConstraint(name="grant_report_once", fields=["resource", "rule_code", "due_on"])
        ]

    def __str__(self):
        return self.title


for _model in (DonorShare, Movement, ResourceResult, GrantReport):
    declare_scope(_model, through("resource"))

"""Filters above the list of external resources."""

import datetime as dt

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.filters.choices import PartnerChoiceFilter
from portal.countries import choices as country_choices
from portal.registers.filters import RecordFilter

from ..figures.grant_reports import SOON, unsent
from ..models import Direction, GrantReport, Resource, ResourceKind, ResourceStage

NONE = "none"
DAY = dt.timedelta(days=1)


class ResourceFilter(RecordFilter):
    direction = filters.ChoiceFilter(label=_("Received or given"), choices=Direction.choices)
    kind = filters.ChoiceFilter(label=_("Kind of resource"), choices=ResourceKind.choices)
    country = filters.ChoiceFilter(label=_("Country"), choices=country_choices)
    partner = PartnerChoiceFilter(label=_("Partner"), field_name="partners")
    stage = filters.ChoiceFilter(
        label=_("Stage"),
        choices=[*ResourceStage.choices, (NONE, _("in the register only"))],
        method="in_stage",
    )
    is_project = filters.ChoiceFilter(
        label=_("Project"), choices=[("yes", _("project")), ("no", _("non-project"))], method="as_project"
    )
    reports = filters.ChoiceFilter(
        label=_("Reports"),
        choices=[("overdue", _("overdue")), ("soon", _("due soon"))],
        method="with_reports",
    )
    stated = filters.ChoiceFilter(label=_("Sum"), choices=[("no", _("not known in đồng"))], method="with_sum")

    class Meta:
        model = Resource
        fields = ["direction", "kind", "country"]

    def in_stage(self, queryset, name, value):
        return queryset.filter(stage="" if value == NONE else value)

    def as_project(self, queryset, name, value):
        return queryset.filter(is_project=value == "yes")

    def with_reports(self, queryset, name, value):
        """With a report that is not sent: its day has passed, or comes within a month."""
        on = timezone.localdate()
        days = (dt.date.min, on - DAY) if value == "overdue" else (on, on + SOON * DAY)
        rows = unsent(GrantReport.objects.filter(due_on__range=days))
        return queryset.filter(pk__in=rows.values("resource_id"))

    def with_sum(self, queryset, name, value):
        return queryset.filter(amount_vnd=None)

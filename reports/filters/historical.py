"""Filters above the historical figures."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from portal.access.scope import units_for
from portal.registers.filters import RegisterFilter
from portal.units.models import Unit

from ..models import HistoricalFigure, Indicator


def _units(request):
    return units_for(request.user, "report.view").order_by("sort_key") if request else Unit.objects.none()


class HistoricalFilter(RegisterFilter):
    """Words are found in the source."""

    order = ("unit", "period", "indicator")
    q = filters.CharFilter(label=_("Source"), field_name="source", lookup_expr="icontains")
    unit = filters.ModelChoiceFilter(label=_("Unit"), queryset=_units)
    period = filters.CharFilter(label=_("Period"), field_name="period", lookup_expr="iexact")
    indicator = filters.ModelChoiceFilter(
        label=_("Figure"),
        queryset=Indicator.objects.order_by("order"),
        to_field_name="code",
        method="of_figure",
    )

    class Meta:
        model = HistoricalFigure
        fields = ["unit"]

    def of_figure(self, queryset, name, value):
        return queryset.filter(indicator=value.code)

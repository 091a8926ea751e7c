"""What the statistics of delegations are asked about."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from ..figures.statistics import Dimension, Measure
from ..models import Delegation, FundingSource, Planned, Purpose
from .records import DelegationFilter


class StatisticsFilter(DelegationFilter):
    """The filters of the list, and by what the table is made; the view reads the last three."""

    order = (
        "by", "beside", "measure", "direction", "since", "until", "unit", "country", "partner", "level",
        "purpose", "funding_source", "planned",
    )  # fmt: skip
    by = filters.ChoiceFilter(
        label=_("Rows"), choices=Dimension.choices, method="unchanged", empty_label=None
    )
    beside = filters.ChoiceFilter(
        label=_("Columns"), choices=Dimension.choices, method="unchanged", empty_label=_("all figures")
    )
    measure = filters.ChoiceFilter(
        label=_("Figure in the columns"), choices=Measure.choices, method="unchanged", empty_label=None
    )
    purpose = filters.ChoiceFilter(label=_("Kind of purpose"), choices=Purpose.choices)
    funding_source = filters.ChoiceFilter(label=_("Source of funds"), choices=FundingSource.choices)
    planned = filters.ChoiceFilter(label=_("Annual plan"), choices=Planned.choices)
    state = None
    counted = None

    class Meta:
        model = Delegation
        fields = ["level", "purpose", "funding_source", "planned"]

    def unchanged(self, queryset, name, value):
        return queryset

    def from_day(self, queryset, name, value):
        """Surely not before: figures count what lies inside the days."""
        return queryset.filter(placed_from__gte=value.earliest)

    def to_day(self, queryset, name, value):
        return queryset.filter(placed_to__lte=value.latest)

"""Filters above the indicators of results."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from portal.registers.filters import RegisterFilter

from ..models import Indicator, IndicatorGroup


class IndicatorFilter(RegisterFilter):
    group = filters.ChoiceFilter(label=_("Group"), choices=IndicatorGroup.choices)

    class Meta:
        model = Indicator
        fields = ["group"]

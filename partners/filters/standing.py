"""Filters above the lists of our standing."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from portal.registers.filters import RegisterFilter

from ..models import Partner, Position, PositionKind


class PositionFilter(RegisterFilter):
    kind = filters.ChoiceFilter(label=_("Kind"), choices=PositionKind.choices)
    partner = filters.ModelChoiceFilter(label=_("Organisation"), queryset=Partner.objects.live())

    class Meta:
        model = Position
        fields = ["kind", "partner"]

"""Filters above the list of external resources."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from partners.filters.choices import PartnerChoiceFilter
from portal.countries import choices as country_choices
from portal.registers.filters import RecordFilter

from ..models import Direction, Resource, ResourceKind


class ResourceFilter(RecordFilter):
    direction = filters.ChoiceFilter(label=_("Received or given"), choices=Direction.choices)
    kind = filters.ChoiceFilter(label=_("Kind of resource"), choices=ResourceKind.choices)
    country = filters.ChoiceFilter(label=_("Country"), choices=country_choices)
    partner = PartnerChoiceFilter(label=_("Partner"), field_name="partners")

    class Meta:
        model = Resource
        fields = ["direction", "kind", "country"]

"""Filters above the list of partners."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from portal.countries import choices as country_choices
from portal.registers.filters import RegisterFilter

from ..models import Partner, PartnerType, PriorityGroup, RelationshipState

RELATED = "related"


class PartnerFilter(RegisterFilter):
    country = filters.ChoiceFilter(label=_("Country"), choices=country_choices)
    partner_type = filters.ChoiceFilter(label=_("Kind of partner"), choices=PartnerType.choices)
    priority_group = filters.ChoiceFilter(label=_("Priority group"), choices=PriorityGroup.choices)
    relationship_state = filters.ChoiceFilter(
        label=_("Relationship"),
        choices=[*RelationshipState.choices, (RELATED, _("all but the interrupted"))],
        method="in_relationship",
    )

    class Meta:
        model = Partner
        fields = ["country", "partner_type", "priority_group", "relationship_state"]

    def in_relationship(self, queryset, name, value):
        return queryset.in_relations() if value == RELATED else queryset.filter(relationship_state=value)

"""Filters above the list of other activities."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from partners.filters.choices import PartnerChoiceFilter
from portal.countries import choices as country_choices
from portal.registers.filters import RecordFilter

from ..models.activity import Activity, ActivityKind, AudienceKind, ChannelKind


class ActivityFilter(RecordFilter):
    kind = filters.ChoiceFilter(label=_("Kind of activity"), choices=ActivityKind.choices)
    channel_kind = filters.ChoiceFilter(label=_("Kind of channel"), choices=ChannelKind.choices)
    audience_kind = filters.ChoiceFilter(label=_("Kind of audience"), choices=AudienceKind.choices)
    country = filters.ChoiceFilter(label=_("Country"), choices=country_choices)
    partner = PartnerChoiceFilter(label=_("Partner"), field_name="partners")

    class Meta:
        model = Activity
        fields = ["kind", "channel_kind", "audience_kind", "country"]

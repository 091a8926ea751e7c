"""Filters above the lists of talks and matters."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from portal.countries import choices as country_choices
from portal.registers.filters import RecordFilter

from ..models import Flow, Interaction, InteractionKind, Level, Matter, MatterState
from .choices import PartnerChoiceFilter


class InteractionFilter(RecordFilter):
    order = ("kind", "partner", "unit", "level", "flow", "since", "until")
    counted = None
    kind = filters.ChoiceFilter(label=_("Kind"), choices=InteractionKind.choices)
    partner = PartnerChoiceFilter(label=_("Partner"), method="with_partner")
    level = filters.ChoiceFilter(label=_("Level"), choices=Level.choices)
    flow = filters.ChoiceFilter(label=_("Who turned to whom"), choices=Flow.choices)

    class Meta:
        model = Interaction
        fields = ["kind", "level", "flow"]

    def with_partner(self, queryset, name, value):
        return queryset.with_partner(value)


class MatterFilter(RecordFilter):
    order = ("state", "reported", "partner", "country", "unit", "since", "until")
    counted = None
    state = filters.ChoiceFilter(label=_("State"), choices=MatterState.choices)
    partner = PartnerChoiceFilter(label=_("Partner"))
    country = filters.ChoiceFilter(label=_("Country"), choices=country_choices)
    reported = filters.ChoiceFilter(
        label=_("Reported upward"), choices=[("yes", _("reported")), ("no", _("not reported"))],
        method="was_reported",
    )  # fmt: skip

    class Meta:
        model = Matter
        fields = ["state", "partner", "country"]

    def was_reported(self, queryset, name, value):
        return queryset.filter(reported_at__isnull=value == "no")

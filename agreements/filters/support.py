"""Filters above the lists of needs and of offers."""

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.filters.choices import PartnerChoiceFilter
from portal.registers.filters import RecordFilter

from ..models import Need, NeedState, Offer, OfferState, ResourceKind

STANDING, NOT_ASKED = "standing", "not_asked"


class NeedFilter(RecordFilter):
    """Days are those by which it is needed."""

    order = ("state", "kind", "partner", "unit", "since", "until")
    counted = None
    state = filters.ChoiceFilter(
        label=_("State"), choices=[("unmet", _("not met in full")), (NOT_ASKED, _("nobody asked yet")), *NeedState.choices],
        method="in_state",
    )  # fmt: skip
    kind = filters.ChoiceFilter(label=_("Kind of resource"), choices=ResourceKind.choices)
    partner = PartnerChoiceFilter(label=_("Partner asked"), method="asked_of")

    class Meta:
        model = Need
        fields = ["kind"]

    def in_state(self, queryset, name, value):
        if value == "unmet":
            return queryset.open()
        return queryset.not_asked() if value == NOT_ASKED else queryset.filter(state=value)

    def asked_of(self, queryset, name, value):
        return queryset.filter(pk__in=value.approaches.values("need_id"))

    def from_day(self, queryset, name, value):
        return queryset.filter(needed_by__gte=value.earliest.isoformat())

    def to_day(self, queryset, name, value):
        return queryset.filter(needed_by__lte=value.latest.isoformat())


class OfferFilter(RecordFilter):
    """Days are those until which it stands, else those on which it was received."""

    order = ("state", "partner", "kind", "unit", "since", "until")
    counted = None
    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[(STANDING, _("waits for our answer")), *OfferState.choices],
        method="in_state",
    )
    kind = filters.ChoiceFilter(label=_("Kind of resource"), choices=ResourceKind.choices)
    partner = PartnerChoiceFilter(label=_("Partner"))

    class Meta:
        model = Offer
        fields = ["kind", "partner"]

    def in_state(self, queryset, name, value):
        if value == STANDING:
            return queryset.standing(on=timezone.localdate())
        return queryset.filter(state=value)

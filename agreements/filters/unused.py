"""Filters above the support that we did not take up: offers by the days on which they came."""

from ..figures.support import received_within
from ..models import Offer
from .support import OfferFilter


class UnusedFilter(OfferFilter):
    """Days are those on which the offers were received."""

    order = ("partner", "kind", "unit", "since", "until")
    state = None

    class Meta:
        model = Offer
        fields = ["kind", "partner"]

    def from_day(self, queryset, name, value):
        return received_within(queryset, value.earliest, None)

    def to_day(self, queryset, name, value):
        return received_within(queryset, None, value.latest)

"""Filters above the sums of promises: those of the list, and by what is summed."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from ..models import NextStep
from ..models.promise_sources import sources
from .promises import NextStepFilter

PARTNER, UNIT, ORIGIN, WHOSE = "partner", "unit", "origin", "whose"


def groupings() -> list[tuple[str, str]]:
    """By what promises are summed: partner, unit, side, origin, and the records in which they were made."""
    made_in = [(one.model._meta.model_name, one.model._meta.verbose_name) for one in sources()]
    return [
        (PARTNER, _("partner")),
        (UNIT, _("unit")),
        *made_in,
        (ORIGIN, _("where it was made")),
        (WHOSE, _("side")),
    ]


class SumsFilter(NextStepFilter):
    """`by` says what a row of the table is; it takes nothing away."""

    order = ("by", *NextStepFilter.order)
    by = filters.ChoiceFilter(label=_("Summed by"), choices=groupings, method="unchanged", empty_label=None)

    class Meta:
        model = NextStep
        fields = ["whose", "origin", "partner"]

    def unchanged(self, queryset, name, value):
        return queryset

"""The filter above a partner's timeline."""

import django_filters as filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.filters import RecordFilter
from portal.units.models import Closure

from ..models import Flow, Level, Touch, TouchKind

DONE, AHEAD = "done", "ahead"


class TouchFilter(RecordFilter):
    """Kind, state, level, direction, unit with all below it, and the days between which it happened."""

    q, counted = None, None
    order = ("kind", "state", "level", "flow", "unit", "since", "until")
    kind = filters.ChoiceFilter(label=_("Kind"), choices=TouchKind.choices)
    state = filters.ChoiceFilter(
        label=_("Took place"), choices=[(DONE, _("took place")), (AHEAD, _("planned, under way"))],
        method="in_state",
    )  # fmt: skip
    level = filters.ChoiceFilter(label=_("Level"), choices=Level.choices)
    flow = filters.ChoiceFilter(label=_("Direction"), choices=Flow.choices)

    class Meta:
        model = Touch
        fields = ["kind", "level", "flow"]

    def in_state(self, queryset, name, value):
        today = timezone.localdate()
        return queryset.done(on=today) if value == DONE else queryset.ahead(on=today)

    def of_unit(self, queryset, name, value):
        """Contacts of the unit, of those below it and of those that merged into it; shown ones too."""
        units = Closure.objects.reached_from([value.pk]).values("unit_id")
        shared = Touch.other_units.through.objects.filter(unit_id__in=units).values("touch_id")
        return queryset.filter(Q(unit_id__in=units) | Q(pk__in=shared))

    def from_day(self, queryset, name, value):
        return queryset.filter(placed_on__gte=value.earliest)

    def to_day(self, queryset, name, value):
        return queryset.filter(placed_on__lte=value.latest)

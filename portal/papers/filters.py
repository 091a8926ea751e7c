"""Filters above the list of papers and above the register."""

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.filters import RecordFilter

from . import kinds
from .models import Paper, PaperState, RegisterLine
from .types import TYPES

IN_QUEUE = "queue"


def _years():
    this_year = timezone.localdate().year
    return [(str(year), str(year)) for year in range(this_year, this_year - 8, -1)]


class PaperFilter(RecordFilter):
    since = until = counted = None
    state = filters.ChoiceFilter(
        label=_("State"), choices=[(IN_QUEUE, _("with the clerk")), *PaperState.choices], method="in_state"
    )
    kind = filters.ChoiceFilter(label=_("Kind of paper"), choices=kinds.choices)
    year = filters.ChoiceFilter(label=_("Year"), choices=_years, field_name="dated__year")

    class Meta:
        model = Paper
        fields = ["state", "kind", "year"]

    def in_state(self, queryset, name, value):
        return queryset.in_queue() if value == IN_QUEUE else queryset.filter(state=value)


class LineFilter(RecordFilter):
    since = until = counted = None
    year = filters.ChoiceFilter(label=_("Year"), choices=_years)
    type_code = filters.ChoiceFilter(label=_("Type"), choices=TYPES)
    recalled = filters.ChoiceFilter(
        label=_("Recalled"), choices=[("yes", _("recalled")), ("no", _("not recalled"))], method="by_recall"
    )

    class Meta:
        model = RegisterLine
        fields = ["year", "type_code", "recalled"]

    def by_recall(self, queryset, name, value):
        return queryset.filter(recalled_on__isnull=value == "no")

"""Filters above the lists of talks, promises and matters."""

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.countries import choices as country_choices
from portal.registers.filters import RecordFilter

from ..models import Flow, Interaction, InteractionKind, Level, Matter, MatterState, NextStep
from .choices import PartnerChoiceFilter

OPEN, OVERDUE, KEPT, GIVEN_UP = "open", "overdue", "kept", "given_up"
MINE = "mine"


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


class NextStepFilter(RecordFilter):
    """Days are those by which the promises are due."""

    order = ("state", "whose", "partner", "owned", "unit", "since", "until")
    counted = None
    state = filters.ChoiceFilter(
        label=_("State"), method="in_state",
        choices=[(OPEN, _("not done yet")), (OVERDUE, _("overdue")), (KEPT, _("kept")), (GIVEN_UP, _("not carried out"))],
    )  # fmt: skip
    whose = filters.ChoiceFilter(label=_("Whose promise"), choices=Flow.choices)
    partner = PartnerChoiceFilter(label=_("Partner"))
    owned = filters.ChoiceFilter(
        label=_("Looked after by"), choices=[(MINE, _("by me"))], method="looked_after"
    )

    class Meta:
        model = NextStep
        fields = ["whose", "partner"]

    def in_state(self, queryset, name, value):
        asked = {OPEN: queryset.open, KEPT: queryset.kept, GIVEN_UP: queryset.given_up}
        return queryset.overdue(on=timezone.localdate()) if value == OVERDUE else asked[value]()

    def looked_after(self, queryset, name, value):
        return queryset.owned_by(self.request.user)

    def from_day(self, queryset, name, value):
        return queryset.filter(due_on__gte=value.earliest)

    def to_day(self, queryset, name, value):
        return queryset.filter(due_on__lte=value.latest)


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

"""Filters above the list of promises."""

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.filters import RecordFilter

from ..models import Flow, NextStep, PromiseOrigin
from .choices import PartnerChoiceFilter

OPEN, OVERDUE, TO_CHECK, KEPT, SETTLED, FELL_DUE, RESTING, GIVEN_UP = (
    "open", "overdue", "to_check", "kept", "settled", "fell_due", "resting", "given_up",
)  # fmt: skip
MINE = "mine"


class NextStepFilter(RecordFilter):
    """Days are those by which the promises are due."""

    order = (
        "state", "whose", "origin", "partner", "agreement", "owned", "often", "important", "unit", "since", "until",
    )  # fmt: skip
    counted = None
    state = filters.ChoiceFilter(
        label=_("State"), method="in_state",
        choices=[
            (OPEN, _("not done yet")), (OVERDUE, _("overdue")), (TO_CHECK, _("waits for the check")),
            (KEPT, _("kept")), (SETTLED, _("kept, and checked where asked for")),
            (FELL_DUE, _("fell due: kept or overdue")), (RESTING, _("resting")), (GIVEN_UP, _("not carried out")),
        ],
    )  # fmt: skip
    whose = filters.ChoiceFilter(label=_("Whose promise"), choices=Flow.choices)
    origin = filters.ChoiceFilter(label=_("Made in"), choices=PromiseOrigin.choices)
    partner = PartnerChoiceFilter(label=_("Partner"))
    owned = filters.ChoiceFilter(
        label=_("Looked after by"), choices=[(MINE, _("by me"))], method="looked_after"
    )
    often = filters.ChoiceFilter(
        label=_("How often"),
        choices=[("once", _("once")), ("again", _("again and again"))],
        method="how_often",
    )
    important = filters.ChoiceFilter(
        label=_("Important"), choices=[("yes", _("checked by another"))], method="that_matter"
    )

    class Meta:
        model = NextStep
        fields = ["whose", "origin", "partner"]

    def in_state(self, queryset, name, value):
        today = timezone.localdate()
        if value in (OVERDUE, FELL_DUE):
            return queryset.overdue(on=today) if value == OVERDUE else queryset.fell_due(on=today)
        asked = {
            OPEN: queryset.open, KEPT: queryset.kept, GIVEN_UP: queryset.given_up, TO_CHECK: queryset.to_check,
            RESTING: queryset.resting, SETTLED: queryset.settled,
        }  # fmt: skip
        return asked[value]()

    def looked_after(self, queryset, name, value):
        return queryset.owned_by(self.request.user)

    def how_often(self, queryset, name, value):
        once = {"recurrence": "once"}
        return queryset.filter(**once) if value == "once" else queryset.exclude(**once)

    def that_matter(self, queryset, name, value):
        return queryset.filter(is_important=True)

    def from_day(self, queryset, name, value):
        return queryset.filter(due_on__gte=value.earliest)

    def to_day(self, queryset, name, value):
        return queryset.filter(due_on__lte=value.latest)


def add_filter(name: str, added: filters.Filter) -> None:
    """An app above adds a filter by what it links promises to ("agreement"), to the list and to its sums."""
    for kind in (NextStepFilter, *NextStepFilter.__subclasses__()):
        known = {**kind.base_filters, name: added}
        first = [one for one in ("q", *kind.order) if one in known]
        kind.base_filters = {one: known[one] for one in dict.fromkeys([*first, *known])}

"""Filters above the register of follow-up."""

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.filters.choices import PartnerChoiceFilter
from portal.registers.filters import RecordFilter

from ..models import FollowUp, FollowUpKind

OPEN, OVERDUE, TO_CHECK, DONE, GIVEN_UP, UNANSWERED = (
    "open", "overdue", "to_check", "done", "given_up", "unanswered",
)  # fmt: skip
LEVELS = [
    ("1", _("the unit's leader")),
    ("2", _("the International Department")),
    ("3", _("the head of the department")),
]


class FollowUpFilter(RecordFilter):
    """Days are those by which it is due."""

    order = ("state", "kind", "partner", "owned", "climbed", "unit", "since", "until")
    counted = None
    state = filters.ChoiceFilter(
        label=_("State"), method="in_state",
        choices=[
            (OPEN, _("not done yet")), (OVERDUE, _("overdue")), (TO_CHECK, _("waits for the check")),
            (UNANSWERED, _("recommendations not answered")), (DONE, _("done")), (GIVEN_UP, _("given up")),
        ],
    )  # fmt: skip
    kind = filters.ChoiceFilter(label=_("Kind"), choices=FollowUpKind.choices)
    partner = PartnerChoiceFilter(label=_("Partner"), method="with_partner")
    owned = filters.ChoiceFilter(
        label=_("Looked after by"), choices=[("mine", _("by me"))], method="looked_after"
    )
    climbed = filters.ChoiceFilter(label=_("Overdue, told to"), choices=LEVELS, method="has_climbed")

    class Meta:
        model = FollowUp
        fields = ["kind"]

    def in_state(self, queryset, name, value):
        if value == OVERDUE:
            return queryset.overdue(on=timezone.localdate())
        asked = {
            OPEN: queryset.open, TO_CHECK: queryset.to_check, DONE: queryset.settled, GIVEN_UP: queryset.given_up,
            UNANSWERED: queryset.unanswered,
        }  # fmt: skip
        return asked[value]()

    def with_partner(self, queryset, name, value):
        return queryset.of_partner(value)

    def looked_after(self, queryset, name, value):
        return queryset.owned_by(self.request.user)

    def has_climbed(self, queryset, name, value):
        return queryset.overdue(on=timezone.localdate()).filter(climbed_to__gte=int(value))

    def from_day(self, queryset, name, value):
        return queryset.filter(due_on__gte=value.earliest)

    def to_day(self, queryset, name, value):
        return queryset.filter(due_on__lte=value.latest)

"""Filters above objectives and mutual support."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from portal.people.models import Person
from portal.registers.filters import RecordFilter, RegisterFilter

from ..models import SIDES, Objective, ObjectiveState, Support, SupportKind
from .choices import PartnerChoiceFilter


def _owners(request):
    """Of the objectives that the reader may see: nobody else learns who has one."""
    seen = Objective.objects.visible_to(request.user) if request else Objective.objects.none()
    return Person.objects.filter(pk__in=seen.values("owner")).order_by("sort_key")


class ObjectiveFilter(RegisterFilter):
    state = filters.ChoiceFilter(label=_("State"), choices=ObjectiveState.choices)
    partner = PartnerChoiceFilter(label=_("Partner"))
    owner = filters.ModelChoiceFilter(label=_("Responsible"), queryset=_owners)

    class Meta:
        model = Objective
        fields = ["state", "partner", "owner"]


class SupportFilter(RecordFilter):
    order = ("flow", "kind", "partner")
    flow = filters.ChoiceFilter(label=_("Who supported whom"), choices=list(SIDES.items()))
    kind = filters.ChoiceFilter(label=_("Kind"), choices=SupportKind.choices)
    partner = PartnerChoiceFilter(label=_("Partner"))

    class Meta:
        model = Support
        fields = ["flow", "kind", "partner"]

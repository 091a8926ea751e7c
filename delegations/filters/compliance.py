"""What the board of unified management is asked about."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from portal.registers.filters import RecordFilter

from ..figures.compliance import Finding
from ..models import Delegation, Event

DELEGATIONS, CONFERENCES = "delegation", "event"


class _BoardFilter(RecordFilter):
    order = ("kind", "finding", "unit", "since", "until")
    kind = filters.ChoiceFilter(
        label=_("What"),
        choices=[(DELEGATIONS, _("delegations out and in")), (CONFERENCES, _("conferences that we hold"))],
        empty_label=None,
        method="unchanged",
    )
    finding = filters.ChoiceFilter(
        label=_("Finding"),
        choices=[*Finding.choices, ("all", _("all, the clean ones too"))],
        empty_label=_("with any finding"),
        method="unchanged",
    )
    counted = None

    def unchanged(self, queryset, name, value):
        """Asked of the database by the view, which knows the rules of today."""
        return queryset


class DelegationBoardFilter(_BoardFilter):
    class Meta:
        model = Delegation
        fields = []


class EventBoardFilter(_BoardFilter):
    class Meta:
        model = Event
        fields = []

"""Filters above the list of agreements."""

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.filters.choices import PartnerChoiceFilter
from portal.countries import choices as country_choices
from portal.registers.filters import RecordFilter

from ..models import EXPIRING_DAYS, Agreement, AgreementKind, AgreementState, SigningLevel

RUNNING = "running"


class AgreementFilter(RecordFilter):
    """`state` speaks of today; the days are those of signing."""

    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[*AgreementState.choices, (RUNNING, _("in force, with what expires soon"))],
        method="in_state",
    )
    kind = filters.ChoiceFilter(label=_("Kind of agreement"), choices=AgreementKind.choices)
    level = filters.ChoiceFilter(label=_("Level of signing"), choices=SigningLevel.choices)
    country = filters.ChoiceFilter(label=_("Country"), choices=country_choices)
    partner = PartnerChoiceFilter(label=_("Partner"), field_name="partners")
    carried_out = filters.ChoiceFilter(
        label=_("Carried out"),
        choices=[("never", _("never, as far as is known"))],
        method="never_carried_out",
    )

    class Meta:
        model = Agreement
        fields = ["state", "kind", "level", "country"]

    def in_state(self, queryset, name, value):
        """Each record is in exactly one state: "in force" leaves to "expires soon" what expires soon."""
        on = timezone.localdate()
        if value == RUNNING:
            return queryset.in_force(on=on)
        return queryset.in_state(value, days=EXPIRING_DAYS, on=on)

    def never_carried_out(self, queryset, name, value):
        return queryset.never_carried_out()

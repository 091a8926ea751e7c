"""Filters above the lists of agreements and resources."""

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.filters.choices import PartnerChoiceFilter
from portal.countries import choices as country_choices
from portal.registers.filters import RecordFilter

from ..models import (
    EXPIRING_DAYS,
    Agreement,
    AgreementKind,
    AgreementState,
    Direction,
    Resource,
    ResourceKind,
    SigningLevel,
)

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

    class Meta:
        model = Agreement
        fields = ["state", "kind", "level", "country"]

    def in_state(self, queryset, name, value):
        """Each record is in exactly one state: "in force" leaves to "expires soon" what expires soon."""
        on = timezone.localdate()
        expiring = queryset.expiring_within(days=EXPIRING_DAYS, on=on)
        asked = {
            AgreementState.PLANNED: queryset.planned,
            AgreementState.AGREED: queryset.agreed_in_talks,
            AgreementState.NOT_YET: lambda: queryset.not_yet_in_force(on=on),
            AgreementState.IN_FORCE: lambda: queryset.in_force(on=on).exclude(pk__in=expiring.values("pk")),
            AgreementState.EXPIRING: lambda: expiring,
            RUNNING: lambda: queryset.in_force(on=on),
            AgreementState.SUSPENDED: lambda: queryset.suspended(on=on),
            AgreementState.TERMINATED: lambda: queryset.terminated(on=on),
            AgreementState.EXPIRED: lambda: queryset.expired(on=on),
            AgreementState.UNKNOWN: lambda: queryset.of_unknown_term(on=on),
        }
        return asked[value]()


class ResourceFilter(RecordFilter):
    direction = filters.ChoiceFilter(label=_("Received or given"), choices=Direction.choices)
    kind = filters.ChoiceFilter(label=_("Kind of resource"), choices=ResourceKind.choices)
    country = filters.ChoiceFilter(label=_("Country"), choices=country_choices)
    partner = PartnerChoiceFilter(label=_("Partner"), field_name="partners")

    class Meta:
        model = Resource
        fields = ["direction", "kind", "country"]

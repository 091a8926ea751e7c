"""Filters above the list of agreements."""

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.filters.choices import PartnerChoiceFilter
from portal.countries import choices as country_choices
from portal.registers.filters import RecordFilter

from ..models import EXPIRING_DAYS, Agreement, AgreementKind, AgreementState, SigningLevel
from ..services.expiry import BACK, leads_on

RUNNING, ENDS_SOON = "running", "ends_soon"
SOON = 180  # days: what the dashboard warns of
DECISION, HEIR = "decision", "heir"


class AgreementFilter(RecordFilter):
    """`state` speaks of today; the days are those of signing."""

    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[
            *AgreementState.choices,
            (RUNNING, _("in force, with what expires soon")),
            (ENDS_SOON, _("expires within 180 days")),
        ],
        method="in_state",
    )
    kind = filters.ChoiceFilter(label=_("Kind of agreement"), choices=AgreementKind.choices)
    level = filters.ChoiceFilter(label=_("Level of signing"), choices=SigningLevel.choices)
    waits = filters.ChoiceFilter(
        label=_("Waits for"),
        choices=[(DECISION, _("a decision on its end")), (HEIR, _("the unit that takes it over"))],
        method="that_waits",
    )
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
        if value == ENDS_SOON:
            return queryset.expiring_within(days=SOON, on=on)
        return queryset.in_state(value, days=EXPIRING_DAYS, on=on)

    def never_carried_out(self, queryset, name, value):
        return queryset.never_carried_out()

    def that_waits(self, queryset, name, value):
        """Running out with nobody having decided what follows; or of a unit that ended, with no heir known."""
        on = timezone.localdate()
        if value == HEIR:
            return queryset.of_unclear_heir(on=on)
        return queryset.awaiting_decision(days=max(leads_on(on), default=0), on=on, back=BACK)

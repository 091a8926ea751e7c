"""Filters above the lists of contacts and counterparts."""

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.countries import choices as country_choices
from portal.registers.filters import RegisterFilter

from ..models import Contact, Counterpart, CounterpartKind
from .choices import PartnerChoiceFilter

CURRENT, FORMER = "current", "former"


class ContactFilter(RegisterFilter):
    partner = PartnerChoiceFilter(label=_("Partner"))
    country = filters.ChoiceFilter(label=_("Country"), field_name="partner__country", choices=country_choices)
    standing = filters.ChoiceFilter(
        label=_("In the post"),
        choices=[(CURRENT, _("in the post today")), (FORMER, _("no longer in the post"))],
        method="in_standing",
    )

    class Meta:
        model = Contact
        fields = ["partner", "country", "standing"]

    def in_standing(self, queryset, name, value):
        today = timezone.localdate()
        return queryset.current(on=today) if value == CURRENT else queryset.former(on=today)


class CounterpartFilter(RegisterFilter):
    kind = filters.ChoiceFilter(label=_("Kind"), choices=CounterpartKind.choices)
    partner = PartnerChoiceFilter(label=_("Partner"))

    class Meta:
        model = Counterpart
        fields = ["kind", "partner"]

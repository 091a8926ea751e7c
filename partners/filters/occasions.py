"""Filters above the list and the calendar of days to remember."""

import django_filters as filters
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.countries import choices as country_choices
from portal.registers.filters import RegisterFilter
from portal.ui.controls import RemoteSelect

from ..models import Calendar, Occasion, OccasionKind, Partner

MONTHS = [(str(month), _("month %(number)s") % {"number": month}) for month in range(1, 13)]
YEARLY, ONCE = "yearly", "once"


class OccasionFilter(RegisterFilter):
    """`month` is that of the solar calendar in which the occasion falls next; a country brings its partners' days."""

    kind = filters.ChoiceFilter(label=_("Occasion"), choices=OccasionKind.choices)
    country = filters.ChoiceFilter(label=_("Country"), choices=country_choices, method="of_country")
    month = filters.ChoiceFilter(label=_("Month"), choices=MONTHS, method="in_month")
    partner = filters.ModelChoiceFilter(
        label=_("Partner"),
        queryset=Partner.objects.live(),
        method="of_partner",
        widget=RemoteSelect(reverse_lazy("partners:partner-choices")),
    )
    rhythm = filters.ChoiceFilter(
        label=_("How often"), choices=[(YEARLY, _("every year")), (ONCE, _("once"))], method="by_rhythm"
    )

    class Meta:
        model = Occasion
        fields = ["kind", "country", "month", "partner"]

    def of_country(self, queryset, name, value):
        return queryset.of_country(value)

    def of_partner(self, queryset, name, value):
        return queryset.filter(pk__in=Occasion.objects.of_partner(value).values("pk"))

    def by_rhythm(self, queryset, name, value):
        return queryset.filter(is_yearly=value == YEARLY)

    def in_month(self, queryset, name, value):
        """Solar days are asked of the database; the few lunar ones are counted out."""
        on, month = timezone.localdate(), int(value)
        lunar = [
            row.pk
            for row in Occasion.objects.filter(calendar=Calendar.LUNAR).only(
                "calendar", "is_yearly", "day", "month", "year"
            )
            if (day := row.next_on(on)) and day.month == month
        ]
        solar = queryset.filter(calendar=Calendar.SOLAR, month=month)
        return solar | queryset.filter(pk__in=lunar)


class ComingFilter(OccasionFilter):
    """The same above the calendar, whose months are its own headings."""

    month = rhythm = None

    class Meta(OccasionFilter.Meta):
        fields = ["kind", "country", "partner"]

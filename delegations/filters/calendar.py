"""Filters over the calendar: one form for delegations and conferences alike."""

import django_filters as filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.countries import choices as country_choices
from portal.registers.filters import RecordFilter

from ..models import Delegation, Event, Level, Mode, State

KINDS = [
    ("outgoing", _("outgoing delegations")),
    ("incoming", _("incoming delegations")),
    ("here", _("online and at home")),
    ("conference", _("conferences")),
]


class Kept(filters.CharFilter):
    """A part of the address that the filters keep, and that filters nothing."""

    def __init__(self):
        super().__init__(widget=forms.HiddenInput)

    def filter(self, queryset, value):
        return queryset


class CalendarFilter(RecordFilter):
    """Put off and called off activities show only when they are asked for by their state.

    `view`, `day` and `by` are the page of the calendar; `since` and `until` belong to the list of what comes.
    """

    order = ("unit", "kind", "country", "level", "state")
    kind = filters.ChoiceFilter(label=_("Kind"), choices=KINDS, method="of_kind")
    country = filters.ChoiceFilter(label=_("Country"), choices=country_choices, method="of_country")
    level = filters.ChoiceFilter(label=_("Level"), choices=Level.choices)
    state = filters.ChoiceFilter(label=_("State"), choices=State.choices, method="seen_as")
    view, day, by = Kept(), Kept(), Kept()
    counted = None

    class Meta:
        model = Delegation
        fields = []

    def of_kind(self, queryset, name, value):
        if queryset.model is Event or value == "conference":
            return queryset if queryset.model is Event and value == "conference" else queryset.none()
        if value == "here":
            return queryset.online() | queryset.at_home()
        return queryset.filter(direction=value).exclude(mode=Mode.ONLINE)

    def of_country(self, queryset, name, value):
        return queryset.filter(country=value) if queryset.model is Event else queryset.of_country(value)

    def seen_as(self, queryset, name, value):
        return queryset.seen_as(value, on=timezone.localdate())


class PageFilter(CalendarFilter):
    """The pages by week, month, quarter and year choose their days by themselves."""

    since = until = None

    class Meta(CalendarFilter.Meta):
        pass

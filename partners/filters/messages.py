"""Filters above the registers of letters and of their templates."""

import django_filters as filters
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.countries import choices as country_choices
from portal.registers.filters import RecordFilter, RegisterFilter
from portal.ui.controls import RemoteSelect

from ..models import (
    Flow,
    LetterLanguage,
    Message,
    MessageKind,
    MessageState,
    MessageTemplate,
    OccasionKind,
    Partner,
)
from ..models.message import VIETNAMESE

UNSENT, UNANSWERED = "unsent", "unanswered"


def _years():
    this_year = timezone.localdate().year
    return [(str(year), str(year)) for year in range(this_year, this_year - 8, -1)]


class MessageFilter(RecordFilter):
    """`year` is that of sending, for letters that came that of receipt."""

    since = until = counted = None
    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[(UNSENT, _("not sent yet")), (UNANSWERED, _("not answered yet")), *MessageState.choices],
        method="in_state",
    )
    flow = filters.ChoiceFilter(
        label=_("Who writes"), choices=[(Flow.OURS, Flow.OURS.label), (Flow.THEIRS, Flow.THEIRS.label)]
    )
    kind = filters.ChoiceFilter(label=_("Kind of letter"), choices=MessageKind.choices)
    partner = filters.ModelChoiceFilter(
        label=_("Partner"),
        queryset=Partner.objects.live(),
        widget=RemoteSelect(reverse_lazy("partners:partner-choices")),
    )
    country = filters.ChoiceFilter(label=_("Country"), field_name="partner__country", choices=country_choices)
    year = filters.ChoiceFilter(label=_("Year"), choices=_years, method="in_year")

    class Meta:
        model = Message
        fields = ["state", "flow", "kind", "partner", "country", "year"]

    def in_state(self, queryset, name, value):
        if value == UNSENT:
            return queryset.filter(state=MessageState.DRAFT)
        if value == UNANSWERED:
            return queryset.filter(state__in=[MessageState.SENT, MessageState.RECEIVED])
        return queryset.filter(state=value)

    def in_year(self, queryset, name, value):
        return queryset.filter(Q(sent_on__year=value) | Q(received_on__year=value))


class TemplateFilter(RegisterFilter):
    kind = filters.ChoiceFilter(label=_("Kind of letter"), choices=MessageKind.choices)
    occasion_kind = filters.ChoiceFilter(label=_("Occasion"), choices=OccasionKind.choices)
    language = filters.ChoiceFilter(
        label=_("Language"), choices=[(VIETNAMESE, _("Vietnamese")), *LetterLanguage.choices]
    )

    class Meta:
        model = MessageTemplate
        fields = ["kind", "occasion_kind", "language"]

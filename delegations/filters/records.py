"""Filters above the lists of delegations and conferences, and over the calendar."""

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.filters.choices import PartnerChoiceFilter
from portal.countries import choices as country_choices
from portal.registers.filters import RecordFilter

from ..models import ContentTheme, Delegation, DossierState, Event, EventKind, Level, OurRole, State

GROUPS = [
    ("outgoing", _("outgoing delegations")),
    ("incoming", _("incoming delegations")),
    ("here", _("online and at home")),
]


APART = "apart"


class ActivityFilter(RecordFilter):
    country = filters.ChoiceFilter(label=_("Country"), choices=country_choices)
    partner = PartnerChoiceFilter(label=_("Partner"), method="with_partner")
    state = filters.ChoiceFilter(label=_("State"), choices=State.choices, method="seen_as")
    dossier = filters.ChoiceFilter(
        label=_("Dossier"), field_name="dossier_state", choices=DossierState.choices
    )
    theme = filters.ChoiceFilter(label=_("Theme"), field_name="content_theme", choices=ContentTheme.choices)

    def with_partner(self, queryset, name, value):
        return queryset.with_partner(value)

    def seen_as(self, queryset, name, value):
        return queryset.seen_as(value, on=timezone.localdate())


class DelegationFilter(ActivityFilter):
    order = (
        "direction",
        "state",
        "country",
        "partner",
        "unit",
        "level",
        "theme",
        "dossier",
        "since",
        "until",
    )
    direction = filters.ChoiceFilter(label=_("Direction"), choices=GROUPS, method="of_direction")
    country = filters.ChoiceFilter(label=_("Country"), choices=country_choices, method="of_country")
    level = filters.ChoiceFilter(label=_("Level"), choices=Level.choices)
    counted = filters.ChoiceFilter(
        label=_("Counting"), method="as_counted",
        choices=[("yes", _("only what figures count")), (APART, _("the same, without those to conferences of the register"))],
    )  # fmt: skip
    bodies = filters.ChoiceFilter(
        label=_("International bodies"),
        choices=[("only", _("only with them (ILO, ATUC…)")), ("without", _("without them"))],
        method="of_bodies",
    )

    class Meta:
        model = Delegation
        fields = ["level"]

    def of_direction(self, queryset, name, value):
        if value == "here":
            return queryset.online() | queryset.at_home()
        return queryset.outgoing() if value == "outgoing" else queryset.incoming()

    def as_counted(self, queryset, name, value):
        found = super().as_counted(queryset, name, value)
        if value != APART:
            return found
        return found.counted_apart(Event.objects.visible_to(self.request.user).live().held())

    def of_country(self, queryset, name, value):
        return queryset.of_country(value)

    def of_bodies(self, queryset, name, value):
        """Activity with international bodies stands under no country, wherever they meet."""
        found = queryset.with_international_bodies()
        return found if value == "only" else queryset.exclude(pk__in=found.values("pk"))


class EventFilter(ActivityFilter):
    order = (
        "event_kind",
        "our_role",
        "level",
        "state",
        "country",
        "partner",
        "unit",
        "theme",
        "dossier",
        "since",
        "until",
    )
    event_kind = filters.ChoiceFilter(label=_("Kind"), choices=EventKind.choices)
    our_role = filters.ChoiceFilter(label=_("Our part"), choices=OurRole.choices)

    class Meta:
        model = Event
        fields = ["country", "event_kind", "our_role", "level"]

"""Filters above the list of partners."""

import django_filters as filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.countries import choices as country_choices
from portal.registers.filters import RegisterFilter, WordsFilter

from ..figures.registration import warned_days
from ..models import Affiliation, Partner, PartnerType, PriorityGroup, RelationshipLevel, RelationshipState
from .choices import responsible_officers

RELATED = "related"
ENDING = "ending"


class RankedWords(WordsFilter):
    """Every word must be found in a name, accents or not; the likeliest partners stand first."""

    def filter(self, queryset, value):
        return queryset.ranked(value) if value else queryset


def _parents(request):
    parents = Partner.objects.live().filter(pk__in=Affiliation.objects.values("parent"))
    return parents.only("name_vi", "acronym")


class PartnerFilter(RegisterFilter):
    q = RankedWords(label=_("Words"), widget=forms.TextInput(attrs={"type": "search"}))
    country = filters.ChoiceFilter(label=_("Country"), choices=country_choices)
    partner_type = filters.ChoiceFilter(label=_("Kind of partner"), choices=PartnerType.choices)
    priority_group = filters.ChoiceFilter(
        label=_("Priority group"), choices=PriorityGroup.choices, method="in_group"
    )
    relationship_state = filters.ChoiceFilter(
        label=_("Relationship"),
        choices=[*RelationshipState.choices, (RELATED, _("all but the interrupted"))],
        method="in_relationship",
    )
    relationship_level = filters.ChoiceFilter(
        label=_("Level of the relationship"), choices=RelationshipLevel.choices
    )
    focus = filters.ChoiceFilter(
        label=_("Focus"), choices=[("yes", _("focus partners only"))], method="in_focus"
    )
    responsible = filters.ModelChoiceFilter(label=_("Responsible officer"), queryset=responsible_officers)
    member_of = filters.ModelChoiceFilter(label=_("Belongs to"), queryset=_parents, method="belonging_to")
    registration = filters.ChoiceFilter(
        label=_("Registration (NGO)"), choices=[(ENDING, _("runs out soon or has run out"))], method="ending"
    )

    class Meta:
        model = Partner
        fields = ["country", "partner_type", "relationship_level", "responsible"]

    def in_group(self, queryset, name, value):
        return queryset.of_group(value)

    def in_relationship(self, queryset, name, value):
        return queryset.in_relations() if value == RELATED else queryset.filter(relationship_state=value)

    def in_focus(self, queryset, name, value):
        return queryset.filter(is_focus=True)

    def belonging_to(self, queryset, name, value):
        return queryset.filter(pk__in=value.affiliates.values("partner"))

    def ending(self, queryset, name, value):
        today = timezone.localdate()
        return queryset.registration_ending(on=today, days=warned_days(today))

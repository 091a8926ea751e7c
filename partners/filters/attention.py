"""Filters above the list of partners that want attention."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from portal.registers.filters import RegisterFilter

from ..figures.gap_rules import Verdict
from ..models import Partner, PriorityGroup, RelationshipLevel
from .choices import responsible_officers


class AttentionFilter(RegisterFilter):
    """`verdict` is judged after the database answered: the view applies it."""

    order = ("verdict", "relationship_level", "priority_group")
    verdict = filters.ChoiceFilter(
        label=_("Verdict"),
        empty_label=_("those that want attention"),
        choices=[*Verdict.choices, ("all", _("all partners"))],
        method="unchanged",
    )
    relationship_level = filters.ChoiceFilter(
        label=_("Level of the relationship"), choices=RelationshipLevel.choices
    )
    priority_group = filters.ChoiceFilter(label=_("Priority group"), choices=PriorityGroup.choices)
    is_focus = filters.ChoiceFilter(label=_("Focus partners"), choices=[("True", _("only focus partners"))])
    responsible = filters.ModelChoiceFilter(label=_("Responsible officer"), queryset=responsible_officers)

    class Meta:
        model = Partner
        fields = ["verdict", "relationship_level", "priority_group", "is_focus", "responsible"]

    def unchanged(self, queryset, name, value):
        return queryset

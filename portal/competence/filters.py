"""Filters above the lists of the competence pool."""

from typing import ClassVar

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import units_for
from portal.deadlines import rules
from portal.people.models import Expertise, Field, Language, LanguageLevel
from portal.registers.filters import RegisterFilter
from portal.units.models import Closure, Unit

from .models import Officer, UnitCapacity

#: The rule that says how many years of service a candidate for an international seat still needs.
YEARS_TO_STAND = "C3"
YES = [("yes", _("yes"))]
ANY = "any"
LEVELS = [choice for choice in LanguageLevel.values]


def units_read(request):
    return (
        units_for(request.user, Permission.RECORD_VIEW).order_by("sort_key").only("short_name")
        if request
        else Unit.objects.none()
    )


def units_with_below(unit: Unit):
    """The unit, those below it and those that merged into it."""
    return Closure.objects.reached_from([unit.pk]).values("unit_id")


class OfficerFilter(RegisterFilter):
    """Language, level and interpreting are asked of one and the same language of a person."""

    spoken: ClassVar = ("language", "level", "interprets")
    language = filters.ChoiceFilter(
        label=_("Language"), choices=[(ANY, _("any foreign language")), *Language.choices], method="together"
    )
    level = filters.ChoiceFilter(
        label=_("At least at level"), choices=LanguageLevel.choices, method="together"
    )
    interprets = filters.ChoiceFilter(label=_("Can interpret"), choices=YES, method="together")
    expertise = filters.ChoiceFilter(label=_("Expertise"), choices=Field.choices, method="skilled_in")
    unit = filters.ModelChoiceFilter(label=_("Unit"), queryset=units_read, method="of_unit")
    time = filters.ChoiceFilter(
        label=_("Working time"),
        choices=[("full", _("full-time")), ("part", _("part-time"))],
        method="working",
    )
    retiring = filters.ChoiceFilter(
        label=_("Retires within"),
        choices=[(number, _("%(years)s years") % {"years": number}) for number in ("1", "2", "3", "5")],
        method="retiring_soon",
    )
    stands = filters.ChoiceFilter(label=_("Can stand for a seat"), choices=YES, method="able_to_stand")
    counted = filters.ChoiceFilter(
        label=_("Counting"), choices=[("yes", _("only officers of units that report"))], method="as_counted"
    )

    class Meta:
        model = Officer
        fields: ClassVar = []

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        asked = {name: self.form.cleaned_data.get(name) for name in self.spoken}
        if not any(asked.values()):
            return queryset
        levels = LEVELS[LEVELS.index(asked["level"]) :] if asked["level"] else ()
        language = "" if asked["language"] == ANY else asked["language"]
        return queryset.speaking(language, tuple(levels), interpreting=bool(asked["interprets"]))

    def as_counted(self, queryset, name, value):
        """Whom the figures of units count: who holds a post today in a unit that reports."""
        today = timezone.localdate()
        units = units_for(self.request.user, Permission.RECORD_VIEW).reporting().as_of(today)
        return queryset.of_units(units.values("pk"), on=today)

    def together(self, queryset, name, value):
        """Asked in `filter_queryset`, of one language at once."""
        return queryset

    def skilled_in(self, queryset, name, value):
        return queryset.filter(pk__in=Expertise.objects.filter(field=value).values("person_id"))

    def of_unit(self, queryset, name, value):
        return queryset.of_units(units_with_below(value), on=timezone.localdate())

    def working(self, queryset, name, value):
        return queryset.filter(is_full_time=value == "full")

    def retiring_soon(self, queryset, name, value):
        return queryset.retiring_within(int(value), on=timezone.localdate())

    def able_to_stand(self, queryset, name, value):
        today = timezone.localdate()
        return queryset.able_to_stand(today, rules.number(YEARS_TO_STAND, today) or 0)


class CapacityFilter(RegisterFilter):
    year = filters.NumberFilter(label=_("Year"))
    unit = filters.ModelChoiceFilter(label=_("Unit"), queryset=units_read, method="of_unit")

    class Meta:
        model = UnitCapacity
        fields: ClassVar = ["year"]

    def of_unit(self, queryset, name, value):
        return queryset.of_units(units_with_below(value))

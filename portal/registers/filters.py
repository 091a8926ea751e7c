"""The filter that every list begins with: words without accents; and, for records of units, unit and days."""

import datetime as dt
from collections.abc import Sequence
from copy import copy
from typing import ClassVar

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.access.scope import units_for
from portal.text.fields import PartialDateFormField
from portal.ui.refusals import NamedRefusals
from portal.units.models import Closure


class WordsFilter(filters.CharFilter):
    """Every word must be found in the record, accents or not."""

    def filter(self, queryset, value):
        return queryset.search(value) if value else queryset


class _Declared(dict):
    """The filters of a class. Each request has copies of its own (`FilterSet.__init__` copies deeply): of a filter
    and of what its field is made with. The rest is the same for all, and fields copy their widgets themselves.
    """

    def __deepcopy__(self, memo):
        return {name: _own(one) for name, one in self.items()}


def _own(one: filters.Filter) -> filters.Filter:
    made = copy(one)
    made.extra = dict(one.extra)
    made.method = one.method  # so that its method is asked of the request's own filter set
    return made


class RegisterFilter(filters.FilterSet):
    """`order` names filters as they are shown; the words come first, those not named last."""

    order: ClassVar[Sequence[str]] = ()
    q = WordsFilter(label=_("Words"), widget=forms.TextInput(attrs={"type": "search"}))

    @classmethod
    def get_filters(cls):
        found = super().get_filters()
        names = [name for name in ("q", *cls.order) if name in found]
        return _Declared((name, found[name]) for name in [*names, *(n for n in found if n not in names)])

    def get_form_class(self):
        """The form of django-filter, refusing in our words."""
        made = super().get_form_class()
        return type(made.__name__, (NamedRefusals, made), {})


class _PartialDateFilter(filters.Filter):
    field_class = PartialDateFormField


def _own_units(request):
    from portal.units.models import Unit

    mine = units_for(request.user, "record.view") if request else Unit.objects.none()
    return mine.order_by("sort_key").only("short_name")


class RecordFilter(RegisterFilter):
    """Words, unit with all below it, and the days between which the record falls."""

    unit = filters.ModelChoiceFilter(label=_("Unit"), queryset=_own_units, method="of_unit")
    alone = filters.ChoiceFilter(
        label=_("Units below"),
        choices=[("yes", _("without them, led by the unit itself"))],
        method="of_unit_alone",
    )
    since = _PartialDateFilter(label=_("From day"), method="from_day")
    until = _PartialDateFilter(label=_("To day"), method="to_day")
    counted = filters.ChoiceFilter(
        label=_("Counting"), choices=[("yes", _("only what figures count"))], method="as_counted"
    )

    def of_unit(self, queryset, name, value):
        """Records of the unit, of those below it and of those that merged into it."""
        return queryset.of_units(Closure.objects.reached_from([value.pk]).values("unit_id"))

    def of_unit_alone(self, queryset, name, value):
        """As tables by unit count: each record with the one unit that leads it."""
        unit = self.form.cleaned_data.get("unit")
        return queryset.filter(unit=unit) if unit else queryset

    def from_day(self, queryset, name, value):
        return queryset.filter(placed_to__gte=value.earliest)

    def to_day(self, queryset, name, value):
        return queryset.filter(placed_from__lte=value.latest)

    def as_counted(self, queryset, name, value):
        """What the figures of these days count: done, not planned, and surely inside the days."""
        days = self.form.cleaned_data
        first, last = days.get("since"), days.get("until")
        return queryset.counted().within(
            first.earliest if first else dt.date.min, last.latest if last else dt.date.max
        )

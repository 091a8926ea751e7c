"""Filters above the list of cost norms."""

import django_filters as filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.filters import RegisterFilter

from ..models import BudgetKind, GuestClass, Norm

NOW, ENDED, COMING = "now", "ended", "coming"


class NormFilter(RegisterFilter):
    order = ("kind", "guest_class", "force")
    kind = filters.ChoiceFilter(label=_("Kind of cost"), choices=BudgetKind.choices)
    guest_class = filters.ChoiceFilter(label=_("Class of guests"), choices=GuestClass.choices)
    force = filters.ChoiceFilter(
        label=_("Validity"), method="by_force",
        choices=[(NOW, _("in force today")), (COMING, _("from a later day")), (ENDED, _("ended"))],
    )  # fmt: skip

    class Meta:
        model = Norm
        fields = ["kind", "guest_class"]

    def by_force(self, queryset, name, value):
        today = timezone.localdate()
        if value == COMING:
            return queryset.filter(valid_from__gt=today)
        if value == ENDED:
            return queryset.filter(valid_to__lt=today)
        return queryset.filter(Q(valid_to=None) | Q(valid_to__gte=today), valid_from__lte=today)

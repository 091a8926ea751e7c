"""What the page of terms is asked about."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from ..figures.terms import Dimension
from ..models import Agreement
from .agreements import AgreementFilter


class TermFilter(AgreementFilter):
    """The filters of the list, and by what the table is made; the view reads the first one."""

    order = ("by", "unit", "partner", "country", "kind", "level", "carried_out")
    by = filters.ChoiceFilter(
        label=_("Rows"), choices=Dimension.choices, method="unchanged", empty_label=None
    )
    state = None
    since = None
    until = None

    class Meta:
        model = Agreement
        fields = ["kind", "level", "country"]

    def unchanged(self, queryset, name, value):
        return queryset

"""What the page of trends of resources is asked about."""

import django_filters as filters
from django.db import models
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from ..models import Direction, Resource
from .resources import ResourceFilter

YEARS_OFFERED = 20


class TrendDimension(models.TextChoices):
    DONOR = "donor", _("Donor")
    UNIT = "unit", _("Unit")
    YEAR = "year", _("Year")


def _years() -> list[tuple[str, str]]:
    this = timezone.localdate().year
    return [(str(year), str(year)) for year in range(this, this - YEARS_OFFERED, -1)]


class TrendFilter(ResourceFilter):
    """The filters of the list, by what the table is made, and the last of the five years; the view reads those two."""

    order = ("by", "last_year", "direction", "kind", "unit", "border", "partner", "country")
    by = filters.ChoiceFilter(
        label=_("Rows"), choices=TrendDimension.choices, method="unchanged", empty_label=None
    )
    last_year = filters.ChoiceFilter(
        label=_("Five years up to"), choices=lazy(_years, list)(), method="unchanged", empty_label=None
    )
    direction = filters.ChoiceFilter(
        label=_("Received or given"), choices=Direction.choices, empty_label=None
    )
    border = filters.ChoiceFilter(
        label=_("Border provinces"), choices=[("yes", _("only border provinces"))], method="of_the_border"
    )
    since = None
    until = None

    class Meta:
        model = Resource
        fields = ["direction", "kind", "country"]

    def unchanged(self, queryset, name, value):
        return queryset

    def of_the_border(self, queryset, name, value):
        return queryset.filter(unit__is_border=True)

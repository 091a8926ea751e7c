"""Filters above the lists of annual plans and of their lines."""

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.filters.choices import PartnerChoiceFilter
from portal.countries import choices as country_choices
from portal.registers.filters import RecordFilter

from ..figures.border import border_provinces, homes_of
from ..models import AnnualPlan, CancelReason, FundingSource, LineCondition, LineKind, PlanItem, PlanState


class PlanFilter(RecordFilter):
    """A plan has a year, no days."""

    order = ("year", "unit", "state")
    since = until = counted = None
    year = filters.NumberFilter(label=_("Year"))
    state = filters.ChoiceFilter(label=_("State"), choices=PlanState.choices)

    class Meta:
        model = AnnualPlan
        fields = ["year", "state"]


PUT_OFF = "put_off"


class PlanItemFilter(RecordFilter):
    order = (
        "year", "kind", "condition", "unit", "country", "partner", "funding_source", "because", "added", "border", "since",
        "until",
    )  # fmt: skip
    counted = None
    year = filters.NumberFilter(label=_("Year"), field_name="plan__year")
    plan = filters.ModelChoiceFilter(label=_("Annual plan"), queryset=lambda request: _plans(request))
    kind = filters.ChoiceFilter(label=_("Kind"), choices=LineKind.choices)
    condition = filters.ChoiceFilter(
        label=_("State"), method="in_condition",
        choices=[*LineCondition.choices, (PUT_OFF, _("postponed or carried over"))],
    )  # fmt: skip
    country = filters.ChoiceFilter(label=_("Country"), choices=country_choices)
    partner = PartnerChoiceFilter(label=_("Partner"), field_name="partners")
    funding_source = filters.ChoiceFilter(label=_("Source of funds"), choices=FundingSource.choices)
    because = filters.ChoiceFilter(
        label=_("Not carried out because"), choices=CancelReason.choices, field_name="cancel_reason"
    )
    added = filters.ChoiceFilter(
        label=_("Added during the year"),
        choices=[("yes", _("only additions")), ("no", _("only as approved"))],
        method="as_added",
    )

    border = filters.ChoiceFilter(
        label=_("Border provinces"),
        choices=[("yes", _("only theirs, of approved plans"))],
        method="of_border",
    )

    class Meta:
        model = PlanItem
        fields = ["kind", "country", "funding_source"]

    def in_condition(self, queryset, name, value):
        asked = (LineCondition.POSTPONED, LineCondition.CARRIED) if value == PUT_OFF else (value,)
        return queryset.filter(condition__in=asked)

    def of_border(self, queryset, name, value):
        """The lines that the sums of border provinces are made of: of those of today, and what merged into them."""
        provinces = border_provinces(self.request.user, on=timezone.localdate())
        return queryset.approved().filter(unit_id__in=homes_of(provinces))

    def as_added(self, queryset, name, value):
        return queryset.filter(is_addition=value == "yes")


def _plans(request):
    if request is None:
        return AnnualPlan.objects.none()
    plans = AnnualPlan.objects.visible_to(request.user).live().select_related("unit")
    return plans.only("year", "unit__short_name")

"""Filters above the lists of our standing."""

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.filters import RecordFilter, RegisterFilter

from ..forms.standing import bodies
from ..models import (
    Candidacy,
    CandidacyStage,
    ContentTheme,
    GlobalTopic,
    Initiative,
    InitiativeKind,
    Obligation,
    ObligationKind,
    ObligationState,
    Position,
    PositionKind,
)
from ..services.mandates import ending_mandates, mandates_without_plan

HELD, ENDING, NO_PLAN, ENDED = "held", "ending", "no_plan", "ended"
UNDER_WAY, CLOSED = "under_way", "closed"
OTHERS, DONE = "others", "done"


def _years():
    this_year = timezone.localdate().year
    return [(str(year), str(year)) for year in range(this_year + 1, this_year - 8, -1)]


class PositionFilter(RegisterFilter):
    term = filters.ChoiceFilter(
        label=_("Term of office"),
        choices=[(HELD, _("held now")), (ENDING, _("ends soon")), (NO_PLAN, _("ends soon, no plan yet")), (ENDED, _("ended"))],
        method="by_term",
    )  # fmt: skip
    kind = filters.ChoiceFilter(label=_("Kind"), choices=PositionKind.choices)
    partner = filters.ModelChoiceFilter(
        label=_("Organisation"), queryset=lambda request: bodies().only("name_vi", "acronym")
    )

    class Meta:
        model = Position
        fields = ["term", "kind", "partner"]

    def by_term(self, queryset, name, value):
        today = timezone.localdate()
        if value == HELD:
            return queryset.held(on=today)
        if value == ENDED:
            return queryset.ended(on=today)
        if value == ENDING:
            return ending_mandates(queryset, on=today)
        return mandates_without_plan(queryset, self.request.user, on=today)


class OfUnitFilter(RecordFilter):
    """Words and unit; these records have no days of their own, or other ones."""

    since = until = counted = None


class ObligationFilter(OfUnitFilter):
    order = ("year", "state", "kind", "partner", "unit")
    year = filters.ChoiceFilter(label=_("Year"), choices=_years)
    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[*ObligationState.choices, (DONE, _("done, in time or late"))],
        method="by_state",
    )
    kind = filters.ChoiceFilter(label=_("Kind"), choices=ObligationKind.choices)
    partner = filters.ModelChoiceFilter(
        label=_("Organisation"), queryset=lambda request: bodies().only("name_vi", "acronym")
    )

    class Meta:
        model = Obligation
        fields = ["year", "state", "kind", "partner"]

    def by_state(self, queryset, name, value):
        if value == DONE:
            return queryset.done_in_time() | queryset.done_late()
        return queryset.in_state(value, on=timezone.localdate())


class CandidacyFilter(OfUnitFilter):
    order = ("stage", "partner", "unit")
    stage = filters.ChoiceFilter(
        label=_("Stage"),
        choices=[(UNDER_WAY, _("in progress")), (CLOSED, _("finished")), *CandidacyStage.choices],
        method="by_stage",
    )
    partner = filters.ModelChoiceFilter(
        label=_("Organisation"), queryset=lambda request: bodies().only("name_vi", "acronym")
    )

    class Meta:
        model = Candidacy
        fields = ["stage", "partner"]

    def by_stage(self, queryset, name, value):
        if value == UNDER_WAY:
            return queryset.under_way()
        if value == CLOSED:
            return queryset.exclude(pk__in=queryset.under_way().values("pk"))
        return queryset.filter(stage=value)


class InitiativeFilter(RecordFilter):
    counted = None
    order = ("content_theme", "topic", "kind", "partner", "unit", "since", "until")
    content_theme = filters.ChoiceFilter(label=_("Theme"), choices=ContentTheme.choices)
    topic = filters.ChoiceFilter(label=_("Topic"), choices=GlobalTopic.choices)
    kind = filters.ChoiceFilter(
        label=_("Kind"),
        choices=[*InitiativeKind.choices, (OTHERS, _("all but initiatives"))],
        method="of_kind",
    )
    partner = filters.ModelChoiceFilter(
        label=_("Organisation"), queryset=lambda request: bodies().only("name_vi", "acronym")
    )

    class Meta:
        model = Initiative
        fields = ["content_theme", "topic", "kind", "partner"]

    def of_kind(self, queryset, name, value):
        return (
            queryset.exclude(kind=InitiativeKind.INITIATIVE)
            if value == OTHERS
            else queryset.filter(kind=value)
        )

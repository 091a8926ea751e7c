"""Filters above the lists of procedures, of their stages and parts, and of the yearly reports on agreements."""

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.filters import RecordFilter, RegisterFilter

from ..models import (
    AgreementYear,
    Direction,
    GrantPart,
    GrantStep,
    Procedure,
    ProcedurePart,
    ProcedureStage,
    ProcedureState,
    Purpose,
    ResourceKind,
    SigningLevel,
    StageCode,
)

YES = "yes"


class ProcedureFilter(RecordFilter):
    """A procedure has the day on which it was opened; `waits` speaks of today."""

    order = ("waits", "state", "purpose", "unit", "level")
    counted = None
    waits = filters.ChoiceFilter(
        label=_("Waits for"),
        choices=[
            ("open", _("anything: it is open")),
            ("opinions", _("opinions that are overdue")),
            ("report", _("its report")),
            ("overdue", _("something overdue")),
        ],
        method="as_waiting",
    )
    state = filters.ChoiceFilter(label=_("State"), choices=ProcedureState.choices)
    purpose = filters.ChoiceFilter(label=_("Leads to"), choices=Purpose.choices)
    level = filters.ChoiceFilter(
        label=_("Level of signing"), choices=SigningLevel.choices, field_name="agreement__level"
    )

    class Meta:
        model = Procedure
        fields = ["state", "purpose"]

    def as_waiting(self, queryset, name, value):
        on = timezone.localdate()
        return {
            "open": queryset.open,
            "opinions": lambda: queryset.awaiting_opinions(on=on),
            "report": queryset.to_report,
            "overdue": lambda: queryset.overdue(on=on),
        }[value]()

    def from_day(self, queryset, name, value):
        return queryset.filter(opened_on__gte=value.earliest)

    def to_day(self, queryset, name, value):
        return queryset.filter(opened_on__lte=value.latest)


class ProcedureStageFilter(RegisterFilter):
    code = filters.ChoiceFilter(label=_("Stage"), choices=StageCode.choices)
    level = filters.ChoiceFilter(label=_("Level of signing"), choices=SigningLevel.choices)
    purpose = filters.ChoiceFilter(label=_("Leads to"), choices=Purpose.choices)

    class Meta:
        model = ProcedureStage
        fields = ["code", "level", "purpose"]


class ProcedurePartFilter(RegisterFilter):
    stage = filters.ChoiceFilter(label=_("Needed before"), choices=StageCode.choices)
    level = filters.ChoiceFilter(label=_("Level of signing"), choices=SigningLevel.choices)
    purpose = filters.ChoiceFilter(label=_("Leads to"), choices=Purpose.choices)

    class Meta:
        model = ProcedurePart
        fields = ["stage", "level", "purpose"]


class GrantPartFilter(RegisterFilter):
    step = filters.ChoiceFilter(label=_("Needed before"), choices=GrantStep.choices)
    direction = filters.ChoiceFilter(label=_("Received or given"), choices=Direction.choices)
    kind = filters.ChoiceFilter(label=_("Kind of resource"), choices=ResourceKind.choices)

    class Meta:
        model = GrantPart
        fields = ["step", "direction", "kind"]


class AgreementYearFilter(RecordFilter):
    """A yearly report has a year, no days."""

    order = ("year", "unit", "sent")
    since = until = counted = None
    year = filters.NumberFilter(label=_("Year"))
    sent = filters.ChoiceFilter(
        label=_("Sent"), choices=[(YES, _("sent")), ("no", _("not sent yet"))], method="as_sent"
    )

    class Meta:
        model = AgreementYear
        fields = ["year"]

    def as_sent(self, queryset, name, value):
        return queryset.exclude(sent_on=None) if value == YES else queryset.filter(sent_on=None)

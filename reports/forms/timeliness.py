"""What the page of timeliness and quality is asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.deadlines.models import PeriodKind
from portal.ui.refusals import NamedRefusals
from portal.units.models import REPORTING_TYPES, UnitType
from reports.models import ReportType

NUMBERS = (8, 12, 24)
LABELS = dict(UnitType.choices)


class TimelinessForm(NamedRefusals, forms.Form):
    """Which cycles and units stand on the board; without an answer the last 24 cycles of every kind."""

    kind = forms.ChoiceField(
        label=_("Period"), required=False, choices=[("", _("all periods")), *PeriodKind.choices]
    )
    type = forms.ModelChoiceField(
        ReportType.objects.none(), label=_("Type of report"), required=False, empty_label=_("all types")
    )
    unit_type = forms.ChoiceField(
        label=_("Kind of unit"), required=False,
        choices=[("", _("all kinds")), *((kind.value, LABELS[kind]) for kind in REPORTING_TYPES)],
    )  # fmt: skip
    number = forms.TypedChoiceField(
        label=_("How many periods"), required=False, coerce=int, empty_value=None,
        choices=[("", _("the last 24")), (12, _("the last 12")), (8, _("the last 8"))],
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["type"].queryset = ReportType.objects.all()

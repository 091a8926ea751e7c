"""Opening reports of any type, and the exception from the lock for one unit."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.deadlines.models import PeriodKind
from portal.deadlines.periods import period_for
from portal.ui.refusals import NamedRefusals
from portal.units.models import Unit
from reports.models import Nature, ReportType, TypeVersion


class UnitsField(forms.ModelMultipleChoiceField):
    """Units by their names; none chosen: all that the type asks."""

    def __init__(self):
        super().__init__(
            Unit.objects.none(), label=_("Asked of these units only"), required=False,
            help_text=_("Left empty: all units of the kinds that the type names."),
        )  # fmt: skip


class AskForm(NamedRefusals, forms.Form):
    """What every opening has: the days, and of whom it is asked."""

    due_on = forms.DateField(label=_("Deadline"), required=False)
    lock_on = forms.DateField(
        label=_("Locked after"),
        required=False,
        help_text=_("Left empty: late reports are taken at any time."),
    )

    def __init__(self, *args, version: TypeVersion, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["addressees"] = UnitsField()
        kinds = version.layout.unit_types
        rows = Unit.objects.filter(unit_type__in=kinds) if kinds else Unit.objects.reporting()
        self.fields["addressees"].queryset = rows.order_by("sort_key")


class OpenCycleForm(AskForm):
    """Period, year and number; the window and the deadline follow from the tables and can be set otherwise."""

    kind = forms.ChoiceField(label=_("Period"), initial=PeriodKind.HALF_YEAR)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100, localize=False)
    index = forms.IntegerField(
        label=_("Number in the year"),
        min_value=1,
        max_value=12,
        initial=1,
        help_text=_("Half-year 1 or 2, quarter 1 to 4."),
    )
    field_order = ["kind", "year", "index", "due_on", "lock_on", "addressees"]

    def __init__(self, *args, version: TypeVersion, **kwargs):
        super().__init__(*args, version=version, **kwargs)
        asked = version.layout.period_kinds
        self.fields["kind"].choices = [row for row in PeriodKind.choices if row[0] in asked]
        self.fields["due_on"].help_text = _(
            "Left empty: by the deadlines of the type, else the table of periods."
        )

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            try:
                self.period = period_for(cleaned["kind"], cleaned["year"], cleaned["index"])
            except (ValueError, LookupError) as refused:
                self.add_error("index", str(refused))
        return cleaned


class OpenSubjectForm(AskForm):
    """A thematic or ad hoc report: its subject and the days of its data."""

    title = forms.CharField(label=_("Subject of the report"), max_length=200)
    starts_on = forms.DateField(label=_("Data from"))
    ends_on = forms.DateField(label=_("Data to"))
    field_order = ["title", "starts_on", "ends_on", "due_on", "lock_on", "addressees"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due_on"].required = True


def opening_form(type: ReportType):
    """The form that asks for a report of the type."""
    return OpenCycleForm if type.nature == Nature.PERIODIC else OpenSubjectForm


class UnlockForm(NamedRefusals, forms.Form):
    lock_on = forms.DateField(label=_("Locked after"))
    reason = forms.CharField(label=_("Reason"), max_length=300)

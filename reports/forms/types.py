"""The forms of a type of report: its name, what a version asks for, its deadlines."""

from collections.abc import Iterable

from django import forms
from django.core.validators import RegexValidator
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from portal.deadlines.models import PeriodKind
from portal.ui.refusals import NamedRefusals, PlainRows
from portal.units.models import UnitType
from reports.figures.layouts import ANNEXES, labels_of_indicators
from reports.models import FigureSpec, Indicator, Layout, Nature, SectionSpec, TypeVersion

LONGEST_CODE = 15  # with the code of a month it must fit into the code of a cycle
MOST_SECTIONS, MOST_FIGURES = 20, 100

_upper = RegexValidator(r"^[A-Z0-9-]+$", _("expected capital letters and digits, for example IV"))


class TypeForm(NamedRefusals, forms.Form):
    """A new type of report."""

    name = forms.CharField(label=_("Name"), max_length=150)
    code = forms.SlugField(
        label=_("Code"), max_length=LONGEST_CODE, help_text=_("Short; stands in the codes of its cycles.")
    )
    nature = forms.ChoiceField(label=_("Nature"), choices=Nature.choices)


class RenameForm(NamedRefusals, forms.Form):
    name = forms.CharField(label=_("Name"), max_length=150)
    is_active = forms.BooleanField(label=_("Reports of this type may be asked for"), required=False)


class LayoutForm(NamedRefusals, forms.Form):
    """What a version asks for, but its sections and figures, which are rows."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(label=_("What changed and why"), max_length=300, required=False)
    unit_types = forms.MultipleChoiceField(
        label=_("Kinds of units that owe it"), choices=UnitType.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    period_kinds = forms.MultipleChoiceField(
        label=_("Periods"), choices=PeriodKind.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("For periodic reports; what is asked for a subject has none."),
    )  # fmt: skip
    annexes = forms.MultipleChoiceField(
        label=_("Annexes"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(code, f"{code}. {title}") for code, title in ANNEXES.items()],
    )  # fmt: skip


class SectionForm(NamedRefusals, forms.Form):
    order = forms.IntegerField(label=_("Order"), min_value=1, max_value=999)
    code = forms.CharField(label=_("Code"), max_length=5, validators=[_upper])
    title_vi = forms.CharField(label=_("Title as printed"), max_length=150)
    guidance = forms.CharField(
        label=_("Guidance above the box"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_required = forms.BooleanField(label=_("must be written"), required=False)


class FigureForm(NamedRefusals, forms.Form):
    """One figure; the limits warn, they refuse nothing."""

    order = forms.IntegerField(label=_("Order"), min_value=1, max_value=999)
    indicator = forms.ChoiceField(label=_("Indicator"))
    is_required = forms.BooleanField(label=_("must be stated"), required=False)
    minimum = forms.DecimalField(
        label=_("Warn below"), required=False, min_value=0, max_digits=18, decimal_places=2, localize=True
    )
    maximum = forms.DecimalField(
        label=_("Warn above"), required=False, min_value=0, max_digits=18, decimal_places=2, localize=True
    )
    jump = forms.IntegerField(
        label=_("Warn when so many times more or less than a year before"),
        required=False,
        min_value=2,
        max_value=100,
    )

    def __init__(self, *args, choices: Iterable[tuple[str, str]] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = choices


class _Ordered(PlainRows):
    """Rows in the order that was typed; empty and deleted ones are left out."""

    def kept(self) -> list[dict]:
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data]
        return sorted((row for row in rows if not row.get("DELETE")), key=lambda row: row["order"])


class SectionRows(_Ordered):
    heading = _("Sections")
    row = _("Section %(number)s")

    def specs(self) -> tuple[SectionSpec, ...]:
        names = ("code", "title_vi", "guidance", "is_required")
        return tuple(SectionSpec(**{name: row[name] for name in names}) for row in self.kept())


class FigureRows(_Ordered):
    heading = _("Figures")
    row = _("Figure %(number)s")

    def specs(self) -> tuple[FigureSpec, ...]:
        names = ("indicator", "is_required", "minimum", "maximum", "jump")
        return tuple(FigureSpec(**{name: row[name] for name in names}) for row in self.kept())


SECTIONS = formset_factory(
    SectionForm, SectionRows, extra=0, can_delete=True, max_num=MOST_SECTIONS, validate_max=True
)
FIGURES = formset_factory(
    FigureForm, FigureRows, extra=0, can_delete=True, max_num=MOST_FIGURES, validate_max=True
)


class LayoutPage:
    """A draft's form with its two sets of rows, as they stand or as they were sent."""

    def __init__(self, version: TypeVersion, data=None):
        layout = version.layout
        self.form = LayoutForm(data, initial=_initial(version, layout))
        choices = indicator_choices()
        sections = [{"order": 10 * n, **vars(row)} for n, row in enumerate(layout.sections, 1)]
        figures = [{"order": 10 * n, **vars(row)} for n, row in enumerate(layout.figures, 1)]
        self.sections = SECTIONS(data, prefix="sections", initial=None if data else sections)
        self.figures = FIGURES(
            data, prefix="figures", initial=None if data else figures, form_kwargs={"choices": choices}
        )

    @property
    def formsets(self) -> list[PlainRows]:
        return [self.sections, self.figures]

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.sections.is_valid(), self.figures.is_valid()])

    def layout(self) -> Layout:
        given = self.form.cleaned_data
        return Layout(
            self.sections.specs(), self.figures.specs(), tuple(given["annexes"]), tuple(given["unit_types"]),
            tuple(given["period_kinds"]),
        )  # fmt: skip


def _initial(version: TypeVersion, layout: Layout) -> dict:
    return {
        "revision": version.revision,
        "note": version.note,
        "annexes": layout.annexes,
        "unit_types": layout.unit_types,
        "period_kinds": layout.period_kinds,
    }


def indicator_choices() -> list[tuple[str, str]]:
    labels = labels_of_indicators()
    codes = Indicator.objects.in_use().values_list("code", flat=True)
    return [("", "—"), *((code, labels.get(code, code)) for code in codes)]


class DeadlineForm(NamedRefusals, forms.Form):
    unit_type = forms.ChoiceField(
        label=_("Kind of unit"),
        required=False,
        choices=lambda: [("", _("all other units")), *UnitType.choices],
    )
    due_working_days = forms.IntegerField(
        label=_("On time within (working days)"), min_value=0, max_value=120
    )
    lock_working_days = forms.IntegerField(
        label=_("Locked after (working days)"), min_value=0, max_value=365, required=False,
        help_text=_("Left empty: never locked."),
    )  # fmt: skip
    valid_from = forms.DateField(label=_("Valid from"))
    source = forms.CharField(label=_("Source"), max_length=200, required=False)


class EndForm(NamedRefusals, forms.Form):
    on = forms.DateField(label=_("Last day"))

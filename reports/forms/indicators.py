"""The definition of an indicator."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.refusals import NamedRefusals
from reports.figures.sources import SOURCES
from reports.models import Additivity, Dimension, IndicatorVersion

#: what each question asks, for who defines an indicator
QUESTIONS = {
    "outgoing": _("delegations sent abroad"),
    "incoming": _("delegations received"),
    "online": _("online talks"),
    "events": _("conferences"),
    "agreements_signed": _("agreements signed in the period"),
    "agreements_in_force": _("agreements in force at its end"),
    "resources_received": _("outside resources received"),
    "external_information": _("external information"),
    "training": _("training courses"),
    "research": _("research"),
    "solidarity": _("messages, gifts, solidarity, commemorations"),
}


def question_choices() -> list[tuple[str, str]]:
    """The questions that registers answer; without one the units type the figure."""
    return [("", _("none: the units type it")), *((code, QUESTIONS.get(code, code)) for code in SOURCES)]


class DefinitionForm(NamedRefusals, forms.ModelForm):
    """`is_summed` stands for the one column that the chosen question can sum."""

    query = forms.ChoiceField(label=_("Question to a register"), choices=question_choices, required=False)
    is_summed = forms.BooleanField(
        label=_("Sum what the records state (persons, items, đồng)"), required=False,
        help_text=_("Not ticked: the records themselves are counted."),
    )  # fmt: skip
    dimensions = forms.MultipleChoiceField(
        label=_("Broken down by"),
        choices=Dimension.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["label", "measure", "definition", "valid_from", "query", "is_summed"]

    class Meta:
        model = IndicatorVersion
        fields = [
            "label", "measure", "definition", "valid_from", "across_units", "across_periods", "dimensions",
            "is_money", "counts_activity", "source", "note",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("across_units", "across_periods"):
            self.fields[name].choices = Additivity.choices

    def clean(self):
        """Only our own columns: the model's rules are asked by the service, which knows the indicator."""
        cleaned = super().clean()
        source = SOURCES.get(cleaned.get("query", ""))
        cleaned["weight"] = source.weight if source and cleaned.pop("is_summed", False) else ""
        cleaned.pop("is_summed", None)
        return cleaned

    def _post_clean(self):
        """Values go to the service as they are; no row is made here."""


class NewIndicatorForm(DefinitionForm):
    code = forms.SlugField(label=_("Code"), max_length=40)
    order = forms.IntegerField(label=_("Order"), min_value=1, max_value=9999, initial=100)
    field_order = ["code", "order", *DefinitionForm.field_order]

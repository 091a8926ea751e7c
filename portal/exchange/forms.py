"""What an importer fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.access.scope import units_for
from portal.ui.refusals import NamedRefusals
from portal.units.models import Unit

from .registry import kind_of, kinds_for


class ImportForm(NamedRefusals, forms.Form):
    """Which register, which file, and where rows go whose unit is blank or unknown."""

    kind = forms.ChoiceField(label=_("What is imported"))
    # An empty file is refused by the service, which says what was found.
    file = forms.FileField(
        label=_("File"), allow_empty_file=True, max_length=200,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
        help_text=_("XLSX or CSV, at most 20 MB and 5.000 rows."),
    )  # fmt: skip
    unit = forms.ModelChoiceField(
        label=_("Unit for rows without one"), queryset=Unit.objects.none(), required=False,
        help_text=_("Left empty: the Confederation, or your own unit."),
    )  # fmt: skip

    def __init__(self, *args, user, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.name, kind.label) for kind in kinds_for(user)]
        self.fields["unit"].queryset = units_for(user, "record.import").as_of(on)

    def clean_kind(self):
        return kind_of(self.cleaned_data["kind"])

"""Forms about units: settings, and the changes that need a day and a legal basis."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.text import normalise
from portal.ui.refusals import NamedRefusals
from portal.units.models import Certainty, Unit, UnitType

from .forms import UnitChoice

# What a new unit takes over from the one it comes from.
INHERITED = (
    "unit_type", "parent", "superior_line", "place", "symbol", "signature_authority", "signature_title",
    "submission_mode", "contact_post", "leader_post", "province_name",
)  # fmt: skip


class UnitFilter(NamedRefusals, forms.Form):
    q = forms.CharField(label=_("Present or former name"), required=False, widget=forms.SearchInput)
    unit_type = forms.ChoiceField(
        label=_("Kind of unit"), required=False, choices=lambda: [("", _("all")), *UnitType.choices]
    )
    on = forms.DateField(label=_("As of"), required=False, widget=forms.DateInput)
    certainty = forms.ChoiceField(
        label=_("Certainty"), required=False, choices=lambda: [("", _("all")), *Certainty.choices]
    )


class UnitForm(NamedRefusals, forms.ModelForm):
    """A new unit."""

    legal_basis = forms.CharField(
        label=_("Legal basis"), max_length=200, help_text=_("Number, date and issuer of the decision.")
    )

    class Meta:
        model = Unit
        fields = [
            "code", "unit_type", "parent", "name", "short_name", "name_en", "province_name", "official_code", "valid_from",
        ]  # fmt: skip
        field_classes = {"parent": UnitChoice}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Unit.objects.filter(valid_to=None)
        self.fields["parent"].required = True


class _Revised(NamedRefusals, forms.ModelForm):
    """A form that knows which revision of the unit was on the screen."""

    revision = forms.IntegerField(widget=forms.HiddenInput, localize=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = self.instance.revision


class UnitSettingsForm(_Revised):
    """Everything about a unit but its code, its names and its life, which change only by a decision."""

    class Meta:
        model = Unit
        fields = [
            "superior_line", "header_line", "place", "symbol", "signature_authority", "signature_title",
            "submission_mode", "leader_post", "contact_post", "contact_telephone", "contact_email", "name_en",
            "province_name", "official_code", "is_border", "neighbours", "adjacent_provinces", "certainty", "notes",
        ]  # fmt: skip


class ContactForm(_Revised):
    """What a unit changes about itself."""

    class Meta:
        model = Unit
        fields = ["contact_post", "contact_telephone", "contact_email"]


class DecisionForm(NamedRefusals, forms.Form):
    """Any change of the organisation: from which day, and by which decision."""

    on = forms.DateField(label=_("In force from"), widget=forms.DateInput)
    legal_basis = forms.CharField(
        label=_("Legal basis"), max_length=200, help_text=_("Number, date and issuer of the decision.")
    )


class CloseForm(DecisionForm):
    on = forms.DateField(label=_("Last day"), widget=forms.DateInput)


class RenameForm(DecisionForm):
    name = forms.CharField(label=_("New name"), max_length=200)
    short_name = forms.CharField(label=_("New short name"), max_length=120)
    field_order = ["name", "short_name", "on", "legal_basis"]


class UnitsChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, unit):
        return str(unit)


class MergeForm(DecisionForm):
    """Several living units become one: one of themselves, or a new one."""

    predecessors = UnitsChoice(label=_("Units that merge"), queryset=Unit.objects.none())
    successor = UnitChoice(
        label=_("Into the existing unit"), required=False, help_text=_("Or describe the new unit below.")
    )
    code = forms.SlugField(label=_("Code of the new unit"), max_length=30, required=False)
    name = forms.CharField(label=_("Name of the new unit"), max_length=200, required=False)
    short_name = forms.CharField(label=_("Short name of the new unit"), max_length=120, required=False)
    move_offices = forms.BooleanField(
        label=_("People keep their roles, now on the merged unit"), required=False, initial=True
    )
    field_order = [
        "predecessors",
        "successor",
        "code",
        "name",
        "short_name",
        "on",
        "legal_basis",
        "move_offices",
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("predecessors", "successor"):
            self.fields[name].queryset = Unit.objects.filter(valid_to=None).exclude(parent=None)

    def clean(self):
        data = super().clean()
        old, new = list(data.get("predecessors") or []), data.get("successor")
        if new is None:
            for name in ("code", "name", "short_name"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(
                        name, _("found nothing, expected the new unit, or an existing one chosen above.")
                    )
        if (
            len({unit.pk for unit in old} | ({new.pk} if new else set())) < 2
            and "predecessors" not in self.errors
        ):
            self.add_error("predecessors", _("Found one unit, expected at least two that become one."))
        return data

    def target(self) -> Unit:
        """The successor, unsaved where it is new."""
        data = self.cleaned_data
        if data["successor"]:
            return data["successor"]
        return _like(data["predecessors"][0], data["code"], data["name"], data["short_name"])


class SplitForm(DecisionForm):
    """One unit becomes several new ones, one a line."""

    parts = forms.CharField(
        label=_("The new units"), widget=forms.Textarea,
        help_text=_("One a line: code | name | short name. The other settings are taken over from the old unit."),
    )  # fmt: skip
    field_order = ["parts", "on", "legal_basis"]

    def __init__(self, *args, unit: Unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit = unit

    def clean_parts(self):
        rows = [row for row in self.cleaned_data["parts"].splitlines() if row.strip()]
        found = [[normalise(cell) for cell in row.split("|")] for row in rows]
        wrong = [row for row, cells in zip(rows, found, strict=True) if len(cells) != 3 or not all(cells)]
        if wrong:
            raise forms.ValidationError(
                _("Found “%(row)s”, expected: code | name | short name."), params={"row": wrong[0]}
            )
        if len(found) < 2:
            raise forms.ValidationError(_("Found one unit, expected at least two."))
        return [_like(self.unit, *cells) for cells in found]


def _like(unit: Unit, code: str, name: str, short_name: str) -> Unit:
    taken = {field: getattr(unit, field) for field in INHERITED}
    return Unit(
        code=code,
        name=name,
        short_name=short_name,
        header_line=name.upper(),
        valid_from=unit.valid_from,
        **taken,
    )

"""Forms about accounts, people and the roles they hold."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from portal.access.roles import ROLES, role_choices
from portal.accounts.models import User
from portal.ui.refusals import NamedRefusals
from portal.units.models import Unit

from .forms import UnitChoice

STATES = [("", _("all")), ("active", _("open")), ("closed", _("closed")), ("never", _("never signed in"))]


class AccountFilter(NamedRefusals, forms.Form):
    q = forms.CharField(label=_("Name, account or mail"), required=False, widget=forms.SearchInput)
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=lambda: [("", _("all")), *role_choices()]
    )
    unit = UnitChoice(required=False, empty_label=_("all"))
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)


class OfficeForm(NamedRefusals, forms.Form):
    """A role on a unit, from one day to another; each role says what it permits."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    unit = UnitChoice(help_text=_("The role reaches this unit and all below it."))
    valid_from = forms.DateField(label=_("From"), widget=forms.DateInput)
    valid_to = forms.DateField(label=_("To (last day)"), required=False, widget=forms.DateInput)

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.code, _described(role)) for role in ROLES.values()]
        self.fields["unit"].queryset = Unit.objects.as_of(on)
        self.fields["valid_from"].initial = on

    def clean(self):
        data = super().clean()
        begins, ends, unit = data.get("valid_from"), data.get("valid_to"), data.get("unit")
        if begins and ends and ends < begins:
            self.add_error(
                "valid_to",
                _("found %(found)s, expected %(expected)s or later.")
                % {"found": ends.strftime("%d/%m/%Y"), "expected": begins.strftime("%d/%m/%Y")},
            )
        role = ROLES.get(data.get("role", ""))
        if role and role.is_central and unit and unit.parent_id is not None:
            self.add_error(
                "unit",
                _("found %(unit)s, expected the Confederation, on which “%(role)s” is held.")
                % {"role": role.label, "unit": unit},
            )
        return data


def _described(role):
    return format_html("<span><strong>{}</strong> – {}</span>", role.label, role.description)


class NewcomerForm(OfficeForm):
    """Everything needed for somebody to begin to work: who, account, post, role."""

    display_name = forms.CharField(label=_("Name shown"), max_length=150)
    post = forms.CharField(
        label=_("Post"),
        max_length=150,
        required=False,
        help_text=_("For example: foreign relations officer."),
    )
    username = forms.RegexField(
        r"^[\w.@+-]+$", label=_("Account name"), max_length=150,
        help_text=_("Letters, digits and . - _ without spaces."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("Mail address"),
        required=False,
        help_text=_("Without one, copy the link and send it by Zalo."),
    )
    telephone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    field_order = [
        "display_name",
        "post",
        "username",
        "email",
        "telephone",
        "unit",
        "role",
        "valid_from",
        "valid_to",
    ]


class AccountForm(NamedRefusals, forms.ModelForm):
    class Meta:
        model = User
        fields = ["display_name", "username", "email", "telephone", "language"]
        labels = {"display_name": _("Name shown"), "username": _("Account name"), "email": _("Mail address")}
        help_texts = {"username": _("Letters, digits and . - _ without spaces.")}


class EndOfficeForm(NamedRefusals, forms.Form):
    on = forms.DateField(label=_("Last day"), widget=forms.DateInput)


class CheckedForm(NamedRefusals, forms.Form):
    """The administrator says how the person on the telephone was recognised, before a code is shown."""

    checked = forms.BooleanField(
        label=_(
            "I have checked that the caller is this person (called back on the unit's number, or know the voice)."
        )
    )

"""Forms of counterparts, and the filter of the twin provinces."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import units_for, visible
from portal.countries import name as country_name
from portal.people.models import Person
from portal.registers.forms import RecordForm
from portal.ui.controls import RemoteSelect
from portal.ui.refusals import NamedRefusals
from portal.units.models import Unit, UnitType

from ..figures.twins import QUIET
from ..models import Contact, Counterpart, Partner


class CounterpartForm(RecordForm):
    """Ours on one side, theirs on the other; a person or a contact only where one is meant."""

    groups = (
        (_("Our side"), ("kind", "unit", "our_post", "person")),
        (_("Their side"), ("partner", "their_post", "contact")),
        (_("Since when, on what basis"), ("since", "until", "basis", "notes", "source_url")),
    )

    class Meta:
        model = Counterpart
        fields = [
            "kind", "unit", "our_post", "person", "partner", "their_post", "contact", "since", "until", "basis",
            "notes", "source_url",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = Partner.objects.live()
        self.fields["partner"].widget = RemoteSelect(reverse_lazy("partners:partner-choices"))
        self.fields["partner"].widget.choices = self.fields["partner"].choices
        self.fields["person"].queryset = visible(Person, self.user).live()
        self.fields["contact"].queryset = Contact.objects.visible_to(self.user).live()
        for name in ("person", "contact"):
            chosen = getattr(self.instance, f"{name}_id")
            if chosen and not self.fields[name].queryset.filter(pk=chosen).exists():
                del self.fields[name]  # somebody the editor does not see is not taken off either

    def clean(self):
        cleaned = super().clean()
        contact, partner = cleaned.get("contact"), cleaned.get("partner")
        if contact and partner and contact.partner_id != partner.pk:
            facts = {"found": contact, "expected": partner}
            self.add_error(
                "contact", _("Contact: found %(found)s, expected somebody at %(expected)s.") % facts
            )
        return cleaned


def _border_countries() -> list[tuple[str, str]]:
    return [("", _("all")), *((code, country_name(code)) for code in ("CN", "LA", "KH"))]


class TwinFilter(NamedRefusals, forms.Form):
    """Words, country beyond, our province, only what has gaps."""

    q = forms.CharField(label=_("Province or union"), required=False, widget=forms.SearchInput)
    country = forms.ChoiceField(label=_("Country"), required=False, choices=_border_countries)
    unit = forms.ModelChoiceField(label=_("Unit"), required=False, queryset=Unit.objects.none())
    gaps = forms.ChoiceField(
        label=_("Gaps"), required=False,
        choices=[("", _("all")), ("yes", _("only with gaps")), (QUIET, _("provinces active with none of theirs"))],
    )  # fmt: skip

    def __init__(self, *args, user, on, **kwargs):
        super().__init__(*args, **kwargs)
        mine = units_for(user, Permission.RECORD_VIEW).as_of(on)
        self.fields["unit"].queryset = mine.filter(
            unit_type=UnitType.PROVINCIAL_FEDERATION, is_border=True
        ).order_by("sort_key")

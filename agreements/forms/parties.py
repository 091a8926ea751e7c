"""The rows of the parties, filled with what the record says where none is entered yet."""

from django import forms
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
from portal.registers.forms import refuse_marks
from portal.ui.controls import RemoteSelect
from portal.ui.refusals import NamedRefusals, NamedRows
from portal.units.models import Unit

from ..models import Agreement, Party

FIELDS = [
    "side", "unit", "partner", "name_at_signing", "signatory", "signatory_post", "authority", "authority_on",
]  # fmt: skip


class PartyForm(NamedRefusals, forms.ModelForm):
    """One side under its name of that day; a unit of ours or a partner of the list, or the name alone."""

    class Meta:
        model = Party
        fields = FIELDS
        help_texts = {"name_at_signing": _("As it stands in the text; it stays when the name changes later.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.order_by("sort_key")
        partner = self.fields["partner"]
        partner.queryset = Partner.objects.all()
        partner.widget = RemoteSelect(reverse_lazy("partners:partner-choices"))
        partner.widget.choices = partner.choices

    def clean(self):
        return refuse_marks(self, super().clean())


class PartyRows(NamedRows, BaseInlineFormSet):
    heading = _("Parties")
    row = _("Party %(number)s")

    def changed(self) -> list[Party]:
        """Rows to be saved, with their place."""
        found = []
        for place, form in enumerate(self.forms):
            if (
                form.cleaned_data
                and not form.cleaned_data.get("DELETE")
                and (form.has_changed() or not form.instance.pk)
            ):
                form.instance.position = place
                found.append(form.instance)
        return found

    def removed(self) -> list[Party]:
        return [form.instance for form in self.deleted_forms if form.instance.pk]


def party_rows(agreement: Agreement, data=None, *, proposed=()) -> PartyRows:
    """The stored parties; without any, the proposed ones as rows to be looked through and saved."""
    shown = proposed if data is None else ()  # what was sent is saved, changed or not
    initial = [{name: _value(party, name) for name in FIELDS} for party in shown]
    kind = inlineformset_factory(Agreement, Party, form=PartyForm, formset=PartyRows, extra=len(initial))
    return kind(data, instance=agreement, initial=initial)


def _value(party: Party, name: str):
    return party._meta.get_field(name).value_from_object(party)

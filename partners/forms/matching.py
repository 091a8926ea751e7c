"""The rows of the page of unmatched names: who is meant, with a proposal, and whether it is confirmed."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.ui.controls import RemoteSelect
from portal.ui.refusals import NamedRefusals
from portal.units.models import Unit

from ..models import Partner


class RowForm(NamedRefusals, forms.Form):
    """One name. `take` confirms it together with others; `meant` is the partner or unit."""

    take = forms.BooleanField(label=_("Confirm"), required=False)
    written = forms.CharField(widget=forms.HiddenInput, max_length=500)
    country = forms.CharField(widget=forms.HiddenInput, max_length=2, required=False)


class PartnerRowForm(RowForm):
    meant = forms.ModelChoiceField(
        label=_("Partner meant"),
        queryset=Partner.objects.live(),
        error_messages={"required": _("Partner meant: found nothing. Expected a partner of the list.")},
    )

    def propose(self, partner: Partner | None) -> None:
        """Draw the proposal alone; the rest is asked while typing, so that a page of names asks nothing more."""
        address = f"{reverse('partners:partner-choices')}?country={self.initial.get('country', '')}"
        widget = self.fields["meant"].widget = RemoteSelect(address)
        widget.choices = [("", ""), *([(partner.pk, str(partner))] if partner else [])]
        self.initial["meant"] = partner.pk if partner else None


class UnitRowForm(RowForm):
    meant = forms.ModelChoiceField(
        label=_("Unit meant"),
        queryset=Unit.objects.order_by("sort_key"),
        error_messages={"required": _("Unit meant: found nothing. Expected a unit of the list.")},
    )

    def propose(self, unit: Unit | None, choices: list[tuple]) -> None:
        self.fields["meant"].widget.choices = choices
        self.initial["meant"] = unit.pk if unit else None

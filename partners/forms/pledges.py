"""Rows below a candidacy: whom to persuade at each partner."""

from django import forms
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.ui.controls import RemoteSelect
from portal.ui.refusals import NamedRows

from ..models import Candidacy, Contact, Partner, Pledge
from .interactions import PARTNERS, RowForm, remote

CONTACTS = reverse_lazy("partners:contact-choices")


class PledgeForm(RowForm):
    """One partner to persuade: who decides there, by name from the contacts, by post, or both.

    SECURITY: a contact that the reader may not see is neither named nor changed.
    """

    partner = forms.ModelChoiceField(
        label=_("Partner"), queryset=Partner.objects.live(), widget=RemoteSelect(PARTNERS)
    )

    class Meta:
        model = Pledge
        fields = ["partner", "contact", "whom", "state", "said_on", "notes"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        seen = Contact.objects.visible_to(self.user)
        stored = self.instance.contact_id
        if stored and not seen.filter(pk=stored).exists():
            del self.fields["contact"]
            return
        offered = seen.live() | seen.filter(pk=stored) if stored else seen.live()
        remote(self.fields["contact"], RemoteSelect(CONTACTS), offered)

    def clean(self):
        cleaned = super().clean()
        contact, partner = cleaned.get("contact"), cleaned.get("partner")
        if contact is None or partner is None:
            return cleaned
        if contact.partner_id != partner.pk and not contact.posts.filter(partner=partner).exists():
            facts = {"found": contact, "partner": partner}
            sentence = _now("Person there: found %(found)s, expected a contact of %(partner)s.")
            self.add_error("contact", sentence % facts)
        elif not cleaned.get("whom"):
            cleaned["whom"] = contact.title_on(timezone.localdate())[:200]
        return cleaned


class PledgeRows(NamedRows, BaseInlineFormSet):
    heading = _("Whom to persuade")
    row = _("Partner %(number)s")
    asks_user = True


PledgeFormSet = inlineformset_factory(Candidacy, Pledge, form=PledgeForm, formset=PledgeRows, extra=0)

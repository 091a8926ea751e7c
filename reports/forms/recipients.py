"""The lines of Nơi nhận."""

from django import forms
from django.utils.translation import gettext as _

from portal.ui.refusals import NamedRefusals
from reports.models import Recipient


class RecipientForm(NamedRefusals, forms.ModelForm):
    class Meta:
        model = Recipient
        fields = ["paper", "text", "order", "valid_from", "valid_to"]

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            found = {"found": last.strftime("%d/%m/%Y"), "expected": first.strftime("%d/%m/%Y")}
            self.add_error(
                "valid_to", _("Valid to: found %(found)s, expected %(expected)s or later.") % found
            )
        return cleaned

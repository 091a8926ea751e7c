"""What forms of agreements and of resources ask alike."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
from portal.ui.controls import RemoteSelectMultiple

UNKNOWN_PARTNER = _("A partner that is not in the list yet: write its name here.")
MORE = ("other_units", "notes", "source_url")


def partners_field(label):
    """Any live partner, several at once, asked for while typing."""
    return forms.ModelMultipleChoiceField(
        queryset=Partner.objects.live(), required=False, label=label,
        widget=RemoteSelectMultiple(reverse_lazy("partners:partner-choices")),
    )  # fmt: skip

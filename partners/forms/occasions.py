"""The form of a day to remember."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from portal.registers.forms import RecordForm
from portal.ui.controls import RemoteSelect

from ..models import Occasion, Partner


class OccasionForm(RecordForm):
    """A partner's day or a country's; the year is needed for what happens once."""

    groups = (
        (_("Whose day"), ("partner", "country", "kind", "title")),
        (_("When"), ("calendar", "is_yearly", "day", "month", "year")),
        (_("More"), ("notes", "source_url")),
    )

    partner = forms.ModelChoiceField(
        label=_("Partner"),
        required=False,
        queryset=Partner.objects.live(),
        widget=RemoteSelect(reverse_lazy("partners:partner-choices")),
        help_text=_("Leave empty for the day of a whole country."),
    )
    day = forms.IntegerField(label=_("Day"), min_value=1, max_value=31, localize=False)
    month = forms.IntegerField(label=_("Month"), min_value=1, max_value=12, localize=False)
    year = forms.IntegerField(
        label=_("Year"), min_value=1800, max_value=2199, required=False, localize=False,
        help_text=_("The year of the event; for yearly days, of the first. Then the number of years is counted."),
    )  # fmt: skip

    class Meta:
        model = Occasion
        fields = [
            "partner", "country", "kind", "title", "calendar", "is_yearly", "day", "month", "year", "notes",
            "source_url",
        ]  # fmt: skip
        labels = {"kind": _("Kind of occasion")}
        help_texts = {
            "is_yearly": _("A yearly 29/2 falls on 28/2 in common years; lunar day 30 on the 29th of a short month."),
        }  # fmt: skip

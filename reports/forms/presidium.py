"""What the Presidium decides on the page, and what the secretary records of a decision written by hand."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.refusals import NamedRefusals
from reports.models import Outcome


class DecideForm(NamedRefusals, forms.Form):
    outcome = forms.ChoiceField(
        label=_("Decision of the Presidium"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    remark = forms.CharField(
        label=_("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=_("Needed when you agree with remarks or send the report back."),
    )  # fmt: skip


class HandwrittenForm(NamedRefusals, forms.Form):
    outcome = forms.ChoiceField(
        label=_("Decision of the Presidium"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    remark = forms.CharField(
        label=_("Words of the bút phê"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    written_on = forms.DateField(label=_("Date of the bút phê"))
    in_name_of = forms.CharField(
        label=_("In the name of"), max_length=150, help_text=_("The leader's post, not a person's name.")
    )
    scan = forms.FileField(
        label=_("Scan of the page"),
        allow_empty_file=True,
        help_text=_("PDF, JPG, PNG or HEIC; at most 20 MB."),
    )
    no_state_secret = forms.BooleanField(label=_("This document contains no state secrets"))

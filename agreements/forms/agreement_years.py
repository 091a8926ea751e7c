"""Forms of the yearly report on agreements."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.registers.forms import RecordForm

from ..models import AgreementYear
from .procedures import ShortForm


class AgreementYearForm(RecordForm):
    class Meta:
        model = AgreementYear
        fields = ["unit", "year", "assessment", "proposals"]
        help_texts = {"year": _("The year of the report; the plan is that of the year after.")}


class SendYearForm(ShortForm):
    sent_on = forms.DateField(label=_("Sent on"))
    number = forms.CharField(label=_("Number of the paper"), max_length=60, required=False)
    nothing = forms.BooleanField(label=_("Nothing to report: no agreement, none planned"), required=False)

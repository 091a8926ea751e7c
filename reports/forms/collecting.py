"""Asking units below for their reports; to whom else a report is printed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.refusals import NamedRefusals
from portal.units.models import Unit


class AskForm(NamedRefusals, forms.Form):
    """`offered` are the units below that owe no report of the period yet."""

    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label=_("Units"), widget=forms.CheckboxSelectMultiple
    )
    due_on = forms.DateField(label=_("Deadline of the units below"))

    def __init__(self, *args, offered, **options):
        super().__init__(*args, **options)
        self.fields["units"].queryset = offered


class AddresseeForm(NamedRefusals, forms.Form):
    """ "Kính gửi": the bodies that get the same data; as the unit calls them."""

    addressee = forms.CharField(
        label=_("Addressed to (Kính gửi)"), max_length=200,
        help_text=_("As the paper is to say it, for example “Thường trực Tỉnh ủy”."),
    )  # fmt: skip

"""The workbook that comes back, and the paper that the department types in a unit's name."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.refusals import NamedRefusals

from .steps import SignedCopyForm


class WorkbookForm(NamedRefusals, forms.Form):
    file = forms.FileField(
        label=_("Workbook filled in"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"})
    )


class PaperForm(SignedCopyForm):
    """The scan of the paper with its number, date and signatory."""

    signed_copy = forms.FileField(label=_("Scan of the paper"))

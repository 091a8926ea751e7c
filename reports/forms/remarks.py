"""A few words about one cell of a report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.refusals import NamedRefusals
from reports.models import RemarkKind


class RemarkForm(NamedRefusals, forms.Form):
    """What is said, and whether it is to be followed up."""

    text = forms.CharField(
        label=_("What is to be said"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    kind = forms.ChoiceField(
        label=_("Kind"), widget=forms.RadioSelect, initial=RemarkKind.REMARK,
        choices=[(RemarkKind.REMARK.value, _("only a remark")), (RemarkKind.FOLLOW_UP.value, _("to be followed up"))],
    )  # fmt: skip

"""A few words about one cell of a report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.refusals import NamedRefusals
from reports.models import RemarkKind


class RemarkForm(NamedRefusals, forms.Form):
    """What is said, and whether it is to be followed up."""

    text = forms.CharField(label=_("Remark"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(
        label=_("Kind"), widget=forms.RadioSelect, initial=RemarkKind.REMARK,
        choices=[(kind.value, kind.label) for kind in (RemarkKind.REMARK, RemarkKind.FOLLOW_UP)],
    )  # fmt: skip

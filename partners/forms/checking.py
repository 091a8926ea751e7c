"""The independent look at what shows that something was done: accepted, or sent back with the reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.registers.forms import refuse_marks
from portal.ui.refusals import NamedRefusals


class CheckForm(NamedRefusals, forms.Form):
    accepts = forms.TypedChoiceField(
        label=_("The evidence"),
        choices=[("yes", _("shows that it was done")), ("no", _("does not do: send it back"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    reason = forms.CharField(label=_("Reason, where it is sent back"), max_length=300, required=False)

    def clean(self):
        return refuse_marks(self, super().clean())

"""To whom an administrator gives a step that nobody holds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.ui.refusals import NamedRefusals
from portal.workflow.choices import fit_to_take
from portal.workflow.interest import record_of
from portal.workflow.models import ApprovalStep


class GiveForm(NamedRefusals, forms.Form):
    """Accounts that may read the matter and are not too close to it."""

    step_position = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=99)
    holders = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Who takes the step"), widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, step: ApprovalStep, **options):
        super().__init__(*args, **options)
        fit = fit_to_take(step, record_of(step.approval))
        self.fields["holders"].queryset = User.objects.filter(pk__in=[one.pk for one in fit])
        self.fields["step_position"].initial = step.position

    def given(self) -> dict:
        """What the service takes, by the names of its arguments."""
        found = self.cleaned_data
        return {
            "step_position": found["step_position"],
            "holders": list(found["holders"]),
            "reason": found["note"],
        }

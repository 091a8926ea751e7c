"""Forms of promises on their own: what was promised, that it was kept, checked, given up."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.registers.forms import RecordForm, refuse_marks
from portal.ui.controls import RemoteSelect, RemoteSelectMultiple
from portal.ui.refusals import NamedRefusals

from ..models import NextStep, Partner, Touch
from .checking import CheckForm
from .interactions import PARTNERS, PEOPLE, owners_for, remote


class StepForm(RecordForm):
    groups = (
        (_("General"), ("unit", "partner", "whose", "text", "owner", "due_on", "is_important")),
        (_("Where it was made"), ("origin", "origin_text")),
        (_("How often"), ("recurrence", "recurs_until")),
        (_("More"), ("other_units", "source_url")),
    )

    class Meta:
        model = NextStep
        fields = [
            "unit", "partner", "whose", "text", "owner", "due_on", "is_important", "origin", "origin_text",
            "recurrence", "recurs_until", "other_units", "source_url",
        ]  # fmt: skip
        labels = {"due_on": _("By")}
        help_texts = {
            "due_on": _(
                "Overdue ones are told to who looks after them, then to the unit's leader, the department, its head."
            ),
            "is_important": _("It counts as kept when somebody else has looked at what shows it."),
            "recurs_until": _("Left empty: until it is given up."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        remote(self.fields["partner"], RemoteSelect(PARTNERS), Partner.objects.live())
        remote(self.fields["owner"], RemoteSelect(PEOPLE), owners_for(self.user, self.instance))


class OfStep(NamedRefusals, forms.Form):
    """What is asked of one promise; `step` is the promise, `user` who answers."""

    def __init__(self, *args, step: NextStep, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.step, self.user = step, user

    def clean(self):
        return refuse_marks(self, super().clean())


class KeepForm(OfStep):
    on = forms.DateField(label=_("Kept on"))
    evidence = forms.CharField(
        label=_("Evidence"), max_length=250, required=False, help_text=_("Letter, paper or record that shows it.")
    )  # fmt: skip
    shown_by = forms.ModelMultipleChoiceField(
        label=_("Records that show it"), required=False, queryset=Touch.objects.none(),
        help_text=_("Delegations, events, letters, agreements with the partner; files are attached to the promise."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = Touch.objects.visible_to(self.user).filter(partner=self.step.partner_id)
        address = reverse("partners:promise-evidence", args=[self.step.pk])
        remote(self.fields["shown_by"], RemoteSelectMultiple(address), found)


class GiveUpForm(OfStep):
    reason = forms.CharField(label=_("Given up because"), max_length=250)
    this_time_only = forms.BooleanField(
        label=_("This time only: the next time stands"), required=False,
        help_text=_("Not ticked, a promise that recurs ends with it."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.step.recurrence == "once":
            del self.fields["this_time_only"]


class CheckStepForm(CheckForm, OfStep):
    """The look at one promise."""

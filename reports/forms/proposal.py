"""Forms of proposals upward: the proposal, its answer, that it was carried out or taken back."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.forms import RecordForm, ShortForm

from ..figures.proposals import state_choices
from ..models import Proposal
from ..services.proposals import ANSWERS, PRESIDIUM


class ProposalForm(RecordForm):
    class Meta:
        model = Proposal
        fields = ["text", "addressee", "proposed_on", "paper_number", "unit", "other_units", "source_url"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"addressee": _("Who is to decide or to answer (body, post).")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial.setdefault("addressee", PRESIDIUM)
            self.initial.setdefault("proposed_on", timezone.localdate())


class ProposalAnswerForm(ShortForm):
    state = forms.ChoiceField(
        label=_("Result"), choices=state_choices(*ANSWERS),
        widget=forms.RadioSelect,
    )  # fmt: skip
    text = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 4}))
    on = forms.DateField(label=_("Answered on"), initial=timezone.localdate)
    answered_by = forms.CharField(
        label=_("Answered by"), max_length=200, required=False, help_text=_("Body or post.")
    )


class CarriedOutForm(ShortForm):
    text = forms.CharField(label=_("What was done"), widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawForm(ShortForm):
    reason = forms.CharField(label=_("Reason"), max_length=250)

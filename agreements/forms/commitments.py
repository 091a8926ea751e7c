"""Rows of what an agreement promises, entered several at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.forms.interactions import PEOPLE, owners_for, remote
from partners.models import NextStep
from portal.registers.forms import ShortForm, refuse_marks
from portal.ui.controls import RemoteSelect
from portal.ui.refusals import NamedRefusals, PlainRows

from ..models import Agreement, AgreementCommitment

CLAUSE = AgreementCommitment._meta.get_field("clause")


class CommitmentForm(NamedRefusals, forms.ModelForm):
    """One promise with its article; the partner is asked for where the agreement has several."""

    clause = forms.CharField(label=_("Article, clause"), max_length=CLAUSE.max_length, required=False)
    field_order = [
        "whose", "text", "clause", "partner", "owner", "due_on", "recurrence", "recurs_until", "is_important",
    ]  # fmt: skip

    class Meta:
        model = NextStep
        fields = ["whose", "text", "partner", "owner", "due_on", "recurrence", "recurs_until", "is_important"]
        labels = {"due_on": _("By")}
        help_texts = {"due_on": _("Of one that recurs: the day of the first time.")}

    def __init__(self, *args, agreement: Agreement, user, **kwargs):
        super().__init__(*args, **kwargs)
        partners = agreement.partners.order_by("pk")
        self.fields["partner"].queryset = partners
        if len(partners) == 1:
            self.instance.partner = partners[0]
            del self.fields["partner"]
        remote(self.fields["owner"], RemoteSelect(PEOPLE), owners_for(user, self.instance))

    def clean(self):
        return refuse_marks(self, super().clean())


class CommitmentRows(PlainRows):
    heading = _("What the agreement promises")
    row = _("Promise %(number)s")

    def given(self) -> list[tuple[NextStep, str]]:
        """(promise, clause) of each row that was filled in."""
        return [(form.instance, form.cleaned_data["clause"]) for form in self.forms if form.has_changed()]


def commitment_rows(agreement: Agreement, data=None, *, user) -> CommitmentRows:
    kind = forms.formset_factory(CommitmentForm, formset=CommitmentRows, extra=1)
    return kind(data, prefix="commitments", form_kwargs={"agreement": agreement, "user": user})


class ClauseForm(ShortForm):
    clause = forms.CharField(label=_("Article, clause"), max_length=CLAUSE.max_length, required=False)

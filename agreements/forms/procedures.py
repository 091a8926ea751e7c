"""Forms of a procedure: its opening, what its dossier says, opinions asked and answered, signing and report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import Flow
from portal.documents.checks import ALLOWED
from portal.documents.forms import ACCEPT
from portal.registers.forms import RecordForm, refuse_marks
from portal.text.fields import PartialDateFormField
from portal.ui.refusals import NamedRefusals

from ..models import OpinionAnswer, Procedure, Purpose


class ShortForm(NamedRefusals, forms.Form):
    """A few fields on a page of their own; marks of secrecy are refused as everywhere."""

    def clean(self):
        return refuse_marks(self, super().clean())


class ConfirmForm(ShortForm):
    """A step that asks for nothing but that one means it; what it refuses stands here."""


class WhyForm(ShortForm):
    why = forms.CharField(label=_("Reason"), max_length=300)


class OpenForm(ShortForm):
    """Begins a procedure. `purposes` are those that the agreement can come to now."""

    purpose = forms.ChoiceField(label=_("Leads to"), choices=Purpose.choices)
    is_short = forms.BooleanField(label=_("Short procedure"), required=False)
    short_reason = forms.CharField(
        label=_("Why the short procedure"), max_length=300, required=False,
        help_text=_("Law 70/2020/QH14, Articles 35-41: opinions within 3 working days."),
    )  # fmt: skip
    is_sensitive = forms.BooleanField(
        label=_("Touches defence, security or investment"), required=False,
        help_text=_("Law 70/2020/QH14, Article 25: their agencies are asked besides."),
    )  # fmt: skip

    def __init__(self, *args, purposes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = [(one, Purpose(one).label) for one in purposes]


class ProcedureForm(RecordForm):
    """What the dossier says; asked for stage by stage, never all at once."""

    groups = (
        (_("Submission"), ("requirement", "conformity", "impact")),
        (_("Opinions"), ("differences", "explanation")),
        (_("Track"), ("is_short", "short_reason", "is_sensitive")),
    )

    class Meta:
        model = Procedure
        fields = [
            "requirement", "conformity", "impact", "differences", "explanation", "is_short", "short_reason",
            "is_sensitive",
        ]  # fmt: skip


class AskForm(ShortForm):
    """Several bodies by one letter; the deadline follows from the day and the rule of the stage."""

    bodies = forms.CharField(
        label=_("Who is asked"), widget=forms.Textarea(attrs={"rows": 4}), help_text=_("One line each."),
    )  # fmt: skip
    asked_on = forms.DateField(label=_("Date of the letter"))
    letter_number = forms.CharField(label=_("Number of the letter"), max_length=60, required=False)

    def given(self) -> dict:
        """What the service takes."""
        return {**self.cleaned_data, "bodies": self.cleaned_data["bodies"].splitlines()}


class AnswerForm(ShortForm):
    answer = forms.ChoiceField(label=_("Answer"), choices=OpinionAnswer.choices)
    answered_on = forms.DateField(label=_("Answered on"), required=False)
    answer_number = forms.CharField(label=_("Number of the answer"), max_length=60, required=False)
    content = forms.CharField(
        label=_("What it says"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    handling = forms.CharField(
        label=_("Taken up, or why not"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


class ScannedForm(ShortForm):
    """A step that may bring its paper along."""

    scan = forms.FileField(
        label=_("Scan"), required=False, allow_empty_file=True, max_length=200,
        widget=forms.FileInput(attrs={"accept": ACCEPT}), help_text=_("%(kinds)s; at most 20 MB.") % {"kinds": ALLOWED},
    )  # fmt: skip
    no_state_secret = forms.BooleanField(label=_("This document contains no state secrets"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        last = ("scan", "no_state_secret")
        self.order_fields([*(name for name in self.fields if name not in last), *last])


class SignForm(ScannedForm):
    """The signing; what is left empty stays as the agreement has it."""

    concluded_on = forms.DateField(label=_("Signed on"))
    place = forms.CharField(label=_("Place of signing"), max_length=150, required=False)
    starts_on = PartialDateFormField(label=_("In force from"), required=False)
    ends_on = PartialDateFormField(label=_("Expires on"), required=False)
    our_signatory = forms.CharField(label=_("Signed for us by"), max_length=150, required=False)
    our_signatory_post = forms.CharField(label=_("Post of our signatory"), max_length=150, required=False)
    foreign_signatory = forms.CharField(label=_("Signed for the partner by"), max_length=150, required=False)
    foreign_signatory_post = forms.CharField(
        label=_("Post of the partner's signatory"), max_length=150, required=False
    )


class AmendForm(ScannedForm):
    concluded_on = forms.DateField(label=_("Signed on"))
    title = forms.CharField(label=_("Title"), max_length=300)
    starts_on = PartialDateFormField(label=_("In force from"), required=False)
    content = forms.CharField(label=_("Content"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    our_signatory_post = forms.CharField(label=_("Post of our signatory"), max_length=150, required=False)
    foreign_signatory_post = forms.CharField(
        label=_("Post of the partner's signatory"), max_length=150, required=False
    )


class ExtendForm(AmendForm):
    new_ends_on = PartialDateFormField(label=_("New end of the term"))


class EndForm(ScannedForm):
    concluded_on = forms.DateField(label=_("Terminated on"))
    ended_by = forms.ChoiceField(label=_("Terminated by"), choices=[
        (Flow.OURS, _("our side")), (Flow.THEIRS, _("their side")), (Flow.BOTH, _("both sides")),
    ])  # fmt: skip
    reason = forms.CharField(label=_("Reason"), max_length=300)


class ReportForm(ShortForm):
    """R4, R5: reported with a copy to whom the table of stages names."""

    reported_on = forms.DateField(label=_("Reported on"))
    report_number = forms.CharField(label=_("Number of the report"), max_length=60, required=False)
    copy_sent_to = forms.CharField(label=_("Copy sent to"), max_length=300)


SIGNING_FORMS = {
    Purpose.SIGN: SignForm,
    Purpose.AMEND: AmendForm,
    Purpose.EXTEND: ExtendForm,
    Purpose.TERMINATE: EndForm,
}

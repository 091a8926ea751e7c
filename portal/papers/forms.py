"""Forms of outgoing papers: the text of a draft, the clerk's number, a reason, the signed file."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.documents.forms import AttachForm
from portal.registers.forms import RecordForm
from portal.ui.refusals import NamedRefusals

from .kinds import GAP, kind_of
from .models import Paper
from .signing import ways_of_signing

LONG, LIST = forms.Textarea(attrs={"rows": 20}), forms.Textarea(attrs={"rows": 3})


class PaperForm(RecordForm):
    """Everything that stands on the paper except what the clerk gives; the tables come from the dossier."""

    groups = (
        (_("Text"), ("summary", "addressees", "body", "recipients")),
        (_("Text in the second language"), ("summary_second", "body_second")),
        (
            _("Header and signature"),
            ("superior_line", "header_line", "symbol", "place", "signing", "signatory"),
        ),
    )
    signing = forms.ChoiceField(
        label=_("Signature"),
        help_text=_("KT., TL. and TUQ. are offered where a dated authority of the unit is in force."),
    )

    class Meta:
        model = Paper
        fields = [
            "summary", "addressees", "body", "recipients", "summary_second", "body_second", "superior_line",
            "header_line", "symbol", "place", "signatory",
        ]  # fmt: skip
        widgets = {"body": LONG, "body_second": LONG, "addressees": LIST, "recipients": LIST}
        help_texts = {
            "body": _(
                "One line is one paragraph. “# ” begins a heading, “Điều 1.” an article; [[…]] stands for a table of "
                "the dossier. “%(gap)s” is what the dossier does not say: fill it in."
            ) % {"gap": GAP},
            "body_second": _("Check the text with somebody who knows the language."),
            "signatory": _("Left empty: room for the name."),
        }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        paper = self.instance
        now = f"{paper.signature_authority}|{paper.signature_title.upper()}"
        ways = ways_of_signing(paper.unit, on=timezone.localdate())
        choices = {f"{way.authority}|{way.title.upper()}": way.label for way in ways}
        label = " / ".join(filter(None, [paper.signature_authority, paper.signature_title.upper()]))
        choices.setdefault(now, label)
        self.fields["signing"].choices = list(choices.items())
        self.initial.setdefault("signing", now)
        kind = kind_of(paper)
        if not paper.language:
            del self.fields["summary_second"], self.fields["body_second"]
        if kind is not None and not kind.is_numbered:
            del self.fields["symbol"]

    def clean(self):
        cleaned = super().clean()
        authority, _bar, title = cleaned.get("signing", "|").partition("|")
        self.instance.signature_authority, self.instance.signature_title = authority, title
        return cleaned


class NumberForm(NamedRefusals, forms.Form):
    """The number and the day that the clerk gives; typed, never proposed."""

    number = forms.CharField(
        label=_("Number"), max_length=10, help_text=_("As it stands in the register: 12, 12a.")
    )
    dated = forms.DateField(label=_("Date of the paper"))


class ReasonForm(NamedRefusals, forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ConfirmForm(NamedRefusals, forms.Form):
    """A step that needs nothing but the press of its button."""


class SignedForm(NamedRefusals, forms.Form):
    """The signed paper as a scan, or as the e-office signed it."""

    file = AttachForm.base_fields["file"]
    no_state_secret = AttachForm.base_fields["no_state_secret"]


STEP_FORMS = {
    "number": NumberForm,
    "correct": NumberForm,
    "send_back": ReasonForm,
    "recall": ReasonForm,
}

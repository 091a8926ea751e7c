"""Forms of letters: what is to be written, the letter itself, what the clerk records, the answer, the template."""

from django import forms
from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.registers.forms import RecordForm, refuse_marks
from portal.ui.controls import RemoteSelect
from portal.ui.refusals import NamedRefusals

from ..models import Flow, LetterLanguage, Message, MessageKind, MessageTemplate, Occasion, Partner
from ..models.placeholders import GAP, PLACEHOLDERS, braced
from ..services.messages import SAID

LONG = forms.Textarea(attrs={"rows": 14})
THEIRS = ("unit", "partner", "kind", "occasion", "subject", "received_on", "number", "language", "text_second", "text",
          "other_units", "flow", "revision")  # fmt: skip
OURS_NOT = ("received_on", "number")


def partner_field(**options):
    return forms.ModelChoiceField(
        label=_("Partner"),
        queryset=Partner.objects.live(),
        widget=RemoteSelect(reverse_lazy("partners:partner-choices")),
        **options,
    )


class StartForm(NamedRefusals, forms.Form):
    """What is to be written: then the form of the letter opens with the texts of the templates."""

    partner = partner_field()
    kind = forms.ChoiceField(label=_("Kind of letter"), choices=MessageKind.choices)
    occasion = forms.ModelChoiceField(
        label=_("Occasion"), required=False, queryset=Occasion.objects.none(), empty_label=_("no occasion")
    )
    language = forms.ChoiceField(
        label=_("Second language"),
        required=False,
        choices=[("", _("the partner's, else none")), *LetterLanguage.choices],
    )

    def __init__(self, *args, user, partner=None, country="", **kwargs):
        super().__init__(*args, **kwargs)
        seen = Occasion.objects.visible_to(user).select_related("partner")
        if partner:
            self.fields["occasion"].queryset = seen.of_partner(partner)
        elif country:
            self.fields["occasion"].queryset = seen.live().filter(partner=None, country=country)
            self.fields["partner"].queryset = Partner.objects.live().filter(country=country)
            self.fields["partner"].widget.attrs["data-url"] += f"?country={country}"
        else:
            del self.fields["occasion"]


class MessageForm(RecordForm):
    """Ours or theirs: `flow` says which fields there are. What a letter that has gone says is shown, not changed."""

    groups = (
        (_("To whom, for what"), ("unit", "partner", "kind", "occasion", "occasion_on", "received_on", "number",
                                  "addressee_name", "addressee_post", "address_form", "signatory_title")),
        (_("Text in Vietnamese"), ("subject", "text")),
        (_("Text in the second language"), ("language", "subject_second", "text_second")),
        (_("More"), ("other_units",)),
    )  # fmt: skip

    partner = partner_field()
    flow = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Message
        fields = [
            "unit", "partner", "kind", "occasion", "occasion_on", "received_on", "number", "addressee_name",
            "addressee_post", "address_form", "signatory_title", "subject", "text", "language", "subject_second",
            "text_second", "other_units", "flow",
        ]  # fmt: skip
        widgets = {"text": LONG, "text_second": LONG}
        help_texts = {
            "text": format_lazy(_("“{gap}” is what the portal does not know: fill it in before the letter goes."), gap=GAP),
            "occasion": _("Days of this partner and of its country."),
            "occasion_on": _("Left empty: the next time."),
            "text_second": _("Check the text with somebody who knows the language."),
            "signatory_title": _("For example CHỦ TỊCH; the room for signature and seal stays blank."),
        }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, sentence in self.initial.pop("lacking", {}).items():
            self.fields[name].help_text = sentence
        self.fields["occasion"].queryset = self._occasions()
        self.fields["occasion"].empty_label = _("no occasion")
        if self.flow_now == Flow.THEIRS:
            self._keep_theirs()
        else:
            self._keep_ours()

    @property
    def flow_now(self) -> str:
        if self.instance.pk:
            return self.instance.flow
        return Flow.THEIRS if self["flow"].value() == Flow.THEIRS else Flow.OURS

    def _occasions(self):
        key = self.data.get("partner") if self.is_bound else self.initial.get("partner")
        chosen = (
            Partner.objects.live().filter(pk=key) if str(key or "").isdecimal() else Partner.objects.none()
        )
        partner = chosen.first() or (self.instance.partner if self.instance.pk else None)
        return Occasion.objects.of_partner(partner) if partner else Occasion.objects.none()

    def _keep_theirs(self) -> None:
        for name in set(self.fields) - set(THEIRS):
            del self.fields[name]
        self.fields["text"].label, self.fields["text"].help_text = _("What it says, in Vietnamese"), ""
        self.fields["text_second"].label, self.fields["text_second"].help_text = _("Text as it came"), ""
        self.fields["language"].label = _("Language of the letter")
        self.fields["received_on"].required = True

    def _keep_ours(self) -> None:
        for name in OURS_NOT:
            del self.fields[name]
        self.fields["text"].required = True
        if self.instance.pk and not self.instance.is_draft:
            said = {name.removesuffix("_id") for name in SAID}
            for name in said & set(self.fields):
                self.fields[name].disabled = True

    def clean_flow(self) -> str:
        return self.flow_now


class SendForm(NamedRefusals, forms.Form):
    """What the clerk records of a letter that went."""

    number = forms.CharField(
        label=_("Number and symbol"),
        max_length=60,
        help_text=_("As the clerk gave it, for example 125/TLĐ-ĐN."),
    )
    sent_on = forms.DateField(label=_("Sent on"))
    way = forms.CharField(
        label=_("Way of sending"),
        max_length=120,
        required=False,
        help_text=_("For example: post, mail, through the embassy."),
    )


class AnswerForm(NamedRefusals, forms.Form):
    """The answer to a letter: theirs to ours, or ours to theirs."""

    answered_on = forms.DateField(label=_("Answered on"))
    answer = forms.CharField(label=_("Answer"), required=False, widget=forms.Textarea(attrs={"rows": 6}))

    def clean(self):
        return refuse_marks(self, super().clean())


class TemplateForm(RecordForm):
    class Meta:
        model = MessageTemplate
        fields = ["kind", "occasion_kind", "language", "subject", "body"]
        widgets = {"body": LONG}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = "; ".join(f"{braced(name)} {meaning}" for name, meaning in PLACEHOLDERS.items())
        self.fields["body"].help_text = known

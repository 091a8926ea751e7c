"""Forms of the register of participants: one row, many lines, a batch of invitations or answers."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
from portal.access.scope import units_for
from portal.documents.refusal import RefusedFileError
from portal.exchange.reading import read
from portal.registers.forms import refuse_marks
from portal.ui.controls import RemoteSelect
from portal.ui.refusals import NamedRefusals
from portal.units.models import Unit

from ..models import Participant, Side
from ..services.participants_paste import participants_of, read_lines, read_rows

ACTS = [
    ("invite:paper", _("invited by paper letter")),
    ("invite:mail", _("invited by mail")),
    ("invite:telephone", _("invited by telephone")),
    ("answer:yes", _("answered: comes")),
    ("answer:no", _("answered: does not come")),
]


class ParticipantForm(NamedRefusals, forms.ModelForm):
    """One row; whoever fills it in may enter guests' names, so the page is the host's and the Department's."""

    class Meta:
        model = Participant
        fields = [
            "side", "name", "post", "partner", "unit", "organisation", "country", "role", "persons", "invited_on",
            "channel", "answer", "answered_on",
        ]  # fmt: skip
        help_texts = {
            "organisation": _("As it stands on the list; left empty, the partner or unit stands for it."),
            "persons": _("More than one for a group that is listed together."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        partners = self.fields["partner"]
        partners.queryset = Partner.objects.live() | Partner.objects.filter(pk=self.instance.partner_id)
        partners.widget = RemoteSelect(reverse_lazy("partners:partner-choices"))
        partners.widget.choices = partners.choices
        own = units_for(user, "record.view") | Unit.objects.filter(pk=self.instance.unit_id)
        self.fields["unit"].queryset = own.distinct().order_by("sort_key")

    def clean(self):
        given = refuse_marks(self, super().clean())
        if not any(given.get(name) for name in ("name", "post", "partner", "unit", "organisation")):
            self.add_error(
                "name", _("Name: found nothing. Expected a name, a post or whose participant it is.")
            )
        return given


class ManyParticipantsForm(NamedRefusals, forms.Form):
    """Lines pasted, or a sheet; `made` are the participants once the form is valid."""

    side = forms.ChoiceField(label=_("Side"), choices=Side.choices)
    lines = forms.CharField(
        label=_("One participant in each line"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Name; post; unit or organisation; country; persons. Cells copied from Excel fit as they are; "
                    "a line of one cell is an organisation."),
    )  # fmt: skip
    sheet = forms.FileField(
        label=_("or an Excel or CSV file"), required=False,
        help_text=_("The same columns in the same order, on the first sheet."),
    )  # fmt: skip

    def clean(self):
        given = super().clean()
        rows = read_lines(given.get("lines") or "")
        if sheet := given.get("sheet"):
            try:
                rows += read_rows(read(sheet, sheet.name)[0].lines)
            except RefusedFileError as refused:
                raise ValidationError({"sheet": refused.messages}) from None
        if "side" in given and "sheet" not in self.errors:
            self.made = participants_of(rows, side=given["side"])
        return given


class BatchForm(NamedRefusals, forms.Form):
    """What happened to the chosen rows, and when."""

    act = forms.ChoiceField(label=_("What happened"), choices=ACTS)
    on = forms.DateField(label=_("Day"))

    @property
    def verb(self) -> tuple[str, str]:
        """("invite", channel) or ("answer", answer)."""
        kind, _colon, value = self.cleaned_data["act"].partition(":")
        return kind, value


class SendsForm(NamedRefusals, forms.Form):
    """Who comes instead of the one who was invited."""

    name = forms.CharField(label=_("Who comes instead"), max_length=150, required=False)
    post = forms.CharField(label=_("Post"), max_length=200, required=False)
    on = forms.DateField(label=_("Answered on"))

    def clean(self):
        return refuse_marks(self, super().clean())


__all__ = ["ACTS", "BatchForm", "ManyParticipantsForm", "ParticipantForm", "SendsForm"]

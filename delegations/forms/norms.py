"""The form of a cost norm."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.countries import lookup
from portal.money.forms import AmountField
from portal.registers.forms import RecordForm

from ..figures.norms import PER
from ..models import Norm

WHOM = [("", _("head and members alike")), ("True", _("head of delegation")), ("False", _("member"))]


class NormForm(RecordForm):
    groups = (
        (_("What it is for"), ("kind", "guest_class", "for_head", "country_group")),
        (_("Amount"), ("amount", "currency", "per")),
        (_("Validity"), ("valid_from", "valid_to", "source", "confidence", "source_url")),
    )

    amount = AmountField(label=_("Amount"), max_digits=16)
    for_head = forms.TypedChoiceField(
        label=_("For whom"),
        choices=WHOM,
        required=False,
        coerce=lambda value: {"True": True, "False": False}.get(value),
        empty_value=None,
    )

    class Meta:
        model = Norm
        fields = [
            "kind", "guest_class", "for_head", "country_group", "amount", "currency", "per", "valid_from",
            "valid_to", "source", "confidence", "source_url",
        ]  # fmt: skip
        help_texts = {
            "valid_from": _("A new amount is a new row: the one before it ends the day before."),
            "country_group": _("Names or codes of countries, by comma; empty: all countries."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["per"].choices = [("", "---------"), *PER.items()]

    def clean_country_group(self):
        """Codes in order, each once; a name is turned into its code."""
        codes = set()
        for written in filter(None, (part.strip() for part in self.cleaned_data["country_group"].split(","))):
            code = lookup(written)
            if code is None:
                raise ValidationError(
                    _now("Countries: found “%(found)s”, expected names or codes of countries, by comma.")
                    % {"found": written}
                )
            codes.add(code)
        return ", ".join(sorted(codes))

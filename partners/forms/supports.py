"""The form of mutual support."""

from django.utils.translation import gettext_lazy as _

from portal.money.forms import AmountField
from portal.registers.forms import RecordForm
from portal.ui.formats import number_vi

from ..models import SIDES, Support
from .relationship import ask_for_partner


class RateField(AmountField):
    """Đồng for one unit of a currency, with the four decimals that small currencies need."""

    def prepare_value(self, value):
        return value if value is None or isinstance(value, str) else number_vi(value)


class SupportForm(RecordForm):
    groups = (
        (_("General"), ("unit", "partner", "flow", "kind", "title", "starts_on", "ends_on", "result")),
        (_("Money"), ("amount", "currency", "exchange_rate", "rate_date")),
        (_("More"), ("other_units", "notes", "source_url")),
    )

    amount = AmountField(
        label=_("Amount"),
        required=False,
        help_text=_("In the currency of the paper. Not stated: leave empty."),
    )
    exchange_rate = RateField(
        label=_("Exchange rate"), max_digits=14, decimal_places=4, required=False,
        help_text=_("Only where the paper states one; left empty, the portal's own table is used."),
    )  # fmt: skip

    class Meta:
        model = Support
        fields = [
            "unit", "partner", "flow", "kind", "title", "starts_on", "ends_on", "result", "amount", "currency",
            "exchange_rate", "rate_date", "other_units", "notes", "source_url",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_for_partner(self)
        self.fields["flow"].choices = [("", "---------"), *SIDES.items()]

    def rate_stated(self) -> bool:
        """The rate was typed for this sum: a new rate, or an old one whose currency stayed."""
        return self.cleaned_data.get("exchange_rate") is not None and (
            "exchange_rate" in self.changed_data or "currency" not in self.changed_data
        )

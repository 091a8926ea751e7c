"""Forms of external resources."""

from django.utils.translation import gettext_lazy as _

from portal.money.forms import AmountField
from portal.registers.forms import RecordForm
from portal.ui.formats import number_vi

from ..models import Resource
from .shared import MORE, UNKNOWN_PARTNER, partners_field


class DongField(AmountField):
    """Whole đồng, with thousand points."""

    def __init__(self, **options):
        super().__init__(**{"max_digits": 18, "decimal_places": 0, "required": False, **options})

    def clean(self, value):
        amount = super().clean(value)
        return None if amount is None else int(amount)


class RateField(AmountField):
    """Đồng for one unit of a currency, with the four decimals that small currencies need."""

    def __init__(self, **options):
        super().__init__(**{"max_digits": 14, "decimal_places": 4, "required": False, **options})

    def prepare_value(self, value):
        return value if value is None or isinstance(value, str) else number_vi(value)


class ResourceForm(RecordForm):
    groups = (
        (_("General"), ("unit", "direction", "kind", "is_project", "title", "partners", "partners_written",
                        "country", "starts_on", "ends_on", "approval_number", "approved_on", "place")),
        (_("Money"), ("amount", "currency", "exchange_rate", "rate_date", "counterpart_vnd", "received_vnd",
                      "disbursed_vnd")),
        (_("Implementation"), ("progress", "difficulties")),
        (_("More"), MORE),
    )  # fmt: skip

    partners = partners_field(_("Donors and partners"))
    amount = AmountField(
        label=_("Amount"),
        required=False,
        help_text=_("In the currency of the paper. Not stated: leave empty."),
    )
    exchange_rate = RateField(
        label=_("Exchange rate"),
        help_text=_("Only where the paper states one; left empty, the portal's own table is used."),
    )
    counterpart_vnd = DongField(label=_("Our own share (đồng)"))
    received_vnd = DongField(label=_("Received so far (đồng)"))
    disbursed_vnd = DongField(label=_("Disbursed so far (đồng)"))

    class Meta:
        model = Resource
        fields = [
            "unit", "direction", "kind", "title", "is_project", "partners", "partners_written", "country",
            "place", "starts_on", "ends_on", "approval_number", "approved_on", "amount", "currency",
            "exchange_rate", "rate_date", "counterpart_vnd", "received_vnd", "disbursed_vnd", "progress",
            "difficulties", "other_units", "notes", "source_url",
        ]  # fmt: skip
        labels = {"partners_written": _("Partner not in the list")}
        help_texts = {
            "partners_written": UNKNOWN_PARTNER,
        }

    def rate_stated(self) -> bool:
        """The rate was typed for this sum: a new rate, or an old one whose currency stayed."""
        return self.cleaned_data.get("exchange_rate") is not None and (
            "exchange_rate" in self.changed_data or "currency" not in self.changed_data
        )

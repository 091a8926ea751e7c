"""Forms of agreements and resources."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
from portal.money.forms import AmountField
from portal.registers.forms import RecordForm
from portal.ui.controls import RemoteSelectMultiple
from portal.ui.formats import number_vi

from ..models import Agreement, Resource

UNKNOWN_PARTNER = _("A partner that is not in the list yet: write its name here.")
MORE = ("other_units", "notes", "source_url")


def partners_field(label):
    """Any live partner, several at once, asked for while typing."""
    return forms.ModelMultipleChoiceField(
        queryset=Partner.objects.live(), required=False, label=label,
        widget=RemoteSelectMultiple(reverse_lazy("partners:partner-choices")),
    )  # fmt: skip


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


class AgreementForm(RecordForm):
    groups = (
        (_("General"), ("unit", "kind", "title", "partners", "partners_written", "country")),
        (_("Signing"), ("signed_on", "place", "our_signatory", "our_signatory_post", "foreign_signatory",
                        "foreign_signatory_post", "level", "languages")),
        (_("Term"), ("starts_on", "ends_on", "has_no_term", "auto_renewal", "notice_days")),
        (_("Planned"), ("is_planned", "planned_on")),
        (_("Content and implementation"), ("fields_of_cooperation", "content", "implementation", "difficulties",
                                           "recommendation", "reported_on")),
        (_("More"), MORE),
    )  # fmt: skip

    partners = partners_field(_("Partners"))

    class Meta:
        model = Agreement
        fields = [
            "unit", "kind", "title", "partners", "partners_written", "country", "is_planned", "planned_on",
            "signed_on", "place", "starts_on", "ends_on", "has_no_term", "auto_renewal", "notice_days",
            "level", "languages", "our_signatory", "our_signatory_post", "foreign_signatory",
            "foreign_signatory_post", "fields_of_cooperation", "content", "implementation", "difficulties",
            "recommendation", "reported_on", "other_units", "notes", "source_url",
        ]  # fmt: skip
        labels = {"partners_written": _("Partner not in the list")}
        help_texts = {
            "partners_written": UNKNOWN_PARTNER,
            "planned_on": _("For example: quarter III of next year."),
            "ends_on": _("A year is enough: 2028 means until 31/12/2028."),
        }


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

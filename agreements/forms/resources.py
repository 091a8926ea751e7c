"""Forms of external resources."""

from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from partners.forms.interactions import PEOPLE, remote
from portal.access.scope import visible
from portal.money.forms import AmountField
from portal.people.models import Person
from portal.registers.forms import RecordForm
from portal.ui.controls import RemoteSelect
from portal.ui.formats import number_vi

from ..models import Agreement, Resource
from .shared import MORE, UNKNOWN_PARTNER, partners_field

AGREEMENTS = reverse_lazy("agreements:agreement-choices")


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


#: What the procedure writes, and what follows from the movements: shown, not taken, once there is either.
BY_THE_PROCEDURE = ("approval_number", "approved_on", "approval_authority")
BY_MOVEMENTS = ("received_vnd", "disbursed_vnd", "settled_vnd")


class ResourceForm(RecordForm):
    groups = (
        (_("General"), ("unit", "direction", "kind", "is_project", "title", "partners", "partners_written",
                        "country", "starts_on", "ends_on", "place", "purpose", "distinct_reason")),
        (_("Who and under what"), ("officer", "agreement", "approval_number", "approved_on", "approval_authority")),
        (_("Money"), ("amount", "currency", "exchange_rate", "rate_date", "counterpart_vnd", "received_vnd",
                      "disbursed_vnd", "settled_vnd", "excess_reason", "places", "aid_account")),
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
    settled_vnd = DongField(label=_("Settled so far (đồng)"))

    class Meta:
        model = Resource
        fields = [
            "unit", "direction", "kind", "title", "is_project", "partners", "partners_written", "country",
            "place", "starts_on", "ends_on", "purpose", "officer", "agreement", "approval_number", "approved_on",
            "approval_authority", "amount", "currency", "exchange_rate", "rate_date", "counterpart_vnd",
            "received_vnd", "disbursed_vnd", "settled_vnd", "excess_reason", "places", "aid_account", "progress",
            "difficulties", "distinct_reason", "other_units", "notes", "source_url",
        ]  # fmt: skip
        labels = {
            "unit": _("Grant owner"),
            "other_units": _("Beneficiary units"),
            "partners_written": _("Partner not in the list"),
        }
        help_texts = {
            "partners_written": UNKNOWN_PARTNER,
            "excess_reason": _("Only where more came than was committed."),
            "distinct_reason": _("Only where the portal says that one much like it was entered already."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        seen = Q(pk__in=visible(Person, self.user).values("pk")) | Q(pk=self.instance.officer_id)
        remote(self.fields["officer"], RemoteSelect(PEOPLE), Person.objects.filter(seen))
        mine = Agreement.objects.visible_to(self.user).live() | Agreement.objects.filter(
            pk=self.instance.agreement_id
        )
        remote(self.fields["agreement"], RemoteSelect(AGREEMENTS), mine.distinct())
        if self.instance.stage:
            self._lock(BY_THE_PROCEDURE, _("Follows from the procedure."))
        if self.instance.pk and self.instance.movements.exists():
            self._lock(BY_MOVEMENTS, _("Follows from the movements of money."))

    def _lock(self, names, why) -> None:
        for name in names:
            self.fields[name].disabled, self.fields[name].help_text = True, why

    def rate_stated(self) -> bool:
        """The rate was typed for this sum: a new rate, or an old one whose currency stayed."""
        return self.cleaned_data.get("exchange_rate") is not None and (
            "exchange_rate" in self.changed_data or "currency" not in self.changed_data
        )

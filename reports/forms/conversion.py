"""Forms of converted figures: with which period and which figure, and the shares of a unit that was split."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.registers.forms import ShortForm
from portal.units.models import Unit


class SharesForm(ShortForm):
    """One field for each successor: "share_12" holds the percent that counts for the unit 12."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Who decided so, and on what ground.")
    )

    def __init__(self, *args, heirs: list[Unit], **kwargs):
        super().__init__(*args, **kwargs)
        self.heirs = heirs
        for heir in heirs:
            self.fields[f"share_{heir.pk:d}"] = forms.DecimalField(
                label=heir.short_name, min_value=Decimal(0), max_value=Decimal(100), decimal_places=2, max_digits=5,
                help_text=_("percent"), localize=True,
            )  # fmt: skip
        self.order_fields([*(f"share_{heir.pk:d}" for heir in heirs), "reason"])

    def shares(self) -> dict[int, Decimal]:
        return {heir.pk: self.cleaned_data[f"share_{heir.pk:d}"] for heir in self.heirs}

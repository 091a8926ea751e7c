"""Forms of a budget: one row a line, checked against the norms while it is typed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.money.currencies import DONG
from portal.money.forms import AmountField
from portal.money.rates import to_dong
from portal.registers.forms import refuse_marks
from portal.ui.refusals import NamedRefusals, NamedRows

from ..figures.money import Openness, openness
from ..figures.norms import day_of, excess_of, norms_in_force
from ..models import BudgetLine, Delegation, Direction, Event, Norm
from ..services.money import ESTIMATED


class RevisionForm(NamedRefusals, forms.Form):
    """The revision of the record that the editor of its rows saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


@dataclass(frozen=True)
class Around:
    """What the rows of one budget share: the record, today, the norms of its day."""

    record: Delegation | Event
    today: dt.date
    norms: Sequence[Norm]

    @property
    def takes_guests(self) -> bool:
        return isinstance(self.record, Event) or self.record.direction != Direction.OUTGOING


class BudgetLineForm(NamedRefusals, forms.ModelForm):
    """One line. An empty rate is taken from the table of rates; a line above its norm asks for the reason."""

    text = forms.CharField(label=_("What it is spent on"), max_length=250, required=False)
    quantity = AmountField(label=_("Quantity"), max_digits=12, help_text=_("Persons × days, hours, pages…"))
    price = AmountField(label=_("Unit price"), max_digits=16)
    rate = AmountField(
        label=_("Rate to đồng"),
        max_digits=14,
        decimal_places=4,
        required=False,
        help_text=_("Empty: the portal's rate of the day."),
    )
    actual_vnd = AmountField(label=_("Actual cost (đồng)"), decimal_places=0, required=False)

    class Meta:
        model = BudgetLine
        fields = [
            "kind", "text", "guest_class", "for_head", "quantity", "price", "currency", "rate", "rated_on",
            "funding_source", "actual_vnd", "over_norm_reason",
        ]  # fmt: skip

    def __init__(self, *args, around: Around, **kwargs):
        super().__init__(*args, **kwargs)
        self.around = around
        if not around.takes_guests:
            del self.fields["guest_class"], self.fields["for_head"]
        if openness(around.record) == Openness.ACTUALS and self.instance.pk:
            for name in ESTIMATED:
                if name in self.fields:
                    self.fields[name].disabled = True

    def clean(self):
        cleaned = refuse_marks(self, super().clean())
        currency = cleaned.get("currency")
        if currency and currency != DONG and cleaned.get("rate") is None and "rate" not in self.errors:
            on = cleaned.get("rated_on") or self.around.today
            known = to_dong(1, currency, on)
            if known.rate is not None:
                cleaned["rate"], cleaned["rated_on"] = known.rate, cleaned.get("rated_on") or known.rate_date
        return cleaned

    def _post_clean(self):
        """After the model's own checks: what the norm allows, and the reason for more."""
        super()._post_clean()
        if self.errors:
            return
        line, around = self.instance, self.around
        line.derive()
        found = excess_of(line, around.norms, around.record, day_of(around.record, around.today))
        if found and not line.over_norm_reason.strip():
            self.add_error(
                "over_norm_reason",
                _now("Above the norm because: found nothing, expected the reason. %(excess)s")
                % {"excess": found.sentence},
            )


class BudgetRows(NamedRows, BaseInlineFormSet):
    heading = _("Lines of the budget")
    row = _("Line %(number)s")

    def __init__(self, *args, today: dt.date | None = None, instance=None, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self._today = today or timezone.localdate()

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "around": self._around}

    @property
    def _around(self) -> Around:
        if not hasattr(self, "_shared"):
            norms = norms_in_force(day_of(self.instance, self._today))
            self._shared = Around(self.instance, self._today, norms)
        return self._shared

    def removed(self) -> list[BudgetLine]:
        return [form.instance for form in self.deleted_forms if form.instance.pk]

    def changed(self) -> list[BudgetLine]:
        """New and changed lines; an added row that was left empty is none."""
        gone = self.deleted_forms
        return [form.instance for form in self.forms if form.has_changed() and form not in gone]


BudgetOfDelegation = inlineformset_factory(
    Delegation, BudgetLine, fk_name="delegation", form=BudgetLineForm, formset=BudgetRows, extra=0
)
BudgetOfEvent = inlineformset_factory(
    Event, BudgetLine, fk_name="event", form=BudgetLineForm, formset=BudgetRows, extra=0
)


def budget_rows(record: Delegation | Event, data, *, today: dt.date) -> BudgetRows:
    """The rows of this record; after approval none of them can be taken out."""
    made: Any = BudgetOfDelegation if isinstance(record, Delegation) else BudgetOfEvent
    rows = made(data, instance=record, today=today, prefix="lines")
    rows.can_delete = openness(record) == Openness.OPEN
    return rows

"""Forms on the pages of a resource: movements, shares, results, reports, and the steps of its procedure."""

import datetime as dt
from decimal import Decimal

from django import forms
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.documents.checks import ALLOWED
from portal.documents.forms import ACCEPT
from portal.money.forms import AmountField
from portal.registers.forms import refuse_marks
from portal.ui.refusals import NamedRefusals, NamedRows
from portal.units.models import Unit

from ..models import DonorShare, GrantReport, Indicator, Movement, MovementKind, Resource, ResourceResult
from ..services.money import WE_GIVE
from ..services.results import check_result
from .resources import RateField


class PartForm(NamedRefusals, forms.ModelForm):
    """A row that hangs on a resource; marks of secrecy are refused as everywhere."""

    def clean(self):
        return refuse_marks(self, super().clean())


class StepForm(NamedRefusals, forms.Form):
    """What a step of the procedure asks for; a step that asks for nothing shows what it refuses."""

    def clean(self):
        return refuse_marks(self, super().clean())


class RevisionForm(NamedRefusals, forms.Form):
    """The revision of the resource that the editor of its rows saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class MovementForm(PartForm):
    """One sum. An empty rate is that of the table on its day."""

    amount = AmountField(label=_("Amount"), min_value=Decimal("0.01"))
    exchange_rate = RateField(
        label=_("Exchange rate"),
        help_text=_(
            "Only where the bank's paper states one; left empty, that of the portal's table on the day."
        ),
    )
    excess_reason = forms.CharField(
        label=_("More than was committed because"), max_length=300, required=False,
        help_text=_("Only where more came than was committed."),
    )  # fmt: skip

    class Meta:
        model = Movement
        fields = [
            "kind", "happened_on", "covers_from", "amount", "currency", "exchange_rate", "paper_number", "note",
            "excess_reason",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        resource = self.instance.resource
        if not resource.is_received:
            self.fields["kind"].choices = [(kind.value, kind.label) for kind in WE_GIVE]
        if not self.instance.pk:
            self.initial.setdefault("currency", resource.currency or "VND")
            self.initial.setdefault(
                "kind", MovementKind.RECEIVED if resource.is_received else MovementKind.DISBURSED
            )
        self.initial["excess_reason"] = resource.excess_reason

    def rate_stated(self) -> bool:
        """The rate was typed for this sum: a new one, or an old one whose currency and day stayed."""
        moved = {"currency", "happened_on"} & set(self.changed_data)
        stated = self.cleaned_data.get("exchange_rate") is not None
        return stated and ("exchange_rate" in self.changed_data or not moved)


class ShareForm(PartForm):
    percent = AmountField(label=_("Share (%)"), max_digits=5)

    class Meta:
        model = DonorShare
        fields = ["partner", "percent"]

    def __init__(self, *args, resource: Resource, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = resource.partners.all()


class ResultForm(PartForm):
    """One value by a day: in all up to then, not since the last row."""

    class Meta:
        model = ResourceResult
        fields = ["indicator", "is_target", "measured_on", "value", "women", "unit", "sector", "evidence"]
        help_texts = {"value": _("In all up to that day, for this unit and sector.")}

    def __init__(self, *args, resource: Resource, **kwargs):
        super().__init__(*args, **kwargs)
        kept = Indicator.objects.filter(pk=self.instance.indicator_id)
        self.fields["indicator"].queryset = (Indicator.objects.live() | kept).order_by("position", "pk")
        self.fields["unit"].queryset = Unit.objects.order_by("sort_key")

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            try:
                check_result(self.instance, timezone.localdate())
            except forms.ValidationError as refused:
                self.add_error(None, refused)


class _Rows(NamedRows, BaseInlineFormSet):
    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "resource": self.instance}

    def removed(self) -> list:
        return [form.instance for form in self.deleted_forms if form.instance.pk]

    def changed(self) -> list:
        """New and changed rows; an added row that was left empty is none."""
        gone = self.deleted_forms
        return [form.instance for form in self.forms if form.has_changed() and form not in gone]


class ShareRows(_Rows):
    heading = _("Shares of the donors")
    row = _("Donor %(number)s")


class ResultRows(_Rows):
    heading = _("Results")
    row = _("Result %(number)s")


_SHARES = inlineformset_factory(Resource, DonorShare, form=ShareForm, formset=ShareRows, extra=0)
_RESULTS = inlineformset_factory(Resource, ResourceResult, form=ResultForm, formset=ResultRows, extra=0)


def share_rows(resource: Resource, data) -> ShareRows:
    return _SHARES(data, instance=resource, prefix="shares")


def result_rows(resource: Resource, data) -> ResultRows:
    return _RESULTS(data, instance=resource, prefix="results")


class GrantReportForm(PartForm):
    """A report: progress and obstacles of its period; when and under which number it went."""

    class Meta:
        model = GrantReport
        fields = [
            "title", "period_from", "period_to", "due_on", "progress", "difficulties", "sent_on", "number",
        ]  # fmt: skip
        help_texts = {"sent_on": _("Empty: it is not sent yet.")}


class WaiveForm(StepForm):
    reason = forms.CharField(label=_("Reason"), max_length=300)
    whole_rule = forms.BooleanField(
        label=_("None of this kind that is not sent yet is needed"), required=False
    )


# -- steps --


class ApprovalOnPaperForm(StepForm):
    """An approval on paper: its number, day, authority, and the scan that proves it."""

    number = forms.CharField(label=_("Number"), max_length=80, required=False)
    dated = forms.DateField(label=_("Date"))
    authority = forms.CharField(label=_("Deciding authority"), max_length=200)
    scan = forms.FileField(
        label=_("Scan"), required=False, max_length=200, widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=_("%(kinds)s; at most 20 MB.") % {"kinds": ALLOWED},
    )  # fmt: skip
    no_state_secret = forms.BooleanField(label=_("This document contains no state secrets"), required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("scan") and not cleaned.get("no_state_secret"):
            self.add_error(
                "no_state_secret",
                _now("Tick “This document contains no state secrets”: found not ticked, expected ticked."),
            )
        return cleaned


class BeginForm(StepForm):
    begun_on = forms.DateField(label=_("Begun on"))


class CompleteForm(StepForm):
    completed_on = forms.DateField(label=_("Completed on"))


class WhyForm(StepForm):
    why = forms.CharField(label=_("Reason"), max_length=300)


STEP_FORMS: dict[str, type[StepForm]] = {
    "record": ApprovalOnPaperForm,
    "begin": BeginForm,
    "complete": CompleteForm,
    "revoke": WhyForm,
    "reopen": WhyForm,
    "resume": WhyForm,
}


def given(form: StepForm) -> dict[str, dt.date | str]:
    """What the step takes; the tick speaks of the file alone, and a file that was not given is none."""
    values = {name: value for name, value in form.cleaned_data.items() if name != "no_state_secret"}
    return {name: value for name, value in values.items() if value is not None}

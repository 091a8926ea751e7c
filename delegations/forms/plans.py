"""Forms of the annual plan, of its lines, and of every adjustment with its reason."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
from portal.access.permissions import Permission
from portal.access.scope import units_for
from portal.documents.forms import ACCEPT, AttachForm
from portal.money.forms import AmountField
from portal.registers.forms import RecordForm, refuse_marks
from portal.ui.controls import RemoteSelectMultiple
from portal.ui.refusals import NamedRefusals

from ..models import AnnualPlan, CancelReason, LineKind, PlanItem

PARTNERS = reverse_lazy("partners:partner-choices")
LINE = (
    "kind", "title", "partners", "partners_written", "country", "place", "starts_on", "ends_on", "level", "size",
    "days", "estimate", "funding_source",
)  # fmt: skip


class PlanForm(RecordForm):
    class Meta:
        model = AnnualPlan
        fields = ["unit", "year", "notes", "source_url"]
        help_texts = {
            "notes": _(
                "Where nothing is planned this year, say so here: the plan can then be submitted empty."
            )
        }
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].localize = False


class WholeAmountField(AmountField):
    """Đồng have no fractions."""

    def __init__(self, **options):
        super().__init__(**{"decimal_places": 0, "max_digits": 15, **options})

    def clean(self, value):
        found = super().clean(value)
        return None if found is None else int(found)


def _estimate(**options) -> WholeAmountField:
    return WholeAmountField(label=_("Estimate (đồng)"), required=False, **options)


class LineFields(RecordForm):
    """What every form of a line does alike: partners asked of the server, kinds in the words of a plan."""

    estimate = _estimate(help_text=_("Leave it empty when it is not known."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            self.fields["kind"].choices = [("", "---------"), *LineKind.choices]
        field = self.fields["partners"]
        living = Partner.objects.live()
        if self.instance.pk:
            living = living | self.instance.partners.all()
        field.widget = RemoteSelectMultiple(PARTNERS)
        field.queryset = living.distinct()
        self.fields["partners_written"].help_text = _("A partner that is not in the list: as it was written.")
        self.fields["starts_on"].help_text = _("The month is enough: mm/yyyy.")


class PlanItemForm(LineFields):
    """A line of an open plan, or an addition to one that was approved: then its reason is asked for."""

    groups = (
        (_("General"), ("plan", *LINE[:6])),
        (_("Time, people, money"), LINE[6:]),
        (_("Reason"), ("reason",)),
    )

    class Meta:
        model = PlanItem
        fields = ["plan", *LINE, "reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"reason": _("Why it is needed; an addition to an approved plan cannot do without.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        mine = units_for(self.user, Permission.RECORD_EDIT).values("pk")
        plans = AnnualPlan.objects.live().filter(unit__in=mine).exclude(state="in_approval")
        if self.instance.pk:
            plans = AnnualPlan.objects.filter(pk=self.instance.plan_id)
        self.fields["plan"].queryset = plans.select_related("unit").order_by("-year", "unit__sort_key")

    def clean(self):
        cleaned = super().clean()
        plan = cleaned.get("plan")
        if plan and plan.is_approved and not self.instance.pk and not (cleaned.get("reason") or "").strip():
            self.add_error(
                "reason",
                ValidationError(
                    _now("Reason: found nothing, expected why the line is added to an approved plan.")
                ),
            )
        return cleaned


class QuickLineForm(LineFields):
    """The few fields that are known in October, for entering one line after another on a phone."""

    class Meta:
        model = PlanItem
        fields = [
            "kind", "title", "partners", "partners_written", "country", "starts_on", "size", "estimate",
            "funding_source",
        ]  # fmt: skip


class LineChangeForm(LineFields):
    """The new values of a line of an approved plan, and why."""

    groups = (
        (_("Why"), ("because",)),
        (_("General"), LINE[1:6]),
        (_("Time, people, money"), LINE[6:]),
    )

    because = forms.CharField(
        label=_("Reason of the adjustment"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    class Meta:
        model = PlanItem
        fields = list(LINE[1:])


class PutOffForm(NamedRefusals, forms.Form):
    """Postponing, cancelling, carrying over: the coded reason and its words."""

    cancel_reason = forms.ChoiceField(label=_("Because"), choices=[("", "---------"), *CancelReason.choices])
    reason = forms.CharField(
        label=_("Reason in words"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self):
        return refuse_marks(self, super().clean())


class TakeUpForm(NamedRefusals, forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def clean(self):
        return refuse_marks(self, super().clean())


class CarryForm(PutOffForm):
    """Lines of the plan of the year before that were not carried out: which of them go on in this one."""

    items = forms.ModelMultipleChoiceField(
        label=_("Lines"), queryset=PlanItem.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    field_order = ("items", "cancel_reason", "reason")

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["items"].queryset = rows
        self.fields["items"].label_from_instance = lambda item: " · ".join(
            filter(None, [item.title, item.time_label, item.unit.short_name])
        )


class PlanApprovalForm(NamedRefusals, forms.Form):
    """An approval on paper: its number, day, authority, and the scan that proves it."""

    number = forms.CharField(label=_("Number of the approval"), max_length=60)
    dated = forms.DateField(label=_("Date of the approval"))
    authority = forms.CharField(label=_("Deciding authority"), max_length=200)
    scan = forms.FileField(
        label=_("Scan"),
        allow_empty_file=True,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    no_state_secret = AttachForm.base_fields["no_state_secret"]

    def clean(self):
        return refuse_marks(self, super().clean())

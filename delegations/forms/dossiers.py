"""Forms of a dossier: its basis, its steps, parts done without, decisions with an outcome for each member."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.documents.checks import ALLOWED
from portal.documents.forms import ACCEPT
from portal.registers.forms import RecordForm, ShortForm
from portal.text.fields import PartialDateFormField

from ..figures.members import OUTCOMES, Line
from ..models import CancelReason, Decision, Delegation, Direction, Event, MemberOutcome, PlanItem, Planned

NEAR = 1  # years around that of the dossier whose plans are offered


class BasisForm(RecordForm):
    """What a dossier rests on: plan or reason, request, the content of work."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = PlanItem.objects.visible_to(self.user).live().approved().filter(kind__in=self._kinds())
        first = self.instance.starts_on or self.instance.ends_on
        if first is not None:
            offered = offered.filter(plan__year__range=(first.year - NEAR, first.year + NEAR))
        if self.instance.plan_item_id:
            offered = offered | PlanItem.objects.filter(pk=self.instance.plan_item_id)
        self.fields["plan_item"].queryset = offered.distinct().order_by("-plan__year", "placed_from", "pk")

    def _kinds(self) -> Sequence[str]:
        record = self.instance
        return (record.direction,) if isinstance(record, Delegation) else tuple(Direction.values)

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("plan_item") and cleaned.get("planned") == Planned.UNPLANNED:
            self.add_error(
                "planned",
                _now("Annual plan: found “%(found)s” beside a line of the plan, expected one or the other.")
                % {"found": Planned.UNPLANNED.label},
            )
        elif cleaned.get("plan_item"):
            self.instance.planned = cleaned["planned"] = Planned.IN_PLAN
        return cleaned


class DelegationBasisForm(BasisForm):
    class Meta:
        model = Delegation
        fields = [
            "planned",
            "plan_item",
            "unplanned_reason",
            "requested_on",
            "agenda",
            "event",
            "second_language",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        seen = Event.objects.visible_to(self.user).live()
        first = self.instance.starts_on
        near = seen.filter(placed_to__year__range=(first.year - NEAR, first.year + NEAR)) if first else seen
        if self.instance.event_id:
            near = near | Event.objects.filter(pk=self.instance.event_id)
        self.fields["event"].queryset = near.distinct().order_by("-placed_to", "-pk")


class EventBasisForm(BasisForm):
    class Meta:
        model = Event
        fields = [
            "planned",
            "plan_item",
            "unplanned_reason",
            "requested_on",
            "rationale",
            "agenda",
            "second_language",
        ]


class ConfirmForm(ShortForm):
    """A step that asks for nothing but that one means it; what it refuses stands here."""


class PutOffForm(ShortForm):
    """Postponed or called off: the reason by its code; lack of money is one of its own."""

    reason = forms.ChoiceField(label=_("Reason"), choices=CancelReason.choices)
    note = forms.CharField(label=_("Remarks"), max_length=300, required=False)


class WhyForm(ShortForm):
    why = forms.CharField(label=_("Reason"), max_length=300)


class TakeUpForm(ShortForm):
    """New days for what was postponed."""

    starts_on = PartialDateFormField(label=_("From"), required=True)
    ends_on = PartialDateFormField(label=_("To"), required=False)


class WaiverForm(ShortForm):
    reason = forms.CharField(label=_("Reason"), max_length=300)


class DecisionForm(ShortForm):
    """Number, day and authority; below, what is decided on each member.

    `outcomes()` gives what `record_decision` takes.
    """

    number = forms.CharField(label=_("Number"), max_length=60)
    decided_on = forms.DateField(label=_("Decided on"))
    authority = forms.CharField(label=_("Authority"), max_length=200)
    changes = forms.ModelChoiceField(
        label=_("Changes the decision"),
        queryset=Decision.objects.none(),
        required=False,
        help_text=_("Only the members whose outcome changes need one then."),
    )
    note = forms.CharField(label=_("Remarks"), max_length=300, required=False)
    scan = forms.FileField(
        label=_("Scan"),
        required=False,
        allow_empty_file=True,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=_("%(kinds)s; at most 20 MB.") % {"kinds": ALLOWED},
    )
    no_state_secret = forms.BooleanField(label=_("This document contains no state secrets"), required=False)

    def __init__(self, *args, lines: Sequence[Line], decisions, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        self.fields["changes"].queryset = decisions
        has_earlier = decisions.exists()
        if not has_earlier:
            del self.fields["changes"]
        kept = [("", "–")] if has_earlier else []
        for line in lines:
            who = str(line.member)
            self.fields[f"outcome_{line.member.pk:d}"] = forms.ChoiceField(
                label=who, choices=[*kept, *OUTCOMES.items()], required=not has_earlier,
                initial="" if has_earlier else MemberOutcome.SENT,
            )  # fmt: skip
            self.fields[f"reason_{line.member.pk:d}"] = forms.CharField(
                label=_now("Reason for %(who)s") % {"who": who}, max_length=300, required=False
            )

    def paper_fields(self) -> list[forms.BoundField]:
        """Everything but the rows of members."""
        return [field for field in self if not field.name.startswith(("outcome_", "reason_"))]

    def member_rows(self) -> list[tuple[Line, forms.BoundField, forms.BoundField]]:
        return [
            (line, self[f"outcome_{line.member.pk:d}"], self[f"reason_{line.member.pk:d}"])
            for line in self.lines
        ]

    def outcomes(self) -> dict[int, tuple[str, str]]:
        """Member key → (outcome, reason), those without an outcome left out."""
        given = self.cleaned_data
        found = {
            line.member.pk: (given[f"outcome_{line.member.pk:d}"], given[f"reason_{line.member.pk:d}"])
            for line in self.lines
        }
        return {pk: pair for pk, pair in found.items() if pair[0]}

"""Forms of a relationship: its framework, its steps, objectives, assessments and the decision on these."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from portal.people.models import Person
from portal.registers.forms import RecordForm, refuse_marks
from portal.text.fields import PartialDateFormField
from portal.ui.controls import RemoteSelect
from portal.ui.refusals import NamedRefusals

from ..models import Assessment, AssessmentRuling, Objective, Partner, RelationshipState

PARTNERS = reverse_lazy("partners:partner-choices")


def ask_for_partner(form: forms.ModelForm) -> None:
    """One live partner, asked of the server while typing."""
    form.fields["partner"].queryset = Partner.objects.live()
    form.fields["partner"].widget = RemoteSelect(PARTNERS)
    form.fields["partner"].widget.choices = form.fields["partner"].choices


class FrameworkForm(RecordForm):
    """How far the relationship reaches, and who answers for it."""

    class Meta:
        model = Partner
        fields = ["relationship_level", "framework", "is_focus", "responsible", "desk"]


class ChangeForm(NamedRefusals, forms.Form):
    """One step of the relationship; its day may be known by its year alone."""

    state = forms.ChoiceField(label=_("Relationship"), choices=RelationshipState.choices)
    since = PartialDateFormField(label=_("Since"), required=True)
    reason = forms.CharField(label=_("Reason, basis"), max_length=300, required=False)

    def clean(self):
        return refuse_marks(self, super().clean())


class ObjectiveForm(RecordForm):
    class Meta:
        model = Objective
        fields = ["partner", "title", "due_on", "progress", "owner", "blockers"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_for_partner(self)
        self.fields["owner"].queryset = Person.objects.order_by("sort_key")


class AssessmentForm(RecordForm):
    """Ratings are chosen, never written: 1 is low, 5 is high."""

    class Meta:
        model = Assessment
        fields = ["assessed_on", "trust", "atmosphere", "risk", "course"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("trust", "atmosphere", "risk"):
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label, coerce=int, choices=[("", "–"), *((n, str(n)) for n in range(1, 6))]
            )  # fmt: skip


class RulingForm(NamedRefusals, forms.ModelForm):
    class Meta:
        model = AssessmentRuling
        fields = ["number", "decided_on", "decided_by_post", "valid_from", "valid_to", "notes"]
        labels = {"decided_on": _("Day of the decision")}
        help_texts = {"valid_to": _("Left empty: until another decision ends it.")}

    def clean(self):
        return refuse_marks(self, super().clean())

"""Forms of inspections, courses and programmes of coordination, and of what happens to each."""

from django import forms
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.scope import visible
from portal.people.models import Person
from portal.registers.forms import RecordForm, ShortForm
from portal.ui.controls import RemoteSelectMultiple
from portal.units.models import Unit

from ..models import Coordination, Course, Inspection

PEOPLE = reverse_lazy("partners:people-choices")


class InspectionForm(RecordForm):
    groups = (
        (_("Plan"), ("unit", "kind", "title", "inspected", "year", "planned_on")),
        (_("More"), ("other_units", "source_url")),
    )

    class Meta:
        model = Inspection
        fields = ["unit", "kind", "title", "inspected", "year", "planned_on", "other_units", "source_url"]
        help_texts = {
            "inspected": _("It sees the inspection once the decision is recorded."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["inspected"].queryset = Unit.objects.as_of(today).order_by("sort_key")
        self.fields["year"].localize = self.fields["year"].widget.is_localized = False
        if not self.instance.pk:
            self.initial.setdefault("year", today.year)


class CourseForm(RecordForm):
    groups = (
        (_("Plan"), ("unit", "title", "topic", "year", "planned_on", "audience", "planned_people", "funding_source")),
        (_("More"), ("other_units", "source_url")),
    )  # fmt: skip

    class Meta:
        model = Course
        fields = [
            "unit", "title", "topic", "year", "planned_on", "audience", "planned_people", "funding_source",
            "other_units", "source_url",
        ]  # fmt: skip
        labels = {"title": _("Title of the course")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].localize = self.fields["year"].widget.is_localized = False
        if not self.instance.pk:
            self.initial.setdefault("year", timezone.localdate().year)


class CoordinationForm(RecordForm):
    groups = (
        (_("Programme"), ("unit", "title", "body_kind", "body", "number", "signed_on", "valid_from", "valid_to", "summary")),
        (_("More"), ("other_units", "source_url")),
    )  # fmt: skip

    class Meta:
        model = Coordination
        fields = [
            "unit", "title", "body_kind", "body", "number", "signed_on", "valid_from", "valid_to", "summary",
            "other_units", "source_url",
        ]  # fmt: skip


class DecideForm(ShortForm):
    number = forms.CharField(label=_("Number of the decision"), max_length=60)
    on = forms.DateField(label=_("Date of the decision"))


class HeldForm(ShortForm):
    on = forms.DateField(label=_("Held on"))
    findings = forms.CharField(label=_("Findings"), widget=forms.Textarea(attrs={"rows": 6}))


class ConcludeForm(ShortForm):
    on = forms.DateField(label=_("Concluded on"))
    conclusion = forms.CharField(label=_("Conclusion"), widget=forms.Textarea(attrs={"rows": 6}))


class WhyForm(ShortForm):
    reason = forms.CharField(label=_("Reason"), max_length=300)


class RemedyForm(ShortForm):
    text = forms.CharField(label=_("What is to be put right"), max_length=500)
    due_on = forms.DateField(label=_("Due on"), required=False)


class RemedyDoneForm(ShortForm):
    on = forms.DateField(label=_("Done on"))
    evidence = forms.CharField(label=_("Evidence"), max_length=300)


class HoldCourseForm(ShortForm):
    starts_on = forms.DateField(label=_("From"))
    ends_on = forms.DateField(label=_("To"), required=False)
    place = forms.CharField(label=_("Place"), max_length=150, required=False)
    participants = forms.IntegerField(label=_("Participants"), min_value=1, max_value=100_000, required=False)
    result = forms.CharField(label=_("Result"), widget=forms.Textarea(attrs={"rows": 4}), required=False)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error(
                "ends_on",
                _("To: found %(found)s, expected %(expected)s or later.")
                % {"found": f"{last:%d/%m/%Y}", "expected": f"{first:%d/%m/%Y}"},
            )
        return cleaned


class ResultForm(ShortForm):
    on = forms.DateField(label=_("On"))
    text = forms.CharField(label=_("Result"), widget=forms.Textarea(attrs={"rows": 5}))


class AttendanceForm(ShortForm):
    """Officers of ours by their record; nobody is named who is not in the register of officers."""

    people = forms.ModelMultipleChoiceField(
        label=_("Officers who attended"), queryset=Person.objects.none(), widget=RemoteSelectMultiple(PEOPLE)
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = Person.objects.filter(Q(pk__in=visible(Person, user).values("pk")))

"""Forms of resolutions: its tasks, giving a task to units, and what is said of an assignment."""

from django import forms
from django.db.models import Q
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.forms.interactions import PEOPLE, remote
from portal.access.scope import visible
from portal.people.models import Person
from portal.registers.forms import RecordForm, ShortForm, refuse_marks
from portal.ui.controls import RemoteSelect
from portal.ui.refusals import NamedRefusals, NamedRows
from portal.units.models import REPORTING_TYPES, Unit, UnitType

from ..figures.resolution import figure_choices
from ..models import Assignment, Resolution, ResolutionTask


class ResolutionForm(RecordForm):
    """Its tasks are rows below; its text is attached on its page."""

    class Meta:
        model = Resolution
        fields = ["title", "number", "issued_on", "authority", "ends_on", "summary", "source_url"]


class TaskForm(NamedRefusals, forms.ModelForm):
    figure = forms.ChoiceField(label=_("figure of the reports"), required=False)

    class Meta:
        model = ResolutionTask
        fields = ["code", "title", "figure"]
        widgets = {"title": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, figures=(), **kwargs):
        super().__init__(*args, **kwargs)
        known, kept = dict(figures), self.instance.figure
        if kept and kept not in known:
            known[kept] = kept  # an indicator that is no longer in force
        self.fields["figure"].choices = [("", "–"), *known.items()]

    def clean(self):
        return refuse_marks(self, super().clean())


class TaskRows(NamedRows, BaseInlineFormSet):
    heading = _("Tasks")
    row = _("Task %(number)s")

    def get_form_kwargs(self, index):
        """The figures are read once for all rows."""
        if not hasattr(self, "_figures"):
            self._figures = figure_choices(on=timezone.localdate())
        return {**super().get_form_kwargs(index), "figures": self._figures}

    def clean(self):
        """A task that was given to units is not taken away with what they report of it."""
        super().clean()
        for form in self.deleted_forms:
            if form.instance.pk and (count := form.instance.assignments.count()):
                facts = {"task": form.instance.code, "count": count}
                sentence = _now(
                    "Task %(task)s: found %(count)s assignments, expected none where a task is deleted."
                )
                raise forms.ValidationError(sentence % facts)


TaskFormSet = inlineformset_factory(Resolution, ResolutionTask, form=TaskForm, formset=TaskRows, extra=0)


class AssignmentForm(RecordForm):
    """What one unit does of a task; giving the same to many units stands on the page of the resolution."""

    groups = (
        (_("General"), ("task", "unit", "text")),
        (_("Indicator"), ("indicator", "target")),
        (_("Who and until when"), ("owner", "due_on")),
        (_("More"), ("other_units", "source_url")),
    )

    class Meta:
        model = Assignment
        fields = [
            "task",
            "unit",
            "text",
            "indicator",
            "target",
            "owner",
            "due_on",
            "other_units",
            "source_url",
        ]
        help_texts = {
            "indicator": _("What is counted, for example: number of courses held."),
            "due_on": _(
                "Overdue ones are told to the owner, then to the unit's leader, the department, its head."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        tasks = ResolutionTask.objects.filter(Q(resolution__archived_at=None) | Q(pk=self.instance.task_id))
        self.fields["task"].queryset = tasks.select_related("resolution").order_by(
            "-resolution__issued_on", "position"
        )
        seen = Q(pk__in=visible(Person, self.user).values("pk")) | Q(pk=self.instance.owner_id)
        remote(self.fields["owner"], RemoteSelect(PEOPLE), Person.objects.filter(seen))


class AssignForm(ShortForm):
    """One task to many units: by kind, by name, or both."""

    kinds = forms.MultipleChoiceField(
        label=_("to all units of the kinds"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(kind.value, kind.label) for kind in UnitType if kind in REPORTING_TYPES],
    )  # fmt: skip
    units = forms.ModelMultipleChoiceField(
        label=_("to the units"), queryset=Unit.objects.none(), required=False
    )
    text = forms.CharField(
        label=_("What the unit does"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    indicator = forms.CharField(label=_("Indicator"), max_length=250, required=False)
    target = forms.IntegerField(label=_("Target"), min_value=0, max_value=2_000_000_000, required=False)
    due_on = forms.DateField(label=_("To be done by"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.living = Unit.objects.as_of(timezone.localdate()).order_by("sort_key")
        self.fields["units"].queryset = self.living

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("target") is not None and not cleaned.get("indicator"):
            sentence = _now("Indicator: found nothing, expected what the target %(target)s counts.")
            self.add_error("indicator", sentence % {"target": cleaned["target"]})
        return cleaned

    def given(self) -> dict:
        """What `services.resolutions.assign` asks for."""
        found = {name: self.cleaned_data[name] for name in ("text", "indicator", "target", "due_on")}
        named = {unit.pk for unit in self.cleaned_data["units"]}
        of_kinds = set(self.cleaned_data["kinds"])
        found["units"] = [u for u in self.living if u.pk in named or u.unit_type in of_kinds]
        return found


class ProgressForm(ShortForm):
    on = forms.DateField(label=_("On"), initial=timezone.localdate)
    text = forms.CharField(label=_("What was done"), widget=forms.Textarea(attrs={"rows": 4}))
    obstacles = forms.CharField(
        label=_("Obstacles"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    reached = forms.IntegerField(
        label=_("Reached"), min_value=0, max_value=2_000_000_000, required=False, help_text=_("The number by that day, since the beginning.")
    )  # fmt: skip


class DoneForm(ShortForm):
    on = forms.DateField(label=_("Done on"), initial=timezone.localdate)
    evidence = forms.CharField(
        label=_("What shows that it was done"), max_length=300, help_text=_("Letter, paper or record that shows it; files are attached below it.")
    )  # fmt: skip
    reached = forms.IntegerField(label=_("Reached"), min_value=0, max_value=2_000_000_000, required=False)


class DropForm(ShortForm):
    reason = forms.CharField(label=_("Given up because"), max_length=250)

"""The forms of a chain of approval: to what it applies, and its steps in their order."""

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from portal.access.roles import role_choices
from portal.deadlines.models import Confidence
from portal.ui.refusals import NamedRefusals, PlainRows
from portal.units.models import UnitType
from portal.workflow import matters
from portal.workflow.models import Chain, ChainStep, StepKind, Way, Whose
from portal.workflow.models.chains import PlannedScope

MOST_STEPS = 12


def any_or(choices, nothing) -> list:
    return [("", nothing), *choices]


def matter_choices() -> list:
    """The matters that apps have named; those of stored chains come along where their app is not installed."""
    known = matters.choices()
    codes = {code for code, _label in known}
    stored = Chain.objects.exclude(matter__in=codes).values_list("matter", flat=True).distinct()
    return [*known, *((code, code) for code in stored.order_by("matter"))]


def level_choices() -> list:
    found = {code: label for one in matters.all_matters() for code, label in one.levels}
    return any_or(found.items(), _("any level"))


class ChainForm(NamedRefusals, forms.Form):
    """What the chain is called, to what it applies, whence it comes."""

    title = forms.CharField(label=_("Name"), max_length=200)
    matter = forms.ChoiceField(label=_("Kind of matter"), choices=matter_choices)
    unit_type = forms.ChoiceField(
        label=_("Kind of unit"), required=False, choices=lambda: any_or(UnitType.choices, _("any kind"))
    )
    level = forms.ChoiceField(label=_("Level"), required=False, choices=level_choices)
    planned = forms.ChoiceField(
        label=_("Annual plan"),
        required=False,
        choices=lambda: any_or(PlannedScope.choices, _("planned or not")),
    )
    valid_from = forms.DateField(label=_("Valid from"))
    source = forms.CharField(label=_("Source"), max_length=250, required=False)
    confidence = forms.ChoiceField(label=_("Confidence"), choices=Confidence.choices, initial=Confidence.OWN)

    def fill(self, chain: Chain) -> Chain:
        for name, value in self.cleaned_data.items():
            setattr(chain, name, value)
        return chain


class StepForm(NamedRefusals, forms.Form):
    """One step. In the portal it needs its office; outside, its authority."""

    kind = forms.ChoiceField(label=_("Kind"), choices=StepKind.choices)
    title = forms.CharField(label=_("Step"), max_length=200)
    way = forms.ChoiceField(label=_("Where"), choices=Way.choices)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=lambda: any_or(role_choices(), "—"))
    whose = forms.ChoiceField(
        label=_("Office held in"), required=False, choices=lambda: any_or(Whose.choices, "—")
    )
    other_role = forms.ChoiceField(
        label=_("For its own matters: role"), required=False, choices=lambda: any_or(role_choices(), "—")
    )
    other_whose = forms.ChoiceField(
        label=_("For its own matters: office held in"), required=False,
        choices=lambda: any_or(Whose.choices, "—"),
    )  # fmt: skip
    authority = forms.CharField(label=_("Authority outside"), max_length=200, required=False)
    working_days = forms.IntegerField(label=_("Working days"), required=False, min_value=0, max_value=365)
    source = forms.CharField(label=_("Source"), max_length=200, required=False)

    def clean(self):
        found = super().clean()
        inside = found.get("way") == Way.INSIDE
        for name in ("role", "whose") if inside else ("authority",):
            if name in found and not found[name]:
                sentence = self.fields[name].error_messages["required"]
                self.add_error(name, forms.ValidationError(sentence, code="required"))
        return found


class StepRows(PlainRows):
    """The steps in their order."""

    heading = _("Steps, in their order")
    row = _("Step %(number)s")

    def steps(self) -> list[ChainStep]:
        """The steps that stay, not yet saved. What belongs to the other way of a step is left out."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data]
        return [_step(row) for row in rows if not row.get("DELETE")]


def _step(row: dict) -> ChainStep:
    values = {name: value for name, value in row.items() if name != "DELETE"}
    inside = values["way"] == Way.INSIDE
    for name in ("authority",) if inside else ("role", "whose", "other_role", "other_whose"):
        values[name] = ""
    if not values["other_role"]:
        values["other_whose"] = ""
    return ChainStep(**values)


STEPS = formset_factory(StepForm, StepRows, extra=0, can_delete=True, max_num=MOST_STEPS, validate_max=True)
STEP_FIELDS = tuple(StepForm.base_fields)
CHAIN_FIELDS = tuple(ChainForm.base_fields)


def initial_of(chain: Chain) -> tuple[dict, list[dict]]:
    """What the two forms show of a stored chain."""
    steps = [{name: getattr(step, name) for name in STEP_FIELDS} for step in chain.steps.all()]
    return {name: getattr(chain, name) for name in CHAIN_FIELDS}, steps


class EndForm(NamedRefusals, forms.Form):
    on = forms.DateField(label=_("Last day"))

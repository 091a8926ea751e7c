"""What is filled in for each act of an approval. The rules are in the services; forms name the field."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.documents.forms import ACCEPT
from portal.documents.secrecy import mark_in_name
from portal.ui.refusals import NamedRefusals

from .models import ActKind
from .services.recorded import allowed_outcomes

OUTCOME_LABELS = {
    ActKind.AGREED: _("Agreed"),
    ActKind.OPINION: _("Opinion given"),
    ActKind.RETURNED: _("Returned"),
    ActKind.REFUSED: _("Refused"),
}
PAPER = ("number", "dated", "authority")


class ActForm(NamedRefusals, forms.Form):
    """One act. `step_position` is the step that the page showed, so that a page gone stale is found out."""

    step_position = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=99)
    note = forms.CharField(
        label=_("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )
    #: names of the fields of the form, in their order, and which of them must be given
    shown: tuple[str, ...] = ("note",)
    required_names: tuple[str, ...] = ()

    def __init__(self, *args, step, choices, **options):
        super().__init__(*args, **options)
        self.step, self.choices = step, choices
        self.fields |= {name: field for name, field in self._more().items() if name in self.shown}
        self.fields = {name: self.fields[name] for name in ("step_position", *self.shown)}
        for name in self.required_names:
            self.fields[name].required = True
        self.fields["step_position"].initial = step.position if step else 0

    def _more(self) -> dict[str, forms.Field]:
        return {}

    def clean_note(self):
        note = " ".join(self.cleaned_data["note"].split(" ")).strip()
        if mark := mark_in_name(note):
            raise ValidationError(
                _now("Found the mark “%(mark)s”, expected no state secrets.") % {"mark": mark}
            )
        return note

    def given(self) -> dict:
        """What the service takes, by the names of its arguments."""
        return {name: value for name, value in self.cleaned_data.items() if name != "no_state_secret"}


class NoteForm(ActForm):
    """Agreeing: a remark, or nothing."""


class ReasonForm(ActForm):
    """Refusing, withdrawing, recalling: never without a reason."""

    required_names = ("note",)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["note"].label = _("Reason")

    def given(self):
        found = super().given()
        found["reason"] = found.pop("note")
        return found


class OpinionForm(ActForm):
    required_names = ("note",)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["note"].label = _("Opinion")


class ReturnForm(ReasonForm):
    """To which step, and why."""

    shown = ("position", "note")

    def _more(self):
        return {"position": _position(self.step, required=True)}


class PaperForm(ActForm):
    """What every recorded paper has: its scan, with the tick about secrets that goes with each file."""

    def _more(self):
        return {
            "outcome": forms.ChoiceField(label=_("Outcome"), choices=self._outcomes()),
            "position": _position(self.step, required=False),
            "in_name_of": forms.ModelChoiceField(
                User.objects.filter(pk__in=[one.pk for one in self.choices]), label=_("In the name of")
            ),
            "number": forms.CharField(label=_("Number and symbol"), max_length=60),
            "dated": forms.DateField(label=_("Date of the paper")),
            "authority": forms.CharField(
                label=_("Deciding authority"), max_length=200, initial=self.step.office if self.step else ""
            ),
            "scan": forms.FileField(
                label=_("Scan"), required=False, max_length=200, widget=forms.FileInput(attrs={"accept": ACCEPT}),
                help_text=_("PDF, JPG, PNG or HEIC; at most 20 MB."),
            ),
            "no_state_secret": forms.BooleanField(
                label=_("This document contains no state secrets"), required=False
            ),
        }  # fmt: skip

    def _outcomes(self):
        return (
            [(one, OUTCOME_LABELS[ActKind(one)]) for one in allowed_outcomes(self.step)] if self.step else []
        )

    def clean(self):
        found = super().clean() or {}
        if found.get("scan") and not found.get("no_state_secret"):
            sentence = self.fields["no_state_secret"].error_messages["required"]
            self.add_error("no_state_secret", forms.ValidationError(sentence, code="required"))
        return found

    def given(self):
        found = super().given()
        if "position" in found:
            found["position"] = found["position"] or 0
        return found


class OutsideForm(PaperForm):
    shown = ("outcome", "number", "dated", "authority", "note", "position", "scan", "no_state_secret")


class HandwrittenForm(PaperForm):
    shown = ("in_name_of", "outcome", "dated", "note", "position", "scan", "no_state_secret")
    required_names = ("scan", "no_state_secret")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["note"].label = _("Words of the bút phê")
        if len(self.choices) == 1:
            self.fields["in_name_of"].initial = self.choices[0].pk


class SignedForm(PaperForm):
    shown = ("number", "dated", "authority", "note", "scan", "no_state_secret")
    required_names = ("scan", "no_state_secret")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["authority"].label = _("Signed by (post)")
        self.fields["authority"].initial = ""


class ReassignForm(ReasonForm):
    shown = ("holders", "note")

    def _more(self):
        rows = User.objects.filter(pk__in=[one.pk for one in self.choices])
        return {
            "holders": forms.ModelMultipleChoiceField(
                rows, label=_("Who takes the step"), widget=forms.CheckboxSelectMultiple
            )
        }

    def given(self):
        found = super().given()
        return {**found, "holders": list(found["holders"])}


class ExemptForm(ReasonForm):
    shown = ("user", "note")

    def _more(self):
        rows = User.objects.filter(pk__in=[one.pk for one in self.choices])
        return {"user": forms.ModelChoiceField(rows, label=_("Who may take the step"))}


def _position(step, *, required: bool) -> forms.TypedChoiceField:
    earlier = step.approval.steps.filter(position__lt=step.position) if step else ()
    rows = [
        (0, _("To who submitted it")),
        *((one.position, f"{one.position}. {one.title}") for one in earlier),
    ]
    return forms.TypedChoiceField(
        label=_("Return to"), choices=rows, coerce=int, required=required,
        help_text="" if required else _("Only when it is returned."),
    )  # fmt: skip


__all__ = [
    "ExemptForm", "HandwrittenForm", "NoteForm", "OpinionForm", "OutsideForm", "ReasonForm", "ReassignForm",
    "ReturnForm", "SignedForm",
]  # fmt: skip

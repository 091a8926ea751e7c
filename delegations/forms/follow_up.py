"""Forms of follow-up: a recommendation or task, its answer, its evidence, its check."""

from django import forms
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.forms.interactions import PEOPLE, remote
from portal.access.permissions import Permission
from portal.access.scope import can, visible
from portal.people.models import Person
from portal.registers.forms import RecordForm, refuse_marks
from portal.ui.controls import RemoteSelect
from portal.ui.refusals import NamedRefusals

from ..models import Delegation, Event, FollowUp

ACTIVITIES = reverse_lazy("delegations:follow-up-activities")
KINDS = {"delegation": Delegation, "event": Event}


class FollowUpForm(RecordForm):
    """`about` is the delegation or conference: "delegation:12"; its unit is filled in where none was chosen."""

    groups = (
        (_("General"), ("about", "kind", "text", "addressee")),
        (_("Who and until when"), ("owner", "due_on", "is_important")),
        (_("Answer"), ("answer", "answered_on")),
        (_("More"), ("unit", "other_units", "source_url")),
    )

    about = forms.CharField(label=_("After which activity"), widget=RemoteSelect(ACTIVITIES))

    class Meta:
        model = FollowUp
        fields = [
            "kind", "text", "addressee", "owner", "due_on", "is_important", "answer", "answered_on", "unit",
            "other_units", "source_url",
        ]  # fmt: skip
        labels = {"due_on": _("By")}
        help_texts = {
            "addressee": _("For a recommendation: who is to decide or to answer (body, post)."),
            "due_on": _(
                "Overdue ones are told to the owner, then to the unit's leader, the department, its head."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].required = False
        self.fields["unit"].help_text = _("Empty: the unit of the activity.")
        if self.instance.pk:
            activity = self.instance.activity
            self.initial["about"] = f"{activity._meta.model_name}:{activity.pk:d}"
        elif not self.is_bound:
            self.initial["unit"] = None
        self._offer_chosen()
        seen = Q(pk__in=visible(Person, self.user).values("pk")) | Q(pk=self.instance.owner_id)
        remote(self.fields["owner"], RemoteSelect(PEOPLE), Person.objects.filter(seen))

    def _offer_chosen(self) -> None:
        value = str(self["about"].value() or "")
        found = self._chosen(value)
        self.fields["about"].widget.choices = [(value, str(found))] if found else []

    def _chosen(self, value: str) -> Delegation | Event | None:
        """The activity that the editor sees under this key."""
        kind, _colon, key = value.partition(":")
        model = KINDS.get(kind)
        if model is None or not key.isdecimal() or len(key) > 12:
            return None
        return model.objects.visible_to(self.user).live().select_related("unit").filter(pk=key).first()

    def clean_about(self):
        value = self.cleaned_data["about"]
        found = self._chosen(value)
        if found is None and value == self.initial.get("about") and self.instance.pk:
            return self.instance.activity  # archived since: what it came from stays
        if found is None:
            raise forms.ValidationError(
                _now(
                    "After which activity: found “%(found)s”, expected a delegation or conference of the list."
                )
                % {"found": value[:60]}
            )
        return found

    def clean(self):
        cleaned = super().clean()
        about = cleaned.get("about")
        if about is not None:
            self.instance.activity = about
            cleaned["unit"] = cleaned.get("unit") or about.unit
            if not can(self.user, Permission.RECORD_EDIT, cleaned["unit"]):
                self.add_error(
                    "unit", _now("Unit: found %(found)s, expected one of yours.") % {"found": cleaned["unit"]}
                )
        if cleaned.get("kind") == "recommendation" and not (cleaned.get("addressee") or "").strip():
            self.add_error(
                "addressee", _now("Addressee: found nothing, expected who is to decide or to answer.")
            )
        return cleaned


class AnswerForm(NamedRefusals, forms.Form):
    text = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 4}))
    on = forms.DateField(label=_("Answered on"), initial=timezone.localdate)

    def clean(self):
        return refuse_marks(self, super().clean())


class FinishForm(NamedRefusals, forms.Form):
    on = forms.DateField(label=_("Done on"), initial=timezone.localdate)
    evidence = forms.CharField(
        label=_("What shows that it was done"), max_length=300, help_text=_("Letter, paper or record that shows it; files are attached below it.")
    )  # fmt: skip

    def clean(self):
        return refuse_marks(self, super().clean())


class GiveUpForm(NamedRefusals, forms.Form):
    reason = forms.CharField(label=_("Given up because"), max_length=250)

    def clean(self):
        return refuse_marks(self, super().clean())

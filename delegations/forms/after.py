"""Forms of the report after an activity, and of promises made on the occasion."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.forms.interactions import PEOPLE, remote
from partners.models import NextStep, Partner
from portal.access.scope import visible
from portal.people.models import Person
from portal.registers.forms import refuse_marks
from portal.ui.controls import RemoteSelect
from portal.ui.refusals import NamedRefusals

from ..models import ActivityReport


class ReportForm(NamedRefusals, forms.ModelForm):
    """The report as a draft: nothing is required before it is handed in."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ActivityReport
        fields = [
            "summary", "peace_solidarity", "development", "struggle_protection", "difficulties", "assessment",
        ]  # fmt: skip
        help_texts = {
            "summary": _("What was done and reached, in a few sentences; it becomes the main result.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial["revision"] = self.instance.revision if self.instance.pk else ""

    def clean(self):
        return refuse_marks(self, super().clean())

    def texts(self) -> dict:
        """What the service takes."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.cleaned_data}


class PromiseForm(NamedRefusals, forms.ModelForm):
    """What one side promised; the partner is one of the activity's, where it has any."""

    class Meta:
        model = NextStep
        fields = ["whose", "text", "partner", "owner", "due_on"]
        labels = {"due_on": _("By")}

    def __init__(self, *args, record, user, **kwargs):
        super().__init__(*args, **kwargs)
        own = record.partners.all()
        partners = list(own[:2])
        self.fields["partner"].queryset = own if partners else Partner.objects.live()
        if len(partners) == 1:
            self.initial["partner"] = partners[0].pk
        people = Person.objects.filter(Q(pk__in=visible(Person, user).values("pk")))
        remote(self.fields["owner"], RemoteSelect(PEOPLE), people)

    def clean(self):
        return refuse_marks(self, super().clean())

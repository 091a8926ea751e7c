"""The form of one member: ours chosen from the people, a guest with nationality; never a passport number."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.scope import visible
from portal.people.models import Person
from portal.ui.controls import RemoteSelect

from ..models import Direction, Member
from .records import RowForm

PEOPLE = reverse_lazy("partners:people-choices")
OURS, THEIRS = ("person", "managing_authority"), ("nationality",)


class DossierMemberForm(RowForm):
    """Either a person of ours, whose post and unit are copied as of the trip, or a name."""

    class Meta:
        model = Member
        fields = [
            "person", "role", "name", "post", "unit_written", "managing_authority", "nationality", "is_woman",
            "reason", "passport_kind", "passport_expires_on",
        ]  # fmt: skip
        widgets = {"is_woman": forms.NullBooleanSelect}
        help_texts = {
            "passport_kind": _("The kind and the expiry alone: the portal keeps no passport number."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        is_ours = self.instance.delegation.direction == Direction.OUTGOING
        for name in THEIRS if is_ours else OURS:
            del self.fields[name]
        if is_ours:
            self._ask_for_person(user)
        else:
            self.fields["unit_written"].label = _("Organisation")

    def _ask_for_person(self, user) -> None:
        people = visible(Person, user).filter(archived_at=None)
        if self.instance.person_id:
            people = people | Person.objects.filter(pk=self.instance.person_id)
        field = self.fields["person"]
        field.queryset = people.distinct()
        field.widget = RemoteSelect(PEOPLE)
        field.widget.choices = field.choices
        field.help_text = _("Name, post and unit are copied as they are at the time of the trip.")
        self.fields["name"].required = False

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        person = cleaned.get("person")
        if person is not None and "person" in self.changed_data:
            self.instance.unit = None
            cleaned["name"] = person.name
            for name in ("post", "unit_written"):  # of somebody else, unless typed together with the person
                if name not in self.changed_data:
                    cleaned[name] = ""
        if "unit_written" in self.changed_data:
            self.instance.unit = None  # found again from what is written now
        if not cleaned.get("name"):
            self.add_error("name", _now("Name: found nothing, expected a person of ours or a name."))
        return cleaned

"""Forms of a reception and of gifts."""

from typing import Any

from django import forms
from django.db.models import Q
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from portal.access.scope import visible
from portal.money.forms import AmountField
from portal.people.models import Person
from portal.registers.forms import refuse_marks
from portal.ui.controls import RemoteSelect
from portal.ui.refusals import NamedRefusals, NamedRows

from ..models import Delegation, Event, Gift

PEOPLE = reverse_lazy("partners:people-choices")


class ReceptionForm(NamedRefusals, forms.ModelForm):
    """What is known of the guests as a whole, and who interprets."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Delegation
        fields = ["guest_class", "second_language", "interpreter", "guest_needs"]
        help_texts = {
            "guest_needs": _("Food, health, prayer, visa, security: only what the reception needs to know."),
            "second_language": _("The language of the programme and of the interpreter."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial["revision"] = self.instance.revision
        field = self.fields["interpreter"]
        seen = Q(pk__in=visible(Person, user).values("pk")) | Q(pk=self.instance.interpreter_id)
        field.queryset = Person.objects.filter(seen)
        field.widget = RemoteSelect(PEOPLE)
        field.widget.choices = field.choices

    def clean(self):
        return refuse_marks(self, super().clean())


class GiftForm(NamedRefusals, forms.ModelForm):
    value = AmountField(label=_("Value (đồng)"), decimal_places=0, required=False)

    class Meta:
        model = Gift
        fields = ["flow", "text", "to_whom", "value", "kept_by"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [(value, label) for value, label in self.fields["flow"].choices if value != "both"]
        self.fields["flow"].choices = offered

    def clean(self):
        return refuse_marks(self, super().clean())


class GiftRows(NamedRows, BaseInlineFormSet):
    heading = _("Gifts of both sides")
    row = _("Gift %(number)s")

    def removed(self) -> list[Gift]:
        return [form.instance for form in self.deleted_forms if form.instance.pk]

    def changed(self) -> list[Gift]:
        gone = self.deleted_forms
        return [form.instance for form in self.forms if form.has_changed() and form not in gone]


GiftsOfDelegation = inlineformset_factory(
    Delegation, Gift, fk_name="delegation", form=GiftForm, formset=GiftRows, extra=0
)
GiftsOfEvent = inlineformset_factory(Event, Gift, fk_name="event", form=GiftForm, formset=GiftRows, extra=0)


def gift_rows(record: Delegation | Event, data) -> GiftRows:
    made: Any = GiftsOfDelegation if isinstance(record, Delegation) else GiftsOfEvent
    return made(data, instance=record, prefix="gifts")

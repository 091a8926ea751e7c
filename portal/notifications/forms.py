"""How one wants to be told; and the filter above the letters."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.ui.refusals import NamedRefusals

from .models import LetterState, Preference, QuietHours, Way
from .topics import EXAMPLES, Topic, default_way


class ChoicesForm(NamedRefusals, forms.Form):
    """A way for each topic, and the hours without mail."""

    first = forms.TimeField(
        label=_("No mail from"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    last = forms.TimeField(
        label=_("No mail until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = dict(Preference.objects.visible_to(user).values_list("topic", "way"))
        for topic in Topic:
            self.fields[topic.value] = forms.ChoiceField(
                label=topic.label, choices=Way.choices, initial=chosen.get(topic.value, default_way(topic)),
                help_text=EXAMPLES[topic], widget=forms.RadioSelect,
            )  # fmt: skip
        hours = QuietHours.objects.visible_to(user).first()
        if hours is not None:
            self.initial |= {"first": hours.first, "last": hours.last}

    @property
    def topics(self) -> list[forms.BoundField]:
        """The fields of the topics, in their order."""
        return [self[topic.value] for topic in Topic]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("first"), data.get("last")
        if self.errors:
            return data
        if (first is None) != (last is None):
            empty = "last" if last is None else "first"
            self.add_error(empty, self._refusal(empty, _now("nothing"), _now("a time, or both fields empty")))
        elif first is not None and first == last:
            expected = _now("another time than its beginning")
            self.add_error("last", self._refusal("last", f"{last:%H:%M}", expected))
        return data

    def _refusal(self, name: str, found: str, expected: str) -> ValidationError:
        told = {"label": self.fields[name].label, "found": found, "expected": expected}
        return ValidationError(_now("%(label)s: found %(found)s, expected %(expected)s.") % told)


class LetterFilter(NamedRefusals, forms.Form):
    """Narrows the letters by words, address and state."""

    q = forms.CharField(label=_("Words in the subject or text"), required=False, widget=forms.SearchInput)
    to = forms.CharField(label=_("Address"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=lambda: [("", _("all")), *LetterState.choices]
    )

    def apply(self, letters):
        """`letters` narrowed by what was filled in; a field that was refused narrows nothing."""
        self.is_valid()
        wanted = {name: value for name, value in self.cleaned_data.items() if value}
        for word in wanted.get("q", "").split():
            letters = letters.filter(Q(subject__icontains=word) | Q(text__icontains=word))
        if "to" in wanted:
            letters = letters.filter(to_address__icontains=wanted["to"])
        return letters.filter(state=wanted["state"]) if "state" in wanted else letters

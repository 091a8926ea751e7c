"""Rows of a programme by day, of a delegation or of a conference."""

from django import forms
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils.translation import gettext_lazy as _

from partners.models import LetterLanguage
from portal.ui.refusals import NamedRows

from ..models import Delegation, Event, ProgrammeItem
from .records import RowForm


class ProgrammeItemForm(RowForm):
    class Meta:
        model = ProgrammeItem
        fields = ["day", "starts_at", "ends_at", "kind", "text", "text_second", "place", "who"]

    def __init__(self, *args, language: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("starts_at", "ends_at"):
            self.fields[name].widget = forms.TimeInput(format="%H:%M", attrs={"placeholder": "08:30"})
        if language:
            label = _("What, in %(language)s") % {"language": LetterLanguage(language).label}
            self.fields["text_second"].label = label


class ProgrammeRows(NamedRows, BaseInlineFormSet):
    heading = _("Programme by day")
    row = _("Point %(number)s")

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "language": self.instance.second_language}

    def changed(self) -> list[ProgrammeItem]:
        """Rows that are new or differ from what is stored, not saved yet."""
        return self.save(commit=False)

    def removed(self) -> list[ProgrammeItem]:
        self.save(commit=False)
        return self.deleted_objects


OfDelegation, OfEvent = (
    inlineformset_factory(model, ProgrammeItem, form=ProgrammeItemForm, formset=ProgrammeRows, extra=0)
    for model in (Delegation, Event)
)


def programme_rows(record: Delegation | Event, data=None) -> ProgrammeRows:
    return (OfEvent if isinstance(record, Event) else OfDelegation)(data, instance=record, prefix="points")

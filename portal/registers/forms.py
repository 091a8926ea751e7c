"""The form behind every record: the revision that the editor saw, only the units that are theirs."""

from collections.abc import Sequence
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.access.scope import seeds, units_for
from portal.documents.secrecy import mark_in_name
from portal.records.models import Kept
from portal.text import normalise
from portal.ui.refusals import NamedRefusals
from portal.units.models import Unit


class RecordForm(NamedRefusals, forms.ModelForm):
    """A ModelForm that knows who fills it in.

    `revision` travels with the form; texts are brought to NFC; words that mark state secrets are refused,
    for the portal must not hold them (Law 117/2025/QH15).
    """

    #: Cards of a long form: (heading, names of fields). Fields that no card names stand in a last one.
    groups: ClassVar[Sequence[tuple[str | Promise, Sequence[str]]]] = ()

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        if self.instance.pk and not self.is_bound:
            self.initial["revision"] = self.instance.revision
        self._limit_units()

    def _limit_units(self) -> None:
        """The lead unit is one of those the user may write for; one's own is filled in, before those below it."""
        if "unit" not in self.fields:
            return
        permission = self._meta.model.edit_permission
        mine = units_for(self.user, permission).order_by("sort_key")
        if not self.instance.pk:
            mine = mine.filter(valid_to=None)
            own = mine.filter(pk__in=seeds(self.user, permission))[:2] or mine[:2]
            if len(own) == 1:
                self.initial.setdefault("unit", own[0].pk)
        self.fields["unit"].queryset = mine
        if "other_units" in self.fields:
            self.fields["other_units"].queryset = Unit.objects.order_by("sort_key")
            self.fields["other_units"].required = False

    def clean(self):
        return refuse_marks(self, super().clean())

    def parts(self) -> list[tuple[str | Promise, list[forms.BoundField]]]:
        """(heading, fields) of each card of the page, in the order of `groups`."""
        named = [
            (heading, [self[name] for name in names if name in self.fields]) for heading, names in self.groups
        ]
        taken = {field.name for _heading, fields in named for field in fields}
        rest = [field for field in self.visible_fields() if field.name not in taken]
        return [(heading, fields) for heading, fields in [*named, ("", rest)] if fields]

    def many(self) -> dict:
        """Values of the many-to-many fields of the form."""
        names = {f.name for f in self._meta.model._meta.many_to_many}
        return {name: list(self.cleaned_data[name]) for name in names & set(self.cleaned_data)}

    def record(self) -> Kept:
        """The instance with the cleaned values, not saved."""
        return self.instance


class ShortForm(NamedRefusals, forms.Form):
    """A few fields on a page of their own; marks of secrecy are refused as everywhere."""

    def clean(self):
        return refuse_marks(self, super().clean())


def refuse_marks(form: forms.BaseForm, cleaned: dict) -> dict:
    """Texts of any form in NFC; one that carries a mark of secrecy becomes an error of its field."""
    for name, value in list(cleaned.items()):
        if isinstance(value, str) and value:
            cleaned[name] = value = normalise(value)
            if mark := mark_in_name(value):
                form.add_error(name, ValidationError(_refusal(mark)))
    return cleaned


def _refusal(mark: str) -> str:
    return _(
        "The text holds “%(mark)s”. Expected: no state secrets; the portal refuses papers classified so."
    ) % {"mark": mark}

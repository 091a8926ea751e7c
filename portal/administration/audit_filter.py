"""The filter above the audit trail."""

import datetime as dt

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.audit.models import Entry, Verb
from portal.ui.refusals import NamedRefusals

from .forms import UnitChoice
from .sentences import kind


def _kinds():
    """Kinds of record that stand in the trail, read by a loose index scan: few kinds among very many entries."""
    found = sorted((kind(label), label) for label in _distinct_models())
    return [("", _("all")), *((label, name) for name, label in found)]


def _distinct_models() -> list[str]:
    found, last = [], ""
    while True:
        rows = Entry.objects.order_by("target_model").filter(target_model__gt=last)
        last = rows.values_list("target_model", flat=True).first()
        if last is None:
            return found
        found.append(last)


class AuditFilter(NamedRefusals, forms.Form):
    q = forms.CharField(
        label=_("Words in the record or its details"), required=False, widget=forms.SearchInput
    )
    who = forms.CharField(label=_("Who"), required=False)
    verb = forms.ChoiceField(label=_("Act"), required=False, choices=lambda: [("", _("all")), *Verb.choices])
    kind = forms.ChoiceField(label=_("Kind of record"), required=False, choices=_kinds)
    unit = UnitChoice(required=False, empty_label=_("all"), to_field_name="code")
    since = forms.DateField(label=_("From day"), required=False, widget=forms.DateInput)
    until = forms.DateField(label=_("To day"), required=False, widget=forms.DateInput)

    def apply(self, entries):
        """`entries` narrowed by what was filled in; a field that was refused narrows nothing."""
        self.is_valid()
        wanted = {name: value for name, value in self.cleaned_data.items() if value}
        for word in wanted.get("q", "").split():
            entries = entries.filter(Q(target__icontains=word) | Q(details__icontains=word))
        if "who" in wanted:
            entries = entries.filter(actor__icontains=wanted["who"])
        if "unit" in wanted:
            entries = entries.filter(unit_code=wanted["unit"].code)
        if "since" in wanted:
            entries = entries.filter(at__gte=_midnight(wanted["since"]))
        if "until" in wanted:
            entries = entries.filter(at__lt=_midnight(wanted["until"] + dt.timedelta(days=1)))
        exact = {"verb": wanted.get("verb"), "target_model": wanted.get("kind")}
        return entries.filter(**{field: value for field, value in exact.items() if value})

    def said(self) -> str:
        """The filter as one line, for the trail of an export."""
        return ", ".join(f"{name}={value}" for name, value in self.cleaned_data.items() if value)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))

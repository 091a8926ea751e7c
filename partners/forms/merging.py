"""The forms of a merge: which partner, and whose value stays for each field."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from portal.ui.controls import RemoteSelect
from portal.ui.formats import field_value
from portal.ui.refusals import NamedRefusals

from ..models import Partner
from ..services.merging import CHOSEN, GONE, KEEP, fuller, refuse_merge


class OtherForm(NamedRefusals, forms.Form):
    """The partner that `keep` takes in."""

    other = forms.ModelChoiceField(
        label=_("Partner to be merged into this one"), queryset=Partner.objects.all()
    )

    def __init__(self, *args, keep: Partner, **kwargs):
        super().__init__(*args, **kwargs)
        self.keep = keep
        other = self.fields["other"]
        other.widget = RemoteSelect(f"{reverse_lazy('partners:partner-choices')}?country={keep.country}")
        other.widget.choices = other.choices

    def clean_other(self) -> Partner:
        other = self.cleaned_data["other"]
        try:
            refuse_merge(self.keep, other)
        except ValidationError as refused:
            raise ValidationError(refused.messages) from None
        return other


class ChoicesForm(NamedRefusals, forms.Form):
    """One choice a field in which the two differ: the value of the one that stays, or of the other."""

    def __init__(self, *args, keep: Partner, gone: Partner, **kwargs):
        super().__init__(*args, **kwargs)
        best = fuller(keep, gone)
        for name in CHOSEN:
            mine, theirs = _shown(keep, name), _shown(gone, name)
            if mine != theirs:
                self.fields[name] = forms.ChoiceField(
                    label=_label(name),
                    choices=[(KEEP, mine or _("(empty)")), (GONE, theirs or _("(empty)"))],
                    initial=best[name], widget=forms.RadioSelect,
                )  # fmt: skip

    def choices(self) -> dict[str, str]:
        return dict(self.cleaned_data)


def _label(name: str) -> str:
    label = str(Partner._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def _shown(partner: Partner, name: str) -> str:
    field = Partner._meta.get_field(name)
    if name == "group_tags":
        return ", ".join(partner.groups[1:])
    if field.choices:
        return str(getattr(partner, f"get_{name}_display")())
    value = getattr(partner, name)
    if isinstance(field, models.BooleanField):
        return str(_("yes") if value else _("no"))
    return str(value) if isinstance(value, str) else field_value(value) if value else ""

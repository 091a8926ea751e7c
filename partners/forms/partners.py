"""The forms of a partner and of a name that matches none."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.registers.forms import RecordForm
from portal.ui.controls import RemoteSelect
from portal.ui.refusals import NamedRefusals

from ..models import NameKind, Partner

OWN_KINDS = (NameKind.VIETNAMESE, NameKind.ENGLISH, NameKind.OWN_SCRIPT, NameKind.ACRONYM)


class PartnerForm(RecordForm):
    """`aliases` are further spellings, one a line; all of them are searched and matched by imports."""

    aliases = forms.CharField(
        label=_("Other names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: former names, other spellings, transliterations. Each is searched."),
    )

    class Meta:
        model = Partner
        fields = [
            "name_vi", "acronym", "name_en", "name_own", "partner_type", "country", "priority_group", "is_focus",
            "affiliation", "relationship_state", "relationship_since", "website", "email", "telephone", "address",
            "notes", "source_url",
        ]  # fmt: skip

    field_order = ["name_vi", "acronym", "name_en", "name_own", "aliases"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            rows = self.instance.names.exclude(kind__in=OWN_KINDS)
            self.initial.setdefault("aliases", "\n".join(row.name for row in rows))

    def clean_aliases(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip()]

    def clean(self):
        aliases = self.cleaned_data.get("aliases", [])
        cleaned = super().clean()
        cleaned["aliases"] = aliases
        return cleaned


class MatchForm(NamedRefusals, forms.Form):
    """Which partner a name means; one such form stands in each row of the page of unmatched names."""

    written = forms.CharField(widget=forms.HiddenInput, max_length=500)
    country = forms.CharField(widget=forms.HiddenInput, max_length=2, required=False)
    partner = forms.ModelChoiceField(
        label=_("Partner meant"),
        queryset=Partner.objects.live(),
        error_messages={"required": _("Partner meant: found nothing. Expected a partner of the list.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = f"{reverse('partners:partner-choices')}?country={self.initial.get('country', '')}"
        self.fields["partner"].widget = RemoteSelect(choices)
        self.fields["partner"].widget.choices = self.fields["partner"].choices

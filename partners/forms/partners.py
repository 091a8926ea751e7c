"""The form of a partner."""

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.registers.forms import RecordForm

from ..figures.resemblance import partners_resembling
from ..models import LetterLanguage, Partner, PriorityGroup
from ..services.partners import FURTHER_KINDS

NAMES = ("name_vi", "acronym", "name_en", "name_own")
HINTS_ID = "resembling"


class NameInput(forms.TextInput):
    """A name that asks, while it is typed, which known partners it resembles; the answer stands below the last."""

    def __init__(self, *, excluding: int | None, is_last: bool):
        address = reverse("partners:resembling") + (f"?khac={excluding}" if excluding else "")
        names = ",".join(f"[name='{name}']" for name in (*NAMES, "country"))
        super().__init__(
            {
                "hx-get": address, "hx-trigger": "input changed delay:400ms", "hx-include": names,
                "hx-target": f"#{HINTS_ID}", "hx-sync": "closest form:replace", "autocomplete": "off",
            }
        )  # fmt: skip
        self.is_last = is_last

    def render(self, name, value, attrs=None, renderer=None):
        drawn = super().render(name, value, attrs, renderer)
        if not self.is_last:
            return drawn
        return format_html('{}<div id="{}" role="status" aria-live="polite"></div>', drawn, HINTS_ID)


class PartnerForm(RecordForm):
    """`aliases` are further spellings, one a line; all of them are searched and matched by imports.

    A new partner that strongly resembles a known one is saved after `is_another` was ticked.
    """

    aliases = forms.CharField(
        label=_("Other names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: former names, other spellings, transliterations. Each is searched."),
    )
    group_tags = forms.MultipleChoiceField(
        label=_("Further groups"),
        required=False,
        choices=[choice for choice in PriorityGroup.choices if choice[0] != PriorityGroup.OTHER],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Laos is a neighbour and of ASEAN: one main group, the others here."),
    )
    letter_language = forms.ChoiceField(
        label=_("Second language of letters"), required=False, choices=[("", "—"), *LetterLanguage.choices]
    )
    is_another = forms.BooleanField(label=_("This is another partner"), required=False)

    groups = (
        (_("Names"), (*NAMES, "aliases", "is_another")),
        (_("General"), ("partner_type", "country", "priority_group", "group_tags", "is_focus", "affiliation")),
        (
            _("Relationship"),
            (
                "relationship_state", "relationship_since", "relationship_level", "framework", "responsible", "desk",
                "address_form", "letter_language",
            ),
        ),
        (_("Registration in Viet Nam (foreign NGO)"), ("registration_number", "registration_expires_on")),
        (_("Address"), ("website", "email", "telephone", "address", "notes", "source_url")),
    )  # fmt: skip

    class Meta:
        model = Partner
        fields = [
            *NAMES, "partner_type", "country", "priority_group", "group_tags", "is_focus", "affiliation",
            "relationship_state", "relationship_since", "relationship_level", "framework", "responsible", "desk",
            "address_form", "letter_language", "registration_number", "registration_expires_on", "website", "email",
            "telephone", "address", "notes", "source_url",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in NAMES:
            field = self.fields[name]
            widget = NameInput(excluding=self.instance.pk, is_last=name == NAMES[-1])
            field.widget, widget.attrs["maxlength"] = widget, str(field.max_length)
            widget.is_required = field.required
        if self.instance.pk:
            del self.fields["is_another"]
            # A state changes with its day, on the page of the relationship.
            del self.fields["relationship_state"], self.fields["relationship_since"]
            rows = self.instance.names.filter(kind__in=FURTHER_KINDS)
            self.initial.setdefault("aliases", "\n".join(row.name for row in rows))

    def parts(self):
        """The tick "this is another partner" is asked only after a resemblance was found."""
        asked = "is_another" in self.errors or (
            self.is_bound and self.data.get(self.add_prefix("is_another"))
        )
        return [
            (heading, [item for item in items if asked or item.name != "is_another"])
            for heading, items in super().parts()
        ]

    def clean_aliases(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip()]

    def clean(self):
        aliases = self.cleaned_data.get("aliases", [])
        cleaned = super().clean()
        cleaned["aliases"] = aliases
        if "is_another" in self.fields and not cleaned.get("is_another"):
            self._refuse_double(cleaned)
        return cleaned

    def _refuse_double(self, cleaned: dict) -> None:
        names = [cleaned.get(name, "") for name in NAMES] + cleaned["aliases"]
        found = partners_resembling(names, country=cleaned.get("country") or "")
        known = [str(partner) for partner, seen in found if seen.is_strong]
        if known:
            sentence = ngettext(
                "This is another partner: found a known one that is very likely the same (%(known)s), expected that "
                "one to be used, or a tick here if this is another partner.",
                "This is another partner: found known ones that are very likely the same (%(known)s), expected one of "
                "them to be used, or a tick here if this is another partner.",
                len(known),
            )  # fmt: skip
            self.add_error("is_another", sentence % {"known": "; ".join(known)})

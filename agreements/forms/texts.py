"""The form of a version of the text: Vietnamese and one foreign language side by side, with the signed file."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partners.models import LetterLanguage
from portal.documents.checks import ALLOWED
from portal.documents.forms import ACCEPT
from portal.registers.forms import ShortForm

from ..models import VIETNAMESE

BODY = forms.Textarea(attrs={"rows": 14})


class TextsForm(ShortForm):
    """One version; the foreign text names its language. A refusal of a language stands at its text."""

    vietnamese = forms.CharField(label=_("Text in Vietnamese"), widget=BODY, required=False)
    language = forms.ChoiceField(label=_("Foreign language"), choices=LetterLanguage.choices)
    foreign = forms.CharField(label=_("Text in the foreign language"), widget=BODY, required=False)
    note = forms.CharField(label=_("What changed"), max_length=300, required=False)
    is_final = forms.BooleanField(label=_("As signed"), required=False)
    scan = forms.FileField(
        label=_("File of the text"),
        required=False,
        allow_empty_file=True,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=_("%(kinds)s; at most 20 MB.") % {"kinds": ALLOWED},
    )
    no_state_secret = forms.BooleanField(label=_("This document contains no state secrets"), required=False)

    def bodies(self) -> dict[str, str]:
        """Language → text, as `save_texts` takes it."""
        given = self.cleaned_data
        return {VIETNAMESE: given["vietnamese"], given["language"]: given["foreign"]}

    def placed(self, refused: ValidationError) -> ValidationError:
        """A refusal of the service, which names languages, at the fields of this form."""
        if not hasattr(refused, "error_dict"):
            return refused
        places = {VIETNAMESE: "vietnamese", self.cleaned_data["language"]: "foreign"}
        return ValidationError({places.get(name, name): found for name, found in refused.error_dict.items()})

"""What an uploader fills in; the rules about files are in `checks`, called by the services."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.documents.checks import ALLOWED
from portal.documents.contents import SAME_AS, TYPES
from portal.documents.models import Kind
from portal.ui.refusals import NamedRefusals

ACCEPT = ",".join(f".{extension}" for extension in [*TYPES, *SAME_AS])
UPLOADED = [choice for choice in Kind.choices if choice[0] != Kind.ISSUED]


class AttachForm(NamedRefusals, forms.Form):
    """One file for one record."""

    # An empty file is refused by the service, which says what was found.
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=_("%(kinds)s; at most 20 MB.") % {"kinds": ALLOWED},
    )
    title = forms.CharField(
        label=_("Title"), max_length=300, required=False, help_text=_("Left empty: the name of the file.")
    )
    kind = forms.ChoiceField(label=_("Kind of document"), choices=UPLOADED, initial=Kind.OTHER)
    internal_only = forms.BooleanField(label=_("For internal circulation (Lưu hành nội bộ)"), required=False)
    no_state_secret = forms.BooleanField(
        label=_("This document contains no state secrets"),
        error_messages={"required": _("Please confirm: found not ticked, expected ticked.")},
    )


class VersionForm(NamedRefusals, forms.Form):
    """A newer file of a document."""

    file = AttachForm.base_fields["file"]
    no_state_secret = AttachForm.base_fields["no_state_secret"]

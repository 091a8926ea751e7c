"""The form of one part of a dossier."""

from django.utils.text import slugify
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.registers.forms import RecordForm
from portal.text import fold

from ..models import Requirement


class RequirementForm(RecordForm):
    """What the portal knows by itself needs no document; any other part names the kind that meets it."""

    class Meta:
        model = Requirement
        fields = ["kind", "title", "stage", "need", "document_kind", "is_blocking", "position", "source"]
        help_texts = {"document_kind": _("A document of this kind, attached to the dossier, meets the part.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.built_in:
            del self.fields["document_kind"], self.fields["kind"]

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if not self.instance.built_in and not cleaned.get("document_kind"):
            self.add_error(
                "document_kind",
                _now("Kind of document: found nothing, expected the kind that meets this part."),
            )
        if not self.instance.code:
            self.instance.code = slugify(fold(cleaned.get("title", "")))[:30] or "part"
        return cleaned

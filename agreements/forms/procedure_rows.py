"""Forms of the stages of procedures and of the parts of dossiers, for administrators."""

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.deadlines.models import Rule
from portal.registers.forms import RecordForm
from portal.text import fold

from ..models import GrantPart, ProcedurePart, ProcedureStage, refusal


class ProcedureStageForm(RecordForm):
    class Meta:
        model = ProcedureStage
        fields = [
            "code", "title", "level", "purpose", "kind", "is_short", "only_sensitive", "asked", "rule_code", "position",
            "source",
        ]  # fmt: skip
        help_texts = {"rule_code": _("A rule of the administration, such as R1; empty where nothing is due.")}

    def clean_rule_code(self):
        """A rule that nobody has ever entered sets no deadline at all."""
        code = self.cleaned_data["rule_code"]
        if code and not Rule.objects.filter(code=code).exists():
            expected = _now("a rule of the administration, such as R1 or R3-opinion")
            raise ValidationError(refusal(_("rule of its deadline"), code, expected))
        return code


class DossierPartForm(RecordForm):
    """What the portal knows by itself needs no document; any other part names the kind that meets it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.built_in:
            del self.fields["document_kind"]

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if not self.instance.built_in and not cleaned.get("document_kind"):
            expected = _now("the kind that meets this part")
            self.add_error("document_kind", refusal(_("kind of document"), _now("nothing"), expected))
        if not self.instance.code:
            self.instance.code = slugify(fold(cleaned.get("title", "")))[:30] or "part"
        return cleaned


class ProcedurePartForm(DossierPartForm):
    class Meta:
        model = ProcedurePart
        fields = ["stage", "title", "level", "purpose", "document_kind", "is_blocking", "position", "source"]
        help_texts = {
            "document_kind": _(
                "A document of this kind, attached to the procedure or the agreement, meets the part."
            )
        }


class GrantPartForm(DossierPartForm):
    class Meta:
        model = GrantPart
        fields = [
            "step", "title", "direction", "kind", "only_projects", "document_kind", "is_blocking", "position", "source",
        ]  # fmt: skip
        help_texts = {
            "document_kind": _("A document of this kind, attached to the resource, meets the part.")
        }

"""The register of the parts that dossiers need: edited by administrators, read by everybody."""

from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.requirements import RequirementFilter
from ..forms.requirements import RequirementForm
from ..models import Requirement


def _how(part: Requirement) -> str:
    """What meets the part: a document, or what the portal knows by itself."""
    return str(_("known to the portal")) if part.built_in else str(part.get_document_kind_display())


def _weight(part: Requirement) -> Cell:
    return Cell(str(_("the step waits")), tone="wait") if part.is_blocking else Cell(str(_("only reminded")))


class RequirementRegister(Register):
    model = Requirement
    form_class = RequirementForm
    filter_class = RequirementFilter
    namespace, name = "delegations", "requirement"
    icon = "list-checks"
    title, title_one = _("Parts of a dossier"), _("New part of a dossier")
    hint = _("What a dossier needs, before which step, and by which source.")
    ordering = ("kind", "position", "pk")
    columns = [
        Column("title", _("Part"), lambda r: Cell(r.title, r.source), width=50, export=lambda r: r.title),
        Column("kind", _("Dossier"), lambda r: r.get_kind_display(), order="kind", width=24),
        Column("stage", _("Needed before"), lambda r: r.get_stage_display(), width=24),
        Column("need", _("When"), lambda r: r.get_need_display(), width=24),
        Column("how", _("Met by"), _how, width=28),
        Column("weight", _("If it is missing"), _weight, order="is_blocking", width=18),
        Column("source", _("Source"), lambda r: r.source, only_export=True, width=50),
    ]

    def sections(self, record, user):
        return [
            Section(
                _("General"),
                [
                    fact(_("Dossier"), record.get_kind_display()),
                    fact(_("Needed before"), record.get_stage_display()),
                    fact(_("When"), record.get_need_display()),
                    fact(_("Met by"), _how(record)),
                    fact(_("If it is missing"), _weight(record).text),
                    fact(_("Source"), record.source),
                ],
            )
        ]

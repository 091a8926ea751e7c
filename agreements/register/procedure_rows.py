"""The stages of procedures, the parts of dossiers: rows that administrators edit and everybody reads."""

from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.procedures import GrantPartFilter, ProcedurePartFilter, ProcedureStageFilter
from ..forms.procedure_rows import GrantPartForm, ProcedurePartForm, ProcedureStageForm
from ..models import DossierPart, GrantPart, ProcedurePart, ProcedureStage

ANY = _("all of them")


def _or_any(text) -> str:
    return str(text or ANY)


def _track(row: ProcedureStage) -> str:
    if row.only_sensitive:
        return str(_("only where defence, security or investment is touched"))
    return str(_("short procedure") if row.is_short else _("ordinary procedure"))


class ProcedureStageRegister(Register):
    model = ProcedureStage
    form_class = ProcedureStageForm
    filter_class = ProcedureStageFilter
    namespace, name = "agreements", "stage"
    icon = "list"
    title, title_one = _("Stages of procedures"), _("New stage")
    hint = _("Which stages an agreement goes through, who is asked, by which rule. The closest row counts.")
    ordering = ("position", "pk")
    columns = [
        Column(
            "title", _("What is done"), lambda r: Cell(r.title, r.source), width=50, export=lambda r: r.title
        ),
        Column("code", _("Stage"), lambda r: r.get_code_display(), order="code", width=26),
        Column(
            "level", _("Level of signing"), lambda r: _or_any(r.get_level_display()), order="level", width=22
        ),
        Column(
            "purpose", _("Leads to"), lambda r: _or_any(r.get_purpose_display()), order="purpose", width=16
        ),
        Column("kind", _("Kind of agreement"), lambda r: _or_any(r.get_kind_display()), only_export=True),
        Column("track", _("Track"), _track, width=22),
        Column("asked", _("Who is asked"), lambda r: r.asked, width=40),
        Column("rule", _("Rule"), lambda r: r.rule_code, order="rule_code", width=12),
        Column("source", _("Source"), lambda r: r.source, only_export=True, width=50),
    ]

    def sections(self, record, user):
        return [
            Section(
                _("General"),
                [
                    fact(_("Stage"), record.get_code_display()),
                    fact(_("Level of signing"), _or_any(record.get_level_display())),
                    fact(_("Leads to"), _or_any(record.get_purpose_display())),
                    fact(_("Kind of agreement"), _or_any(record.get_kind_display())),
                    fact(_("Track"), _track(record)),
                    fact(_("Who is asked"), record.asked),
                    fact(_("Rule"), record.rule_code),
                    fact(_("Source"), record.source),
                ],
            )
        ]


def _how(part: DossierPart) -> str:
    """What meets the part: a document, or what the portal knows by itself."""
    return str(_("known to the portal")) if part.built_in else str(part.get_document_kind_display())


def _weight(part: DossierPart) -> Cell:
    return Cell(str(_("the stage waits")), tone="wait") if part.is_blocking else Cell(str(_("only reminded")))


class ProcedurePartRegister(Register):
    model = ProcedurePart
    form_class = ProcedurePartForm
    filter_class = ProcedurePartFilter
    namespace, name = "agreements", "part"
    icon = "list-checks"
    title, title_one = _("Parts of an agreement's dossier"), _("New part")
    hint = _("What the dossier of an agreement needs, before which stage, and by which source.")
    ordering = ("position", "pk")
    columns = [
        Column("title", _("Part"), lambda r: Cell(r.title, r.source), width=50, export=lambda r: r.title),
        Column("stage", _("Needed before"), lambda r: r.get_stage_display(), order="stage", width=26),
        Column(
            "level", _("Level of signing"), lambda r: _or_any(r.get_level_display()), order="level", width=22
        ),
        Column(
            "purpose", _("Leads to"), lambda r: _or_any(r.get_purpose_display()), order="purpose", width=16
        ),
        Column("how", _("Met by"), _how, width=28),
        Column("weight", _("If it is missing"), _weight, order="is_blocking", width=18),
        Column("source", _("Source"), lambda r: r.source, only_export=True, width=50),
    ]

    def sections(self, record, user):
        return [
            Section(
                _("General"),
                [
                    fact(_("Needed before"), record.get_stage_display()),
                    fact(_("Level of signing"), _or_any(record.get_level_display())),
                    fact(_("Leads to"), _or_any(record.get_purpose_display())),
                    fact(_("Met by"), _how(record)),
                    fact(_("If it is missing"), _weight(record).text),
                    fact(_("Source"), record.source),
                ],
            )
        ]


class GrantPartRegister(Register):
    model = GrantPart
    form_class = GrantPartForm
    filter_class = GrantPartFilter
    namespace, name = "agreements", "grantpart"
    icon = "list-checks"
    title, title_one = _("Parts of a grant's dossier"), _("New part")
    hint = _("What the dossier of a grant needs, before which step, and by which source.")
    ordering = ("position", "pk")
    columns = [
        Column("title", _("Part"), lambda r: Cell(r.title, r.source), width=50, export=lambda r: r.title),
        Column("step", _("Needed before"), lambda r: r.get_step_display(), order="step", width=26),
        Column(
            "direction", _("Received or given"), lambda r: _or_any(r.get_direction_display()), order="direction",
            width=18,
        ),
        Column("kind", _("Kind of resource"), lambda r: _or_any(r.get_kind_display()), order="kind", width=20),
        Column("projects", _("Only for projects"), lambda r: "x" if r.only_projects else "", width=12),
        Column("how", _("Met by"), _how, width=28),
        Column("weight", _("If it is missing"), _weight, order="is_blocking", width=18),
        Column("source", _("Source"), lambda r: r.source, only_export=True, width=50),
    ]  # fmt: skip

    def sections(self, record, user):
        return [
            Section(
                _("General"),
                [
                    fact(_("Needed before"), record.get_step_display()),
                    fact(_("Received or given"), _or_any(record.get_direction_display())),
                    fact(_("Kind of resource"), _or_any(record.get_kind_display())),
                    fact(_("Only for projects"), record.only_projects),
                    fact(_("Met by"), _how(record)),
                    fact(_("If it is missing"), _weight(record).text),
                    fact(_("Source"), record.source),
                ],
            )
        ]

"""The list of papers with the page of each, and the register of outgoing papers (sổ văn bản đi)."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from .clerks import stands_in
from .filters import LineFilter, PaperFilter
from .forms import PaperForm
from .kinds import kind_of
from .models import Paper, PaperState, RegisterLine
from .printing import FORMATS
from .services.drafting import gaps_in, save_text, with_tables_of_today
from .services.signed import may_attach_signed
from .services.steps import PAPER, record_of, signatory_of
from .text import seen

TONES = {
    PaperState.DRAFT: "run",
    PaperState.NUMBER: "wait",
    PaperState.SEAL: "wait",
    PaperState.DISPATCH: "wait",
    PaperState.ISSUED: "ok",
    PaperState.RECALLED: "bad",
}


#: What lies with the clerk.
QUEUED = (PaperState.NUMBER, PaperState.SEAL, PaperState.DISPATCH)


def label_of(paper) -> str:
    kind = kind_of(paper)
    return str(kind.label) if kind else paper.type_code


def state_cell(paper) -> Cell:
    return Cell(str(paper.get_state_display()), tone=TONES[paper.state])


class PaperRegister(Register):
    model = Paper
    form_class = PaperForm
    filter_class = PaperFilter
    namespace, name = "papers", "paper"
    icon = "file-text"
    title, title_one = _("Outgoing papers"), _("New paper")
    hint = _(
        "Papers drafted from dossiers, from the first text to dispatch. A paper begins on the page of its dossier."
    )
    ordering = ("-updated_at",)
    detail_template = "papers/detail.html"
    tabs = [
        (_("All"), ""),
        (_("Being written"), "state=draft"),
        (_("With the clerk"), "state=queue"),
        (_("Dispatched"), "state=issued"),
    ]
    columns = [
        Column("summary", _("Paper"), lambda p: Cell(p.summary, label_of(p)), order="summary", width=60,
               export=lambda p: p.summary),
        Column("kind", _("Kind of paper"), label_of, only_export=True),
        Column("code", _("Number and symbol"), lambda p: p.code or p.symbol, order="number", width=20),
        Column("dated", _("Date"), lambda p: p.dated, order="dated", width=14),
        Column("unit", _("Unit"), lambda p: p.unit.short_name, order="unit__sort_key", width=30),
        Column("state", _("State"), state_cell, order="state", width=20, export=lambda p: p.get_state_display()),
        Column("signatory", _("Signatory"), signatory_of, only_export=True, width=36),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("unit")

    def for_detail(self, queryset):
        return queryset.select_related("unit", "issued", "signed", "created_by")

    def badges(self, record):
        return [(str(record.get_state_display()), TONES[record.state]), (label_of(record), "neutral")]

    def subtitle(self, record):
        return " · ".join(filter(None, [record.code or record.symbol, record.unit.short_name]))

    def actions(self, record, user):
        return [
            (format.upper(), reverse("papers:paper-print", args=[record.pk, format]), icon)
            for format, icon in zip(FORMATS, ("printer", "file-text"), strict=True)
        ]

    def sections(self, record, user):
        target = record_of(record)
        return [
            Section(
                _("Paper"),
                [
                    fact(_("Dossier"), target, url=target.get_absolute_url() if target else ""),
                    fact(_("Number and symbol"), record.code or record.symbol),
                    fact(_("Date"), record.dated),
                    fact(_("Addressed to"), record.addressees),
                    fact(_("Signature"), signatory_of(record)),
                    fact(_("Recipients"), record.recipients),
                    *_moments(record),
                ],
            )
        ]

    def extras(self, record, user):
        target = record_of(record)
        kind = kind_of(record)
        today = timezone.localdate()
        with_tables_of_today(record, target, on=today)
        return {
            "steps": [step for step in PAPER.offered(record, user) if not _is_idle(step, kind)],
            "gaps": gaps_in(record)
            if record.is_draft or record.state in PAPER.steps["send_back"].sources
            else 0,
            "lines": seen(record.body),
            "lines_second": seen(record.body_second),
            "tables": [
                (name, [column[0] for column in kept["columns"]], kept["rows"])
                for name, kept in record.content.get("tables", {}).items()
            ],
            "stands_in": record.state in QUEUED and stands_in(user, record),
            "may_attach_signed": may_attach_signed(record, user) and not record.is_draft,
            "may_draft_anew": record.may_edit(user) and kind is not None and target is not None,
        }

    def save(self, form, *, by):
        return save_text(form.record(), by=by, revision=form.cleaned_data.get("revision"))


def _is_idle(step, kind) -> bool:
    return step.name == "hand_over" and kind is not None and not kind.is_numbered


def _moments(record) -> list:
    pairs = [
        (_("Sealed at"), record.sealed_at), (_("Dispatched at"), record.issued_at),
        (_("Recalled because"), record.recalled_reason),
    ]  # fmt: skip
    return [fact(label, value) for label, value in pairs if value]


class LineRegister(Register):
    """One line a number; XLSX is the register as the office keeps it."""

    model = RegisterLine
    filter_class = LineFilter
    namespace, name = "papers", "line"
    icon = "scroll-text"
    title = _("Register of outgoing papers")
    hint = _(
        "Every number that was given, whatever it was given to: papers, letters, reports. Recalled papers keep theirs."
    )
    ordering = ("-dated", "-number_order")
    columns = [
        Column("code", _("Number and symbol"), lambda r: r.code, order="number_order", width=20),
        Column("dated", _("Date"), lambda r: r.dated, order="dated", width=14),
        Column("type", _("Type"), lambda r: r.get_type_code_display(), order="type_code", width=16),
        Column("summary", _("Summary line"), lambda r: r.summary, width=60),
        Column("signatory", _("Signatory"), lambda r: r.signatory, width=36),
        Column("recipients", _("Recipients"), lambda r: r.recipients.replace("\n", "; "), width=50),
        Column("unit", _("Unit"), lambda r: r.unit.short_name, order="unit__sort_key", width=30),
        Column("recalled", _("Recalled on"), lambda r: r.recalled_on, order="recalled_on", width=14),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("unit")

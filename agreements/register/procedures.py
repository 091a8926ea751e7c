"""The register of procedures: which are open, what each waits for, and the page of one, stage by stage."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register
from portal.ui.formats import date_vi

from ..figures.procedure import (
    ASKING_STATES,
    checklist,
    missing_before,
    report_deadline,
    stage_to_complete,
    standings,
)
from ..figures.procedure_facts import Facts
from ..filters.procedures import ProcedureFilter
from ..forms.procedures import ProcedureForm
from ..models import Procedure, ProcedureState
from ..panels.procedure_band import band_of
from ..panels.tabs import tabs_for
from ..services.procedures import WRITABLE, save_procedure
from ..workflow import offered_steps

TONES = {
    ProcedureState.DRAFT: "neutral",
    ProcedureState.IN_APPROVAL: "wait",
    ProcedureState.RETURNED: "bad",
    ProcedureState.APPROVED: "run",
    ProcedureState.REFUSED: "bad",
    ProcedureState.CONCLUDED: "wait",
    ProcedureState.REPORTED: "ok",
    ProcedureState.CANCELLED: "neutral",
}


def state_cell(procedure: Procedure) -> Cell:
    return Cell(str(procedure.get_state_display()), tone=TONES[ProcedureState(procedure.state)])


def waits_cell(procedure: Procedure) -> Cell:
    """What is awaited, and until when: answers, else the report. The list asked for both with its rows."""
    today = timezone.localdate()
    if procedure.state == ProcedureState.CONCLUDED and procedure.report_due:
        label = _("report by %(day)s") % {"day": date_vi(procedure.report_due)}
        return Cell(str(label), tone="bad" if procedure.report_due < today else "wait")
    open_ones = [row for row in procedure.opinions.all() if not row.answer]
    if procedure.state not in ASKING_STATES or not open_ones:
        return Cell("–")
    due = min((row.due_on for row in open_ones if row.due_on), default=None)
    label = _("%(count)s opinions by %(day)s") % {
        "count": len(open_ones),
        "day": date_vi(due) if due else "–",
    }
    return Cell(str(label), tone="bad" if due and due < today else "wait")


def page_of(procedure: Procedure, user) -> dict:
    """What `agreements/_procedure.html` draws: stages, parts, opinions, what is missing, what may be done."""
    today = timezone.localdate()
    facts = Facts(procedure, today)
    parts, wanted = checklist(facts), stage_to_complete(facts)
    may_change = procedure.may_edit(user) and not procedure.is_archived
    due = report_deadline(procedure, facts.calendar, on=today) if procedure.concluded_on else None
    return {
        "procedure": procedure,
        "stages": standings(facts, parts),
        "waiting": missing_before(parts, wanted) if wanted else [],
        "steps": offered_steps(procedure, user),
        "may_write": may_change and procedure.state in WRITABLE,
        "report_due": report_deadline(procedure, facts.calendar, on=today)
        if procedure.concluded_on
        else None,
        "is_late": procedure.state == ProcedureState.CONCLUDED and due is not None and due.is_past(today),
        "state": state_cell(procedure),
        "today": today,
    }


class ProcedureRegister(Register):
    model = Procedure
    form_class = ProcedureForm
    filter_class = ProcedureFilter
    namespace, name = "agreements", "procedure"
    icon = "git-branch"
    title, title_one = _("Procedures of agreements"), _("New procedure")
    hint = _(
        "Opinions, approval, signing and report of each agreement: what is awaited, until when, by which rule."
    )
    ordering = ("-opened_on", "-pk")
    detail_template = "agreements/procedure_detail.html"
    tabs = [
        (_("All"), ""),
        (_("Open"), "waits=open"),
        (_("Overdue"), "waits=overdue"),
        (_("Opinions overdue"), "waits=opinions"),
        (_("To be reported"), "waits=report"),
    ]
    columns = [
        Column("agreement", _("Agreement"), lambda p: Cell(p.agreement.title, str(p.get_purpose_display())), width=54,
               order="agreement__title", export=lambda p: p.agreement.title),
        Column("purpose", _("Leads to"), lambda p: p.get_purpose_display(), only_export=True),
        Column("unit", _("Unit"), lambda p: p.unit.short_name, order="unit__sort_key", width=30),
        Column("state", _("State"), state_cell, order="state", width=22, export=lambda p: p.get_state_display()),
        Column("waits", _("Waits for"), waits_cell, width=30, export=lambda p: waits_cell(p).text),
        Column("opened", _("Opened on"), lambda p: p.opened_on, order="opened_on", width=14),
        Column("level", _("Level of signing"), lambda p: p.agreement.get_level_display(), only_export=True),
        Column("approval", _("Number of the approval"), lambda p: p.approval_number, only_export=True),
        Column("approved", _("Approved on"), lambda p: p.approved_on, only_export=True, width=14),
        Column("concluded", _("Signed on"), lambda p: p.concluded_on, only_export=True, width=14),
        Column("due", _("Report due on"), lambda p: p.report_due, only_export=True, width=14),
        Column("reported", _("Reported on"), lambda p: p.reported_on, only_export=True, width=14),
    ]  # fmt: skip

    def with_related(self, queryset):
        rows = queryset.with_report_due().select_related("unit", "agreement")
        return rows.prefetch_related("opinions")

    def for_detail(self, queryset):
        return queryset.select_related(
            "unit", "agreement__unit", "agreement__passed_to", "amendment", "created_by"
        )

    def badges(self, record):
        cell = state_cell(record)
        track = [(_("short procedure"), "wait")] if record.is_short else []
        return [(cell.text, cell.tone), *track]

    def subtitle(self, record):
        return " · ".join([str(record.agreement.get_level_display()), record.unit.short_name])

    def actions(self, record, user):
        papers = reverse("agreements:procedure-papers", args=[record.pk])
        steps = [
            (step.label, reverse("agreements:procedure-step", args=[record.pk, step.name]), step.icon)
            for step in offered_steps(record, user)
        ]
        return [(_("Papers"), papers, "file-text"), *steps]

    def sections(self, record, user):
        approval = " · ".join(
            filter(None, [record.approval_number, date_vi(record.approved_on) if record.approved_on else ""])
        )
        return [
            Section(
                _("Submission"),
                [
                    fact(_("Requirement and purpose"), record.requirement),
                    fact(_("Conformity with law and treaties"), record.conformity),
                    fact(_("Impact, feasibility, effectiveness"), record.impact),
                    fact(_("Differences of opinion"), record.differences),
                    fact(_("What was taken up, and why not the rest"), record.explanation),
                ],
            ),
            Section(
                _("Outcome"),
                [
                    fact(_("Why the short procedure"), record.short_reason),
                    fact(_("Opened on"), record.opened_on),
                    fact(_("Approval"), approval, small=record.approval_authority),
                    fact(_("Signed on"), record.concluded_on),
                    fact(_("Amendment"), record.amendment or ""),
                    fact(_("Reported on"), record.reported_on, small=record.report_number),
                    fact(_("Copy sent to"), record.copy_sent_to),
                ],
            ),
        ]

    def extras(self, record, user):
        return {
            **page_of(record, user),
            "record_tabs": tabs_for(record.agreement, user, "procedure"),
            **band_of(record, user),
        }

    def save(self, form, *, by):
        return save_procedure(form.record(), by=by, revision=form.cleaned_data.get("revision"))

"""The register of proposals upward: to whom, on which day, with what answer."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.scope import visible
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..figures.proposals import state_label
from ..filters.resolution import ProposalFilter
from ..forms.proposal import ProposalForm
from ..models import Proposal, ProposalState, Report
from ..services.proposals import save_proposal

TONES = {
    ProposalState.OPEN: "wait",
    ProposalState.ACCEPTED: "ok",
    ProposalState.PARTLY: "run",
    ProposalState.DECLINED: "bad",
    ProposalState.DONE: "ok",
    ProposalState.WITHDRAWN: "neutral",
}


def waited(row: Proposal, *, on: dt.date) -> str:
    """How many days an open one waits; "" for the others."""
    if row.state != ProposalState.OPEN:
        return ""
    return _now("for %(days)s days") % {"days": (on - row.proposed_on).days}


def proposal_state(row: Proposal) -> Cell:
    return Cell(
        state_label(row),
        waited(row, on=timezone.localdate()),
        tone=TONES[ProposalState(row.state)],
    )


class ProposalRegister(Register):
    model = Proposal
    form_class = ProposalForm
    filter_class = ProposalFilter
    namespace, name = "reports", "proposal"
    icon = "message-square-text"
    title, title_one = _("Proposals upward"), _("New proposal")
    hint = _("What units propose to higher levels: to whom, when, and what was answered.")
    ordering = ("-proposed_on", "pk")
    detail_template = "reports/proposal.html"
    tabs = [
        (_("All"), ""),
        (_("No answer yet"), f"state={ProposalState.OPEN}"),
        (_("Agreed to by the addressee"), f"state={ProposalState.ACCEPTED}"),
        (_("Carried out"), f"state={ProposalState.DONE}"),
    ]
    columns = [
        Column("text", _("Proposal"), lambda p: Cell(str(p), p.addressee), order="search_text", width=60, export=lambda p: p.text),
        Column("addressee", _("Addressee"), lambda p: p.addressee, only_export=True, width=40),
        Column("unit", _("Unit"), lambda p: p.unit.short_name, order="unit__sort_key", width=30),
        Column("proposed", _("Proposed on"), lambda p: p.proposed_on, order="proposed_on", width=14),
        Column("paper", _("Number of the unit's paper"), lambda p: p.paper_number, width=18),
        Column("state", _("State"), proposal_state, order="state", width=24, export=state_label),
        Column("answered", _("Answered on"), lambda p: p.answered_on, order="answered_on", width=14),
        Column("answered_by", _("Answered by"), lambda p: p.answered_by, only_export=True, width=30),
        Column("answer", _("Answer"), lambda p: p.answer, only_export=True, width=60),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("unit")

    def for_detail(self, queryset):
        return queryset.select_related(
            "unit", "created_by", "report__cycle", "report__unit"
        ).prefetch_related("other_units")

    def badges(self, record):
        cell = proposal_state(record)
        return [(cell.text, cell.tone)]

    def subtitle(self, record):
        return " · ".join([record.unit.short_name, record.addressee, f"{record.proposed_on:%d/%m/%Y}"])

    def sections(self, record, user):
        others = ", ".join(str(unit) for unit in record.other_units.all())
        made = [
            fact(_("Proposal"), record.text),
            fact(_("Addressee"), record.addressee),
            fact(_("Unit"), record.unit.name, small=others),
            fact(_("Proposed on"), record.proposed_on),
            fact(_("Number of the unit's paper"), record.paper_number),
        ]
        if record.report and visible(Report, user).filter(pk=record.report_id).exists():
            made.append(fact(_("Made in the report"), record.report, url=record.report.get_absolute_url()))
        given = [
            fact(_("Answer"), record.answer),
            fact(_("Answered on"), record.answered_on, small=record.answered_by),
        ]
        return [Section(_("Proposal"), made), Section(_("Answer"), given)]

    def extras(self, record, user):
        return {
            "verbs": list(self._verbs(record, user))
            if record.may_edit(user) and not record.is_archived
            else []
        }

    def _verbs(self, record, user):
        def verb(name: str, label, icon: str, kind: str = "outline-primary") -> tuple:
            return label, reverse("reports:proposal-verb", args=[record.pk, name]), icon, kind

        if record.state not in (ProposalState.WITHDRAWN, ProposalState.DONE):
            label = _("Mend the answer") if record.answer else _("Enter the answer")
            yield verb(
                "answer", label, "message-square-text", "outline-primary" if record.answer else "primary"
            )
        if record.state in (ProposalState.ACCEPTED, ProposalState.PARTLY):
            yield verb("carry-out", _("Carried out"), "check", "primary")
        if record.state == ProposalState.OPEN:
            yield verb("withdraw", _("Take back"), "undo-2")

    def save(self, form, *, by):
        return save_proposal(
            form.record(), by=by, today=timezone.localdate(), revision=form.cleaned_data.get("revision"), many=form.many()
        )  # fmt: skip


proposal_urls = ProposalRegister().urls("kien-nghi/")

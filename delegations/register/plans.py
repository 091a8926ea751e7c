"""The register of annual plans: one of each unit and year, its lines as a table."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import can
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register
from portal.ui.formats import money_vi
from portal.workflow.questions import may_act, standing

from ..figures.plans import dossiers_of_no_line, due_on, without_their_line
from ..filters.plans import PlanFilter
from ..forms.plans import PlanForm
from ..models import AnnualPlan, PlanItem, PlanState
from ..services.plans import save_plan
from .plan_items import condition_cell

PLAN_TONES = {
    PlanState.DRAFT: "neutral",
    PlanState.IN_APPROVAL: "wait",
    PlanState.RETURNED: "bad",
    PlanState.APPROVED: "ok",
}
SHOWN_OUTSIDE = 20


def plan_state_cell(plan: AnnualPlan) -> Cell:
    return Cell(plan.get_state_display(), tone=PLAN_TONES[PlanState(plan.state)])


class PlanRegister(Register):
    model = AnnualPlan
    form_class = PlanForm
    filter_class = PlanFilter
    namespace, name = "delegations", "plan"
    icon = "clipboard-list"
    title, title_one = _("Annual plans"), _("New annual plan")
    hint = _("Delegations and conferences of the next year, submitted as a set and approved in December.")
    ordering = ("-year", "unit__sort_key")
    detail_template = "delegations/plan_detail.html"
    tabs = [
        (_("All"), ""),
        (_("Being prepared"), "state=draft"),
        (_("In approval"), "state=in_approval"),
        (_("Returned"), "state=returned"),
        (_("Approved plans"), "state=approved"),
    ]
    columns = [
        Column("plan", _("Plan"), lambda p: Cell(str(p), p.approval_label), width=40, export=str),
        Column("year", _("Year"), lambda p: Cell(str(p.year)), order="year", width=8, export=lambda p: p.year),
        Column("unit", _("Unit"), lambda p: p.unit.short_name, order="unit__sort_key", width=30),
        Column("state", _("State"), plan_state_cell, order="state", width=16,
               export=lambda p: p.get_state_display()),
        Column("lines", _("Lines"), lambda p: p.lines, order="lines", numeric=True, width=10),
        Column("estimate", _("Estimate (đồng)"), lambda p: p.estimate, order="estimate", numeric=True, width=18),
        Column("submitted", _("Submitted on"), lambda p: p.submitted_at and p.submitted_at.astimezone().date(),
               order="submitted_at", width=14),
        Column("approval", _("Approval"), lambda p: p.approval_label, only_export=True, width=40),
        Column("notes", _("Notes"), lambda p: p.notes, only_export=True, width=40),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.for_list()

    def for_detail(self, queryset):
        return queryset.for_list().select_related("created_by")

    def badges(self, record):
        cell = plan_state_cell(record)
        return [(cell.text, cell.tone)]

    def subtitle(self, record):
        return record.approval_label

    def list_actions(self, request):
        return [(_("All units"), reverse("delegations:plan-year"), "building-2")]

    def sections(self, record, user):
        due = due_on(record.year)
        facts = [
            fact(_("Unit"), record.unit),
            fact(_("Year"), str(record.year)),
            fact(_("Due"), f"{due:%d/%m/%Y}" if due else ""),
            fact(_("Submitted on"), record.submitted_at and record.submitted_at.astimezone().date()),
            fact(_("Approval"), record.approval_label),
            fact(_("Estimate"), money_vi(record.estimate)),
        ]
        return [Section(_("General"), facts + ([fact(_("Notes"), record.notes)] if record.notes else []))]

    def save(self, form, *, by):
        return save_plan(form.record(), by=by, revision=form.cleaned_data.get("revision"), many=form.many())

    def initial(self, request):
        return {"year": timezone.localdate().year + 1, **super().initial(request)}

    def extras(self, record, user):
        today = timezone.localdate()
        lines = (
            PlanItem.objects.visible_to(user).live().filter(plan=record).with_condition(on=today).with_spent()
        )
        rows = [
            {"item": item, "condition": condition_cell(item)}
            for item in lines.for_list().order_by("kind", "placed_from", "pk")
        ]
        asked = {"year": record.year, "unit_ids": [record.unit_id]}
        outside = dossiers_of_no_line(user, **asked).all()[:SHOWN_OUTSIDE] if record.is_approved else []
        unnamed = without_their_line(user, **asked).all()[:SHOWN_OUTSIDE] if record.is_approved else []
        shown = standing(record)
        may_write = can(user, Permission.RECORD_EDIT, record) and not record.is_archived
        return {
            "lines": rows,
            "outside": outside,
            "unnamed": unnamed,
            "standing": shown,
            "offered": may_act(shown.approval, user, today) if shown else [],
            "addition_url": f"{reverse('delegations:planitem-create')}?plan={record.pk}",
            "may_add": may_write and record.state != PlanState.IN_APPROVAL,
            "may_submit": may_write and record.is_open,
            "may_record": record.is_open
            and not record.is_archived
            and can(user, Permission.REPORT_REVIEW, record),
        }

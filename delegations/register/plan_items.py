"""The register of the lines of annual plans: what each has come to is computed from its dossiers."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import can
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register
from portal.ui.formats import money_vi

from ..figures.plan_annex import dossiers_of, reason_of
from ..filters.plans import PlanItemFilter
from ..forms.plans import PlanItemForm
from ..models import LineCondition, PlanItem, Settled
from ..services.plan_links import key_of, likely_dossiers
from ..services.plans import save_item
from .activity import partner_facts, state_badges

CONDITION_TONES = {
    LineCondition.PLANNED: "wait",
    LineCondition.UNDER_WAY: "run",
    LineCondition.DONE: "ok",
    LineCondition.LATE: "bad",
    LineCondition.POSTPONED: "neutral",
    LineCondition.CANCELLED: "bad",
    LineCondition.CARRIED: "neutral",
}


def condition_cell(item: PlanItem) -> Cell:
    """The state of a line that was asked for with its condition."""
    condition = LineCondition(item.condition)
    return Cell(str(condition.label), tone=CONDITION_TONES[condition])


class PlanItemRegister(Register):
    model = PlanItem
    form_class = PlanItemForm
    filter_class = PlanItemFilter
    namespace, name = "delegations", "planitem"
    icon = "list-checks"
    beside = {**Register.beside, "plan": ("year",)}
    title, title_one = _("Lines of annual plans"), _("New line of a plan")
    hint = _("Every delegation and conference of the plans, and what became of it.")
    ordering = ("placed_from",)
    detail_template = "delegations/planitem_detail.html"
    tabs = [
        (_("All"), ""),
        (_("Still to come"), "condition=planned"),
        (_("Under way"), "condition=under_way"),
        (_("Carried out"), "condition=done"),
        (_("Overdue"), "condition=late"),
        (_("Postponed"), "condition=postponed"),
        (_("Cancelled"), "condition=cancelled"),
        (_("Carried over"), "condition=carried"),
    ]
    columns = [
        Column("title", _("Content"), lambda i: Cell(i.title, i.kind_label), width=50, export=lambda i: i.title),
        Column("kind", _("Kind"), lambda i: i.kind_label, only_export=True, width=22),
        Column("partner", _("Partner"), lambda i: Cell(", ".join(i.partner_labels) or "–", i.country_label), width=40,
               export=lambda i: "; ".join(i.partner_names)),
        Column("country", _("Country"), lambda i: i.country_label, only_export=True, width=18),
        Column("place", _("Place"), lambda i: i.place, only_export=True, width=20),
        Column("from", _("From"), lambda i: Cell(i.time_label or "–"), order="starts_on", width=14,
               export=lambda i: i.starts_on.display() if i.starts_on else ""),
        Column("to", _("To"), lambda i: i.ends_on.display() if i.ends_on else "", only_export=True, width=14),
        Column("level", _("Level"), lambda i: i.get_level_display(), only_export=True, width=16),
        Column("size", _("Persons"), lambda i: i.size, order="size", numeric=True, width=10),
        Column("days", _("Days"), lambda i: i.days, only_export=True, width=8),
        Column("estimate", _("Estimate (đồng)"), lambda i: Cell(money_vi(i.estimate), i.get_funding_source_display()),
               order="estimate", numeric=True, width=18, export=lambda i: i.estimate),
        Column("funds", _("Source of funds"), lambda i: i.get_funding_source_display(), only_export=True, width=22),
        Column("spent", _("Spent (đồng)"), lambda i: i.spent, only_export=True, width=18),
        Column("unit", _("Unit"), lambda i: i.unit.short_name, order="unit__sort_key", width=30),
        Column("year", _("Year"), lambda i: Cell(str(i.plan.year)), order="plan__year", width=8,
               export=lambda i: i.plan.year),
        Column("state", _("State"), condition_cell, width=18, export=lambda i: condition_cell(i).text),
        Column("reason", _("Reason"), lambda i: i.reason, only_export=True, width=40),
        Column("added", _("Added during the year"), lambda i: i.is_addition, only_export=True, width=12),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.of_live_plans().with_condition(on=timezone.localdate()).for_names()

    def for_workbook(self, queryset):
        return queryset.with_spent()

    def for_detail(self, queryset):
        rows = (
            queryset.with_condition(on=timezone.localdate())
            .with_spent()
            .for_list()
            .select_related("carried_from", "created_by")
        )
        return rows.prefetch_related("delegation_records", "event_records", "changes", "carried_to")

    def badges(self, record):
        cell = condition_cell(record)
        added = [(str(_("added during the year")), "neutral")] if record.is_addition else []
        return [(cell.text, cell.tone), (record.kind_label, "neutral"), *added]

    def subtitle(self, record):
        return " · ".join(filter(None, [record.time_label, record.unit.short_name]))

    def list_actions(self, request):
        return [(_("All units"), reverse("delegations:plan-year"), "building-2")]

    def sections(self, record, user):
        place = ", ".join(filter(None, [record.country_label, record.place]))
        facts = [
            fact(_("Annual plan"), record.plan, url=record.plan.get_absolute_url()),
            *partner_facts(record),
            fact(_("Country, place"), place),
            fact(_("Time"), record.time_label),
            fact(_("Level"), record.get_level_display()),
            fact(_("Persons"), record.size),
            fact(_("Days"), record.days),
            fact(_("Estimate"), money_vi(record.estimate), small=record.get_funding_source_display()),
            fact(_("Spent"), money_vi(record.spent)),
        ]
        if why := reason_of(record):
            facts.append(fact(_("Reason"), why))
        return [Section(_("General"), [*facts, *_carried(record)])]

    def save(self, form, *, by):
        return save_item(
            form.record(),
            by=by,
            at=timezone.now(),
            revision=form.cleaned_data.get("revision"),
            many=form.many(),
        )

    def actions(self, record, user):
        """The adjustments that are possible now; before the plan is approved a line is simply edited."""
        if not self._may_adjust(record, user):
            return []
        if record.settled:
            return [
                *([self._step(record, "carry")] if record.settled == Settled.POSTPONED else []),
                self._step(record, "take-up"),
            ]
        waits = record.condition not in (LineCondition.DONE, LineCondition.UNDER_WAY)
        steps = ("adjust", "postpone", "cancel", "carry") if waits else ("adjust",)
        return [self._step(record, step) for step in steps]

    def _may_adjust(self, record, user) -> bool:
        living = not record.is_archived and not record.plan.is_archived
        return living and record.plan.is_approved and can(user, Permission.RECORD_EDIT, record)

    def _step(self, record, step: str):
        label, icon = STEPS[step]
        return (label, reverse(f"delegations:planitem-{step}", args=[record.pk]), icon)

    def extras(self, record, user):
        may_link = not record.is_archived and can(user, Permission.RECORD_EDIT, record)
        return {
            "dossiers": [(one, state_badges(one)) for one in _seen(record, user)],
            "likely": [(one, key_of(one)) for one in likely_dossiers(record, user)] if may_link else [],
            "may_link": may_link,
            "may_begin": may_link and not record.settled and record.plan.is_approved,
        }


STEPS = {
    "adjust": (_("Adjust"), "pencil"),
    "postpone": (_("Postpone"), "clock"),
    "cancel": (_("Cancel the line"), "x"),
    "carry": (_("Carry over to the next year"), "arrow-right"),
    "take-up": (_("Take up again"), "undo-2"),
}


def _seen(record: PlanItem, user) -> list:
    """Dossiers of the line that the reader may see."""
    found = dossiers_of(record)
    mine = {
        model: set(model.objects.visible_to(user).filter(plan_item=record).values_list("pk", flat=True))
        for model in {type(one) for one in found}
    }
    return [one for one in found if one.pk in mine[type(one)]]


def _carried(record: PlanItem) -> list:
    found = []
    if record.carried_from:
        found.append(
            fact(_("Carried over from"), record.carried_from, url=record.carried_from.get_absolute_url())
        )
    for copy in record.carried_to.all():
        if copy.archived_at is None:
            found.append(fact(_("Carried over to"), copy, url=copy.get_absolute_url()))
    return found

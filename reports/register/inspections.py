"""The register of inspections: plan, decision, minutes, conclusion, what is put right."""

from operator import attrgetter

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.work import InspectionFilter
from ..forms.work import InspectionForm
from ..models import Inspection, InspectionStage
from ..notices.inspections import chase_text
from ..services.inspections import may_finish, save_inspection
from ..workflow import INSPECTION

STAGE_TONES = {
    InspectionStage.PLANNED: "neutral",
    InspectionStage.DECIDED: "wait",
    InspectionStage.HELD: "run",
    InspectionStage.CONCLUDED: "ok",
    InspectionStage.CANCELLED: "neutral",
}


def _stage(row: Inspection) -> tuple[str, str]:
    return row.get_stage_display(), STAGE_TONES[InspectionStage(row.stage)]


def _remedies(row: Inspection) -> Cell:
    """x/y remedies that are done."""
    if not row.remedies_asked:
        return Cell("–")
    share = {"count": row.remedies_done, "all": row.remedies_asked}
    tone = "ok" if row.remedies_done == row.remedies_asked else "wait"
    return Cell(_now("done %(count)s/%(all)s") % share, tone=tone)


class InspectionRegister(Register):
    model = Inspection
    form_class = InspectionForm
    filter_class = InspectionFilter
    namespace, name = "reports", "inspection"
    icon = "shield-check"
    title, title_one = _("Inspection and supervision"), _("New inspection")
    hint = _("Inspections of external relations: plan, decision, minutes, conclusion, what is put right.")
    ordering = ("-year", "-planned_on")
    detail_template = "reports/inspection.html"
    tabs = [
        (_("All"), ""),
        (InspectionStage.PLANNED.label, "stage=planned"),
        (InspectionStage.CONCLUDED.label, "stage=concluded"),
        (_("Remedies overdue"), "remedies=overdue"),
    ]
    columns = [
        Column("title", _("Inspection"), lambda i: Cell(i.title, i.get_kind_display()), order="title", width=54,
               export=attrgetter("title")),
        Column("kind", _("Kind"), Inspection.get_kind_display, only_export=True),
        Column("inspected", _("Unit inspected"), attrgetter("inspected.short_name"), order="inspected__sort_key", width=28),
        Column("unit", _("Inspecting unit"), attrgetter("unit.short_name"), order="unit__sort_key", width=28),
        Column("year", _("Year of the plan"), lambda i: str(i.year), order="year", width=10),
        Column("planned", _("Planned for"), attrgetter("planned_on"), order="planned_on", width=14),
        Column("stage", _("State"), lambda i: Cell(_stage(i)[0], tone=_stage(i)[1]), width=18),
        Column("remedies", _("Remedies"), _remedies, width=16),
        Column("decision", _("Number of the decision"), attrgetter("decision_number"), only_export=True),
        Column("held", _("Held on"), attrgetter("held_on"), only_export=True, width=14),
        Column("concluded", _("Concluded on"), attrgetter("concluded_on"), only_export=True, width=14),
        Column("conclusion", _("Conclusion"), attrgetter("conclusion"), only_export=True, width=60),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("unit", "inspected").annotate(
            remedies_asked=Count("remedies"),
            remedies_done=Count("remedies", filter=Q(remedies__done_on__isnull=False)),
        )

    def for_detail(self, queryset):
        return queryset.select_related("unit", "inspected", "created_by").prefetch_related(
            "remedies", "other_units"
        )

    def badges(self, record):
        return [(record.get_kind_display(), "neutral"), _stage(record)]

    def subtitle(self, record):
        return f"{record.unit.short_name} → {record.inspected.short_name}"

    def sections(self, record, user):
        plan = [
            fact(_("Unit inspected"), record.inspected, url=""),
            fact(_("Inspecting unit"), record.unit),
            fact(_("Year of the plan"), str(record.year)),
            fact(_("Planned for"), record.planned_on),
        ]
        way = [
            fact(_("Number of the decision"), record.decision_number),
            fact(_("Date of the decision"), record.decided_on),
            fact(_("Held on"), record.held_on),
            fact(_("Findings"), record.findings),
            fact(_("Concluded on"), record.concluded_on),
            fact(_("Conclusion"), record.conclusion),
        ]
        if record.cancelled_reason:
            way.append(fact(_("Cancelled because"), record.cancelled_reason))
        return [Section(_("Plan"), plan), Section(_("What came of it"), way)]

    def extras(self, record, user):
        """The steps that may be taken now, and what is to be put right."""
        today = timezone.localdate()
        remedies = [
            (
                row,
                row.is_overdue(on=today),
                row.done_on is None and may_finish(row, user),
                "" if row.done_on else chase_text(row),
            )
            for row in record.remedies.select_related("inspection__inspected", "inspection__unit")
        ]
        return {"steps": INSPECTION.offered(record, user), "remedies": remedies}

    def save(self, form, *, by):
        return save_inspection(
            form.record(), by=by, revision=form.cleaned_data.get("revision"), many=form.many()
        )


inspection_urls = InspectionRegister().urls("kiem-tra-giam-sat/")

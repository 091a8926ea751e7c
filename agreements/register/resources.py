"""The register of external resources: what its list and pages show."""

from operator import attrgetter

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.records.related import listed
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register
from portal.ui.formats import date_vi, money_vi, number_vi

from ..figures.grant_warnings import warnings
from ..filters import ResourceFilter
from ..forms import ResourceForm
from ..models import Resource, ResourceStage
from ..panels.band import band_of
from ..panels.tabs import tabs_for
from ..services import save_resource
from .shared import day, dong, more, partner_facts, partners_cell

STAGE_TONES = {
    ResourceStage.PROPOSED: "neutral",
    ResourceStage.IN_APPROVAL: "wait",
    ResourceStage.RETURNED: "bad",
    ResourceStage.APPROVED: "run",
    ResourceStage.RUNNING: "run",
    ResourceStage.COMPLETED: "ok",
    ResourceStage.REFUSED: "bad",
    ResourceStage.REVOKED: "bad",
}


def _stage(resource) -> Cell:
    """Where it stands in its procedure; a dash for what was only written down."""
    if not resource.stage:
        return Cell("–")
    return Cell(resource.get_stage_display(), tone=STAGE_TONES[ResourceStage(resource.stage)])


class ResourceRegister(Register):
    model = Resource
    form_class = ResourceForm
    filter_class = ResourceFilter
    namespace, name = "agreements", "resource"
    icon = "hand-coins"
    detail_template = "agreements/resource_detail.html"
    title, title_one = _("External resources"), _("New resource")
    hint = _("Aid, projects, goods and training, received or given. A sum that is not stated is not zero.")
    ordering = ("-placed_to",)
    tabs = [
        (_("All"), ""),
        (_("Received"), "direction=received"),
        (_("Given"), "direction=given"),
        (_("In approval"), "stage=in_approval"),
        (_("Reports overdue"), "reports=overdue"),
    ]
    columns = [
        Column("title", _("Resource"), lambda r: Cell(r.title, r.get_kind_display()), order="title",
               width=54, export=attrgetter("title")),
        Column("kind", _("Kind of resource"), lambda r: r.get_kind_display(), only_export=True),
        Column("project", _("Project"), lambda r: "x" if r.is_project else "", only_export=True, width=10),
        Column("partners", _("Donors and partners"), partners_cell, order="country", width=40),
        Column("unit", _("Unit"), attrgetter("unit.short_name"), order="unit__sort_key", width=28),
        Column("direction", _("Received or given"), Resource.get_direction_display, order="direction", width=12),
        Column("time", _("Time"), lambda r: r.time_label(), order="starts_on", width=22),
        Column("amount", _("Amount"), lambda r: Cell(r.amount_display or "–"), order="amount_vnd",
               numeric=True, width=18, export=attrgetter("amount"), beside="currency"),
        Column("stage", _("Stage"), _stage, order="stage", width=18,
               export=lambda r: r.get_stage_display() if r.stage else ""),
        more("currency", _("Currency"), 10),
        Column("vnd", _("Equivalent in đồng"), attrgetter("amount_vnd"), order="amount_vnd", numeric=True),
        more("exchange_rate", _("Exchange rate")),
        more("rate_date", _("Date of the rate"), 14),
        dong("counterpart_vnd", _("Our own share (đồng)")),
        dong("received_vnd", _("Received so far (đồng)")),
        dong("disbursed_vnd", _("Disbursed so far (đồng)")),
        dong("settled_vnd", _("Settled so far (đồng)")),
        dong("places", _("Training places")),
        more("excess_reason", _("More came than was committed because"), 30),
        more("purpose", _("Purpose and content"), 50),
        more("place", _("Where it is used")),
        more("approval_number", _("Number of the approval")),
        Column("approved_on", _("Approved on"), day("approved_on"), only_export=True, width=14),
        more("approval_authority", _("Approved by")),
        more("aid_account", _("Aid account"), 30),
        more("progress", _("Progress"), 40),
        more("difficulties", _("Difficulties"), 40),
        more("notes", _("Notes"), 40),
        more("source_url", _("Source")),
    ]  # fmt: skip

    def list_actions(self, request):
        """Who answers for all units looks for grants that two of them entered."""
        if not has(request.user, Permission.PARTNER_EDIT):
            return []
        return [(_("Entered twice"), reverse("agreements:doubles"), "copy")]

    def with_related(self, queryset):
        return queryset.select_related("unit").prefetch_related(listed(Resource, "partners", "name_vi"))

    def for_detail(self, queryset):
        rows = queryset.select_related("unit", "agreement", "officer")
        return rows.prefetch_related("partners", "other_units")

    def badges(self, record):
        project = _("project") if record.is_project else _("non-project")
        stage = _stage(record)
        return [
            (record.get_direction_display(), "run"),
            (record.get_kind_display(), "neutral"),
            (project, "neutral"),
            *([(stage.text, stage.tone)] if record.stage else []),
        ]

    def subtitle(self, record):
        return " · ".join(filter(None, [record.unit.short_name, record.country_label, record.time_label()]))

    def sections(self, record, user):
        return [Section(_("General"), self._general(record)), Section(_("Money"), self._money(record))]

    def _general(self, record) -> list:
        return [
            *partner_facts(_("Donor or partner"), record),
            fact(_("Country"), record.country_label),
            fact(_("Grant owner"), record.unit.name),
            fact(_("Beneficiary units"), [str(unit) for unit in record.other_units.all()]),
            *self._belonging(record),
            fact(_("Where it is used"), record.place),
            fact(_("From"), record.starts_on),
            fact(_("To"), record.ends_on),
            fact(
                _("Approval"),
                record.approval_number,
                small=record.approved_on.display() if record.approved_on else "",
            ),
            fact(_("Purpose and content"), record.purpose),
            fact(_("Progress"), record.progress),
            fact(_("Difficulties"), record.difficulties),
            fact(_("Notes"), record.notes),
            *(
                [fact(_("Not the same as another one because"), record.distinct_reason)]
                if record.distinct_reason
                else []
            ),
        ]

    def _belonging(self, record) -> list:
        found = []
        if record.agreement:
            found.append(
                fact(
                    _("Under the agreement"), record.agreement.title, url=record.agreement.get_absolute_url()
                )
            )
        if record.officer:
            found.append(fact(_("Responsible officer"), str(record.officer)))
        if record.places is not None:
            found.append(fact(_("Training places"), record.places))
        return found

    def _money(self, record) -> list:
        rate = ""
        if record.amount_vnd is not None and record.currency != "VND":
            rate = _("at %(rate)s đồng on %(day)s") % {
                "rate": number_vi(record.exchange_rate),
                "day": date_vi(record.rate_date),
            }
        return [
            fact(_("Amount"), record.amount_display or _("not stated")),
            fact(_("Equivalent in đồng"), money_vi(record.amount_vnd), small=rate),
            fact(_("Our own share"), money_vi(record.counterpart_vnd)),
            fact(_("Received so far"), money_vi(record.received_vnd)),
            fact(_("Disbursed so far"), money_vi(record.disbursed_vnd)),
            fact(_("Settled so far"), money_vi(record.settled_vnd)),
        ]

    def extras(self, record, user):
        found = warnings(record, list(record.movements.all()), on=timezone.localdate())
        return {"record_tabs": tabs_for(record, user, "overview"), "warnings": found, **band_of(record, user)}

    def save(self, form, *, by):
        return save_resource(
            form.record(),
            by=by,
            on=timezone.localdate(),
            revision=form.cleaned_data.get("revision"),
            many=form.many(),
            rate_stated=form.rate_stated(),
        )

"""The register of matters that arose: what its list and pages show."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.countries import name as country_name
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.interactions import MatterFilter
from ..forms.matters import MatterForm
from ..models import Matter, MatterState
from ..services.matters import may_report, save_matter
from .interactions import units_fact

STATE_TONES = {MatterState.OPEN: "wait", MatterState.CLOSED: "ok"}


def state_cell(matter: Matter) -> Cell:
    return Cell(matter.get_state_display(), tone=STATE_TONES[MatterState(matter.state)])


def partner_or_country(matter: Matter) -> str:
    return matter.partner.short_label if matter.partner else country_name(matter.country)


class MatterRegister(Register):
    model = Matter
    form_class = MatterForm
    filter_class = MatterFilter
    namespace, name = "partners", "matter"
    icon = "triangle-alert"
    title, title_one = _("Matters that arose"), _("New matter")
    hint = _(
        "Unexpected or complex matters in foreign relations, told without state secrets, and how they were dealt with."
    )
    ordering = ("-starts_on",)
    detail_template = "partners/matter.html"
    tabs = [
        (_("All"), ""),
        (_("Being dealt with"), "state=open"),
        (_("Settled"), "state=closed"),
    ]
    columns = [
        Column("title", _("Matter"), lambda m: Cell(m.title, partner_or_country(m)), width=50, export=lambda m: m.title),
        Column("partner", _("Partner"), lambda m: m.partner.name_vi if m.partner else "", only_export=True, width=40),
        Column("country", _("Country"), lambda m: country_name(m.country), only_export=True, width=18),
        Column("time", _("Time"), lambda m: m.time_label, order="starts_on", width=24),
        Column("handler", _("Dealt with by (post)"), lambda m: m.handler, width=30),
        Column("unit", _("Lead unit"), lambda m: m.unit.short_name, order="unit__sort_key", width=30),
        Column("reported", _("Reported upward"), lambda m: m.reported_at, order="reported_at", width=18),
        Column("state", _("State"), state_cell, order="state", width=18, export=lambda m: m.get_state_display()),
        Column("summary", _("Summary"), lambda m: m.summary, only_export=True, width=60),
        Column("response", _("What was done"), lambda m: m.response, only_export=True, width=60),
        Column("result", _("Result"), lambda m: m.result, only_export=True, width=60),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("unit", "partner")

    def for_detail(self, queryset):
        return self.with_related(queryset).select_related("created_by").prefetch_related("other_units")

    def badges(self, record):
        state = state_cell(record)
        reported = [(_("reported upward"), "run")] if record.reported_at else []
        return [(state.text, state.tone), *reported]

    def subtitle(self, record):
        return " · ".join(
            filter(None, [record.time_label, partner_or_country(record), record.unit.short_name])
        )

    def sections(self, record, user):
        url = record.partner.get_absolute_url() if record.partner else ""
        happened = [
            fact(_("Partner"), record.partner, url=url),
            fact(_("Country"), country_name(record.country)),
            fact(_("Time"), record.time_label),
            units_fact(record),
            fact(_("Summary"), record.summary),
        ]
        dealt = [
            fact(_("Dealt with by (post)"), record.handler),
            fact(_("What was done"), record.response),
            fact(_("Result"), record.result),
            fact(_("Reported upward"), record.reported_at),
        ]
        return [Section(_("How it happened"), happened), Section(_("How it is dealt with"), dealt)]

    def extras(self, record, user):
        files = {name: reverse("partners:matter-file", args=[record.pk, name]) for name in ("pdf", "docx")}
        return {"may_report": not record.is_archived and may_report(record, user), "files": files}

    def save(self, form, *, by):
        return save_matter(form.record(), by=by, revision=form.cleaned_data.get("revision"), many=form.many())

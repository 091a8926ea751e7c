"""The register of international conferences."""

from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact

from ..filters import EventFilter
from ..forms import EventForm
from ..models import Event
from ..services import save_event
from .activity import (
    ActivityRegister,
    dossier_badges,
    export_columns,
    partner_facts,
    state_badges,
    state_cell,
    state_for_export,
    time_cell,
    units_fact,
    written,
)


class EventRegister(ActivityRegister):
    model = Event
    form_class = EventForm
    filter_class = EventFilter
    name = "event"
    icon = "presentation"
    detail_template = "delegations/event_detail.html"
    title, title_one = _("International conferences"), _("New conference")
    hint = _("Conferences, seminars and forums that we held or attended.")
    columns = [
        Column(
            "title",
            _("Conference"),
            lambda e: Cell(e.title, e.get_event_kind_display()),
            width=50,
            export=lambda e: e.title,
        ),
        Column("kind", _("Kind"), lambda e: e.get_event_kind_display(), only_export=True),
        Column("role", _("Our part"), lambda e: e.get_our_role_display(), order="our_role", width=16),
        Column(
            "partner",
            _("Partner"),
            lambda e: ", ".join(e.partner_labels) or "–",
            width=40,
            export=lambda e: "; ".join(e.partner_names),
        ),
        Column("time", _("Time"), time_cell, order="starts_on", width=24, export=lambda e: e.time_label),
        Column("place", _("Place"), lambda e: Cell(e.place or "–", e.country_label), width=24),
        Column("people", _("Participants"), lambda e: e.participants_total, numeric=True, width=12),
        Column("unit", _("Lead unit"), lambda e: e.unit.short_name, order="unit__sort_key", width=30),
        Column("state", _("State"), state_cell, order="state", width=16, export=state_for_export),
        Column("level", _("Level"), lambda e: e.get_level_display(), only_export=True),
        Column("mode", _("Mode"), lambda e: e.get_mode_display(), only_export=True),
        Column("vn", _("Vietnamese participants"), lambda e: e.participants_vn, only_export=True),
        Column("foreign", _("Foreign participants"), lambda e: e.participants_foreign, only_export=True),
        Column("countries", _("Number of countries"), lambda e: e.countries_count, only_export=True),
        Column("nationalities", _("Nationalities"), lambda e: e.countries_written, only_export=True),
        Column("initiative", _("What we put forward"), lambda e: e.initiative, only_export=True, width=40),
        *export_columns(),
    ]

    def for_detail(self, queryset):
        return queryset.for_list().prefetch_related("other_units").select_related("created_by")

    def badges(self, record):
        return [*state_badges(record), *dossier_badges(record), (record.get_event_kind_display(), "neutral")]

    def subtitle(self, record):
        return " · ".join(filter(None, [record.time_label, record.place, record.unit.short_name]))

    def sections(self, record, user):
        work = [
            (_("Content of work"), record.agenda),
            (_("What we put forward"), record.initiative),
            (_("Main result"), record.result),
            (_("Difficulties"), record.difficulties),
            (_("Notes"), record.notes),
        ]
        sections = [Section(_("General"), self._general(record)), self.permission_section(record)]
        return [*sections, Section(_("Work and result"), written(work))] if written(work) else sections

    def _general(self, record) -> list:
        return [
            *partner_facts(record),
            fact(_("Our part"), record.get_our_role_display()),
            fact(_("Level"), record.get_level_display()),
            fact(_("Time"), record.time_label),
            fact(_("Place"), ", ".join(filter(None, [record.place, record.country_label]))),
            fact(_("Mode"), record.get_mode_display()),
            fact(_("Participants"), record.participants_total),
            fact(_("Vietnamese participants"), record.participants_vn),
            fact(_("Foreign participants"), record.participants_foreign),
            fact(_("Countries"), record.countries_count, small=record.countries_written),
            units_fact(record),
            fact(_("Theme"), record.get_content_theme_display()),
        ]

    def save(self, form, *, by):
        return save_event(
            self.with_state(form), by=by, revision=form.cleaned_data.get("revision"), many=form.many()
        )

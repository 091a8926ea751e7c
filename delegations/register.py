"""The registers of delegations and of conferences: what their lists and pages show."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register
from portal.ui.formats import money_vi, number_vi

from .filters import DelegationFilter, EventFilter
from .forms import DelegationForm, EventForm, LegFormSet, MemberFormSet
from .models import Delegation, Direction, Event, Mode, State
from .services import save_delegation, save_event, settle

STATE_TONES = {
    State.PLANNED: "wait",
    State.ONGOING: "run",
    State.DONE: "ok",
    State.POSTPONED: "neutral",
    State.CANCELLED: "bad",
}


def state_cell(record) -> Cell:
    if not record.state:
        return Cell("–")
    return Cell(record.get_state_display(), tone=STATE_TONES[record.state])


def direction_label(delegation) -> str:
    online = [delegation.get_mode_display()] if delegation.mode != Mode.IN_PERSON else []
    return " · ".join([delegation.get_direction_display(), *online])


def head_for_export(delegation) -> str:
    """Name and post of our own heads; of foreign guests the post alone, for their names do not leave in lists."""
    ours = delegation.direction == Direction.OUTGOING
    return ", ".join(filter(None, [delegation.head_name if ours else "", delegation.head_post]))


class ActivityRegister(Register):
    """What both registers do alike."""

    namespace = "delegations"
    ordering = ("-placed_to", "-starts_on")

    def with_related(self, queryset):
        return queryset.for_list()

    def with_state(self, form):
        """The record of the form; a state left empty follows from the dates, seen from today."""
        record = form.record()
        record.state = record.state or record.state_by_dates(on=timezone.localdate())
        return record

    def permission_section(self, record) -> Section:
        plan = [fact(_("Annual plan"), record.get_planned_display())] if hasattr(record, "planned") else []
        return Section(
            _("Permission and money"),
            [
                *plan,
                fact(_("Permission"), record.permission_label),
                fact(_("Cost"), money_vi(record.cost)),
                fact(_("Source of funds"), record.get_funding_source_display()),
            ],
        )


class DelegationRegister(ActivityRegister):
    model = Delegation
    form_class = DelegationForm
    filter_class = DelegationFilter
    name = "delegation"
    icon = "plane-takeoff"
    title, title_one = _("Delegations"), _("New delegation")
    hint = _("Delegations going out and coming in, talks online and events at home with foreign guests.")
    detail_template = "delegations/detail.html"
    inlines = [LegFormSet, MemberFormSet]
    tabs = [
        (_("All"), ""),
        (_("Outgoing"), "direction=outgoing"),
        (_("Incoming"), "direction=incoming"),
        (_("Online, at home"), "direction=here"),
    ]
    columns = [
        Column("title", _("Delegation"), lambda d: Cell(d.title, f"{d.code} · {direction_label(d)}"), width=50,
               export=lambda d: d.title),
        Column("code", _("Code"), lambda d: d.code, only_export=True, width=14),
        Column("direction", _("Direction"), direction_label, only_export=True),
        Column("partner", _("Partner"), lambda d: Cell(", ".join(d.partner_labels) or "–", d.country_label), width=40,
               export=lambda d: "; ".join(d.partner_names)),
        Column("country", _("Country"), lambda d: d.country_label, only_export=True, width=18),
        Column("time", _("Time"), lambda d: d.time_label, order="starts_on", width=24),
        Column("days", _("Days"), lambda d: d.days, only_export=True, width=8),
        Column("size", _("Persons"), lambda d: d.size, order="size", numeric=True, width=10),
        Column("women", _("Women"), lambda d: d.women, only_export=True, width=8),
        Column("unit", _("Lead unit"), lambda d: d.unit.short_name, order="unit__sort_key", width=30),
        Column("state", _("State"), state_cell, order="state", width=16, export=lambda d: d.get_state_display()),
        Column("head", _("Head of delegation"), head_for_export, only_export=True, width=36),
        Column("level", _("Level"), lambda d: d.get_level_display(), only_export=True),
        Column("class", _("Class of guests"), lambda d: d.get_guest_class_display(), only_export=True),
        Column("purpose", _("Kind of purpose"), lambda d: d.get_purpose_display(), only_export=True),
        Column("place", _("Place"), lambda d: d.place, only_export=True),
        Column("planned", _("Annual plan"), lambda d: d.get_planned_display(), only_export=True),
        Column("permission", _("Permission"), lambda d: d.permission_label, only_export=True, width=36),
        Column("cost", _("Cost (đồng)"), lambda d: d.cost, only_export=True, width=18),
        Column("funds", _("Source of funds"), lambda d: d.get_funding_source_display(), only_export=True),
        Column("theme", _("Theme"), lambda d: d.get_content_theme_display(), only_export=True),
        Column("agenda", _("Content of work"), lambda d: d.agenda, only_export=True, width=50),
        Column("result", _("Main result"), lambda d: d.result, only_export=True, width=50),
        Column("difficulties", _("Difficulties"), lambda d: d.difficulties, only_export=True, width=40),
        Column("reported", _("Report handed in on"), lambda d: d.report_submitted_on, only_export=True, width=14),
        Column("notes", _("Notes"), lambda d: d.notes, only_export=True, width=40),
        Column("source", _("Source"), lambda d: d.source_url, only_export=True, width=40),
    ]  # fmt: skip

    def for_detail(self, queryset):
        return queryset.for_list().prefetch_related("members__unit", "other_units").select_related("created_by")

    def badges(self, record):
        state = [(record.get_state_display(), STATE_TONES[record.state])] if record.state else []
        return [*state, (direction_label(record), "neutral")]

    def subtitle(self, record):
        return " · ".join(filter(None, [record.code, record.time_label, record.unit.short_name]))

    def sections(self, record, user):
        women = _("%(women)s of them women") % {"women": number_vi(record.women)} if record.women is not None else ""
        days = _("%(days)s days") % {"days": record.days} if record.days else ""
        place = ", ".join(filter(None, [record.country_label, record.place]))
        head = ", ".join(filter(None, [record.head_name, record.head_post]))
        work = [
            (_("Content of work"), record.agenda),
            (_("Main result"), record.result),
            (_("Difficulties"), record.difficulties),
            (_("Notes"), record.notes),
        ]
        return [
            Section(
                _("General"),
                [
                    *partner_facts(record),
                    fact(_("Country, place"), place),
                    fact(_("Time"), record.time_label, small=days),
                    fact(_("Persons"), record.size, small=women),
                    fact(_("Head of delegation"), head),
                    fact(_("Lead unit"), record.unit, small=", ".join(str(unit) for unit in record.other_units.all())),
                    fact(_("Kind of purpose"), record.get_purpose_display()),
                    fact(_("Level"), record.get_level_display()),
                    *([fact(_("Class of guests"), record.get_guest_class_display())] if record.guest_class else []),
                    fact(_("Theme"), record.get_content_theme_display()),
                ],
            ),
            self.permission_section(record),
            Section(_("Work and result"), [*written(work), fact(_("Report handed in on"), record.report_submitted_on)]),
        ]

    def save(self, form, *, by):
        return save_delegation(
            self.with_state(form), by=by, revision=form.cleaned_data.get("revision"), many=form.many()
        )

    def rows_saved(self, record):
        settle(record)

    def extras(self, record, user):
        return {"oddities": record.oddities(on=timezone.localdate())}


def partner_facts(record) -> list:
    """One line for each matched partner, linked; then what stayed as written."""
    found = [fact(_("Partner"), partner, url=partner.get_absolute_url()) for partner in record.partners.all()]
    if record.partners_written or not found:
        found.append(fact(_("Partners as written") if found else _("Partner"), record.partners_written))
    return found


def written(pairs) -> list:
    """Lines of a section for the texts that were written at all."""
    return [fact(label, text) for label, text in pairs if text]


class EventRegister(ActivityRegister):
    model = Event
    form_class = EventForm
    filter_class = EventFilter
    name = "event"
    icon = "presentation"
    title, title_one = _("International conferences"), _("New conference")
    hint = _("Conferences, seminars and forums that we held or attended.")
    columns = [
        Column("title", _("Conference"), lambda e: Cell(e.title, e.get_event_kind_display()), width=50,
               export=lambda e: e.title),
        Column("kind", _("Kind"), lambda e: e.get_event_kind_display(), only_export=True),
        Column("role", _("Our part"), lambda e: e.get_our_role_display(), order="our_role", width=16),
        Column("partner", _("Partner"), lambda e: ", ".join(e.partner_labels) or "–", width=40,
               export=lambda e: "; ".join(e.partner_names)),
        Column("time", _("Time"), lambda e: e.time_label, order="starts_on", width=24),
        Column("place", _("Place"), lambda e: Cell(e.place or "–", e.country_label), width=24),
        Column("people", _("Participants"), lambda e: e.participants_total, numeric=True, width=12),
        Column("unit", _("Lead unit"), lambda e: e.unit.short_name, order="unit__sort_key", width=30),
        Column("state", _("State"), state_cell, order="state", width=16, export=lambda e: e.get_state_display()),
        Column("mode", _("Mode"), lambda e: e.get_mode_display(), only_export=True),
        Column("vn", _("Vietnamese participants"), lambda e: e.participants_vn, only_export=True),
        Column("foreign", _("Foreign participants"), lambda e: e.participants_foreign, only_export=True),
        Column("countries", _("Number of countries"), lambda e: e.countries_count, only_export=True),
        Column("nationalities", _("Nationalities"), lambda e: e.countries_written, only_export=True),
        Column("permission", _("Permission"), lambda e: e.permission_label, only_export=True, width=36),
        Column("cost", _("Cost (đồng)"), lambda e: e.cost, only_export=True, width=18),
        Column("funds", _("Source of funds"), lambda e: e.get_funding_source_display(), only_export=True),
        Column("theme", _("Theme"), lambda e: e.get_content_theme_display(), only_export=True),
        Column("agenda", _("Content of work"), lambda e: e.agenda, only_export=True, width=50),
        Column("initiative", _("What we put forward"), lambda e: e.initiative, only_export=True, width=40),
        Column("result", _("Main result"), lambda e: e.result, only_export=True, width=50),
        Column("difficulties", _("Difficulties"), lambda e: e.difficulties, only_export=True, width=40),
        Column("notes", _("Notes"), lambda e: e.notes, only_export=True, width=40),
        Column("source", _("Source"), lambda e: e.source_url, only_export=True, width=40),
    ]  # fmt: skip

    def for_detail(self, queryset):
        return queryset.for_list().prefetch_related("other_units").select_related("created_by")

    def badges(self, record):
        state = [(record.get_state_display(), STATE_TONES[record.state])] if record.state else []
        return [*state, (record.get_event_kind_display(), "neutral")]

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
        general = [
            *partner_facts(record),
            fact(_("Our part"), record.get_our_role_display()),
            fact(_("Time"), record.time_label),
            fact(_("Place"), ", ".join(filter(None, [record.place, record.country_label]))),
            fact(_("Mode"), record.get_mode_display()),
            fact(_("Participants"), record.participants_total),
            fact(_("Vietnamese participants"), record.participants_vn),
            fact(_("Foreign participants"), record.participants_foreign),
            fact(_("Countries"), record.countries_count, small=record.countries_written),
            fact(_("Lead unit"), record.unit, small=", ".join(str(unit) for unit in record.other_units.all())),
            fact(_("Theme"), record.get_content_theme_display()),
        ]
        sections = [Section(_("General"), general), self.permission_section(record)]
        return [*sections, Section(_("Work and result"), written(work))] if written(work) else sections

    def save(self, form, *, by):
        return save_event(self.with_state(form), by=by, revision=form.cleaned_data.get("revision"), many=form.many())

"""The register of delegations out, in, online and at home."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.records.history import history_of
from portal.registers.columns import Cell, Column, Section, fact
from portal.ui.formats import number_vi

from ..figures.personal import reads_guests
from ..filters import DelegationFilter
from ..forms import DelegationForm, LegFormSet, MemberFormSet
from ..models import Delegation, Direction, Mode
from ..services import save_delegation, settle
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


def direction_label(delegation) -> str:
    online = [delegation.get_mode_display()] if delegation.mode != Mode.IN_PERSON else []
    return " · ".join([delegation.get_direction_display(), *online])


def head_for_export(delegation) -> str:
    """Name and post of our own heads; of guests the post alone: their names do not leave in lists."""
    ours = delegation.direction == Direction.OUTGOING
    return ", ".join(filter(None, [delegation.head_name if ours else "", delegation.head_post]))


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
        Column(
            "title",
            _("Delegation"),
            lambda d: Cell(d.title, f"{d.code} · {direction_label(d)}"),
            width=50,
            export=lambda d: d.title,
        ),
        Column("code", _("Code"), lambda d: d.code, only_export=True, width=14),
        Column("direction", _("Direction"), direction_label, only_export=True),
        Column(
            "partner",
            _("Partner"),
            lambda d: Cell(", ".join(d.partner_labels) or "–", d.country_label),
            width=40,
            export=lambda d: "; ".join(d.partner_names),
        ),
        Column("country", _("Country"), lambda d: d.country_label, only_export=True, width=18),
        Column("time", _("Time"), time_cell, order="starts_on", width=24, export=lambda d: d.time_label),
        Column("days", _("Days"), lambda d: d.days, only_export=True, width=8),
        Column("size", _("Persons"), lambda d: d.size, order="size", numeric=True, width=10),
        Column("women", _("Women"), lambda d: d.women, only_export=True, width=8),
        Column("unit", _("Lead unit"), lambda d: d.unit.short_name, order="unit__sort_key", width=30),
        Column("state", _("State"), state_cell, order="state", width=16, export=state_for_export),
        Column("head", _("Head of delegation"), head_for_export, only_export=True, width=36),
        Column("level", _("Level"), lambda d: d.get_level_display(), only_export=True),
        Column("class", _("Class of guests"), lambda d: d.get_guest_class_display(), only_export=True),
        Column("purpose", _("Kind of purpose"), lambda d: d.get_purpose_display(), only_export=True),
        Column("place", _("Place"), lambda d: d.place, only_export=True),
        Column("planned", _("Annual plan"), lambda d: d.get_planned_display(), only_export=True),
        Column(
            "reported", _("Report handed in on"), lambda d: d.report_submitted_on, only_export=True, width=14
        ),
        *export_columns(),
    ]

    def for_detail(self, queryset):
        return (
            queryset.for_list().prefetch_related("members__unit", "other_units").select_related("created_by")
        )

    def badges(self, record):
        return [*state_badges(record), *dossier_badges(record), (direction_label(record), "neutral")]

    def subtitle(self, record):
        return " · ".join(filter(None, [record.code, record.time_label, record.unit.short_name]))

    def sections(self, record, user):
        work = [
            (_("Content of work"), record.agenda),
            (_("Main result"), record.result),
            (_("Difficulties"), record.difficulties),
            (_("Notes"), record.notes),
        ]
        reported = fact(_("Report handed in on"), record.report_submitted_on)
        return [
            Section(_("General"), self._general(record, user)),
            self.permission_section(record),
            Section(_("Work and result"), [*written(work), reported]),
        ]

    def _general(self, record, user) -> list:
        women = number_vi(record.women) if record.women is not None else ""
        place = ", ".join(filter(None, [record.country_label, record.place]))
        name = record.head_name if reads_guests(user, record) else ""
        head = ", ".join(filter(None, [name, record.head_post]))
        guests = [fact(_("Class of guests"), record.get_guest_class_display())] if record.guest_class else []
        return [
            *partner_facts(record),
            fact(_("Country, place"), place),
            fact(
                _("Time"),
                record.time_label,
                small=_("(%(days)s days)") % {"days": record.days} if record.days else "",
            ),
            fact(_("Persons"), record.size, small=_("(%(women)s women)") % {"women": women} if women else ""),
            fact(_("Head of delegation"), head),
            units_fact(record),
            fact(_("Kind of purpose"), record.get_purpose_display()),
            fact(_("Level"), record.get_level_display()),
            *guests,
            fact(_("Theme"), record.get_content_theme_display()),
        ]

    def save(self, form, *, by):
        return save_delegation(
            self.with_state(form), by=by, revision=form.cleaned_data.get("revision"), many=form.many()
        )

    def savings(self, record, user):
        """SECURITY: the name of a guest and what guests need stay with who reads them, in the history too."""
        hidden = () if reads_guests(user, record) else ("guest_needs", "head_name")
        return history_of(record, reader=user, without=hidden)

    def rows_saved(self, record):
        settle(record)

    def extras(self, record, user):
        return {
            **super().extras(record, user),
            "oddities": record.oddities(on=timezone.localdate()),
        }

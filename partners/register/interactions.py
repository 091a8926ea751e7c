"""The register of talks: what its list and pages show."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.records.related import listed, related
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.interactions import InteractionFilter
from ..forms.interactions import AttendeeFormSet, InteractionForm, StepFormSet
from ..models import Interaction, Side
from ..services.interactions import save_interaction, settle


def partner_label(talk: Interaction) -> str:
    return ", ".join(partner.short_label for partner in related(talk, "partners"))


def attendee_line(talk: Interaction, side: str) -> str:
    return "; ".join(str(one) for one in related(talk, "attendees") if one.side == side)


def units_fact(record) -> tuple:
    others = ", ".join(str(unit) for unit in record.other_units.all())
    return fact(_("Lead unit"), record.unit, small=others)


class InteractionRegister(Register):
    model = Interaction
    form_class = InteractionForm
    filter_class = InteractionFilter
    namespace, name = "partners", "interaction"
    icon = "message-square-text"
    title, title_one = _("Talks and meetings"), _("New talk or meeting")
    hint = _(
        "Meetings, calls, letters and joint work with partners: who was there, what they asked, what was promised."
    )
    ordering = ("-placed_to", "-starts_on")
    inlines = [AttendeeFormSet, StepFormSet]
    columns = [
        Column("title", _("Subject of the talk"), lambda i: Cell(i.title, i.get_kind_display()), width=50, export=lambda i: i.title),
        Column("kind", _("Kind"), lambda i: i.get_kind_display(), only_export=True),
        Column("partners", _("Partner"), partner_label, width=30,
               export=lambda i: "; ".join(partner.name_vi for partner in related(i, "partners"))),
        Column("time", _("Time"), lambda i: i.time_label, order="starts_on", width=24),
        Column("flow", _("Who turned to whom"), lambda i: i.get_flow_display(), width=20),
        Column("level", _("Level"), lambda i: i.get_level_display(), order="level", width=18),
        Column("unit", _("Lead unit"), lambda i: i.unit.short_name, order="unit__sort_key", width=30),
        Column("place", _("Place"), lambda i: i.place, only_export=True),
        Column("ours", _("Our side"), lambda i: attendee_line(i, Side.OURS), only_export=True, width=50),
        Column("theirs", _("Their side"), lambda i: attendee_line(i, Side.THEIRS), only_export=True, width=50),
        Column("asked", _("What they asked or said"), lambda i: i.they_asked, only_export=True, width=60),
        Column("promised", _("What was promised"), lambda i: i.promised, only_export=True, width=60),
        Column("outcome", _("Outcome"), lambda i: i.outcome, only_export=True, width=60),
    ]  # fmt: skip

    def with_related(self, queryset):
        named = listed(Interaction, "partners", "name_vi", "acronym")
        return queryset.select_related("unit").prefetch_related(named)

    def for_workbook(self, queryset):
        return queryset.prefetch_related(listed(Interaction, "attendees"))

    def for_detail(self, queryset):
        with_units = queryset.select_related("unit", "created_by")
        return with_units.prefetch_related("partners", "attendees", "other_units")

    def list_actions(self, request):
        return [(_("Promises"), f"{reverse('partners:nextstep-list')}?state=open", "list-checks")]

    def badges(self, record):
        return [(record.get_kind_display(), "neutral")]

    def subtitle(self, record):
        return " · ".join(filter(None, [record.time_label, partner_label(record), record.unit.short_name]))

    def sections(self, record, user):
        partners = [fact(_("Partner"), one, url=one.get_absolute_url()) for one in record.partners.all()]
        general = [
            *partners,
            fact(_("Time"), record.time_label),
            fact(_("Place"), " · ".join(filter(None, [record.place, record.get_mode_display()]))),
            fact(_("Who turned to whom"), record.get_flow_display()),
            fact(_("Level"), record.get_level_display()),
            units_fact(record),
        ]
        note = [
            (_("What they asked or said"), record.they_asked), (_("What was promised"), record.promised),
            (_("Outcome"), record.outcome), (_("Notes"), record.notes),
        ]  # fmt: skip
        written = [fact(label, text) for label, text in note if text]
        sections = [Section(_("General"), general), *self._sides(record)]
        return [*sections, Section(_("Note of the talk"), written)] if written else sections

    @staticmethod
    def _sides(record) -> list[Section]:
        """Who was there, as of that day."""
        found = []
        for side, heading in ((Side.OURS, _("Our side")), (Side.THEIRS, _("Their side"))):
            lines = [
                fact(one.name, ", ".join(filter(None, [one.post, one.organisation])))
                for one in record.attendees.all()
                if one.side == side
            ]
            if lines:
                found.append(Section(heading, lines))
        return found

    def save(self, form, *, by):
        revision = form.cleaned_data.get("revision")
        return save_interaction(form.record(), by=by, revision=revision, many=form.many())

    def rows_saved(self, record):
        settle(record)

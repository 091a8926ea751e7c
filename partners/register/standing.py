"""The registers of our standing in international bodies: what their lists and pages show."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.standing import PositionFilter
from ..forms.standing import PositionForm
from ..models import Position


class PositionRegister(Register):
    model = Position
    form_class = PositionForm
    filter_class = PositionFilter
    namespace, name = "partners", "position"
    icon = "flag"
    title, title_one = _("International positions"), _("New international position")
    hint = _("Seats, memberships and roles of ours in international bodies.")
    ordering = ("-starts_on",)
    columns = [
        Column("title", _("Position"), lambda p: p.title, width=44),
        Column("organisation", _("Organisation"), lambda p: p.organisation_label, order="partner__sort_key", width=40),
        Column("kind", _("Kind"), lambda p: p.get_kind_display(), order="kind", width=18),
        Column("holder", _("Held by"), lambda p: Cell(p.holder or p.unit.short_name, p.holder_post), width=28),
        Column("from", _("From"), lambda p: p.starts_on, order="starts_on", width=12,
               export=lambda p: p.starts_on.display() if p.starts_on else ""),
        Column("to", _("To"), lambda p: p.ends_on, order="ends_on", width=12,
               export=lambda p: p.ends_on.display() if p.ends_on else ""),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("partner", "unit")

    def badges(self, record):
        ended = record.placed_to and record.ends_on and record.placed_to < timezone.localdate()
        return [(record.get_kind_display(), "neutral"), *([(_("ended"), "neutral")] if ended else [])]

    def sections(self, record, user):
        url = record.partner.get_absolute_url() if record.partner_id else ""
        return [
            Section(
                _("General"),
                [
                    fact(_("Organisation"), record.organisation_label, url=url),
                    fact(_("Held by"), record.holder),
                    fact(_("Post of the holder"), record.holder_post),
                    fact(_("Unit"), record.unit),
                    fact(_("From"), record.starts_on),
                    fact(_("To"), record.ends_on),
                    fact(_("Outcome"), record.outcome),
                    fact(_("Prepared candidates"), record.successors),
                    fact(_("Notes"), record.notes),
                ],
            )
        ]

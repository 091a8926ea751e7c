"""The register of our positions in international bodies: what its list and pages show."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.standing import PositionFilter
from ..forms.standing import PositionForm
from ..models import Position
from ..services.mandates import urgent_until, warned_until
from .standing_tabs import standing_tabs


def time_left(days: int | None) -> str:
    """ "120 days left", "ended 3 days ago"; "" for a term without an end."""
    if days is None:
        return ""
    if days < 0:
        return _now("ended")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def tone_of_term(position: Position, on: dt.date, warned: dt.date, urgent: dt.date) -> str:
    """Red in the last months of an elected seat, yellow from the first warning on."""
    ends = position.ends_by
    if ends is None or ends < on or position.kind != "elected_seat":
        return "neutral"
    return "bad" if ends <= urgent else "wait" if ends <= warned else "neutral"


class PositionRegister(Register):
    model = Position
    form_class = PositionForm
    filter_class = PositionFilter
    list_template = "partners/standing/list.html"
    namespace, name = "partners", "position"
    icon = "flag"
    title, title_one = _("International positions"), _("New international position")
    hint = _("Seats, memberships and roles of ours in international bodies.")
    ordering = ("-starts_on",)
    tabs = [
        (_("All"), ""),
        (_("Held now"), "term=held"),
        (_("Term ends soon"), "term=ending"),
        (_("No plan yet"), "term=no_plan"),
    ]
    columns = [
        Column("title", _("Position"), lambda p: p.title, width=44),
        Column("organisation", _("Organisation"), lambda p: p.organisation_label, order="partner__sort_key", width=40),
        Column("kind", _("Kind"), lambda p: p.get_kind_display(), order="kind", width=18),
        Column("holder", _("Held by"), lambda p: Cell(p.holder or p.unit.short_name, p.holder_post), width=28),
        Column("from", _("From"), lambda p: p.starts_on, order="starts_on", width=12,
               export=lambda p: p.starts_on.display() if p.starts_on else ""),
        Column("to", _("To"), lambda p: Cell(p.ends_on.display() if p.ends_on else "–", _left(p)), order="ends_on", width=16,
               export=lambda p: p.ends_on.display() if p.ends_on else ""),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("partner", "unit")

    def list_extras(self, request):
        return {"standing_tabs": standing_tabs("positions")}

    def badges(self, record):
        today = timezone.localdate()
        left = time_left(record.days_left(today))
        tone = tone_of_term(record, today, warned_until(today), urgent_until(today))
        return [(record.get_kind_display(), "neutral"), *([(left, tone)] if left else [])]

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


def _left(position: Position) -> str:
    return time_left(position.days_left(timezone.localdate()))

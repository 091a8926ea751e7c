"""Talks and matters: in the sidebar, on pages of partners and talks, on the home page, in quick entry."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.dashboard.registry import Line, Listing, Reader, listing
from portal.registers import quick
from portal.registers.panels import Panel, panel
from portal.ui import navigation
from portal.ui.worded import RowsOf

from ..models import Interaction, InteractionKind, Matter
from ..register.matters import partner_or_country
from ..services.interactions import save_interaction

SHOWN = 6


def _reads(user):
    return has(user, Permission.RECORD_VIEW)


for _label, _url, _icon, _order in (
    (_("Talks and meetings"), "partners:interaction-list", "message-square-text", 20),
    (_("Matters that arose"), "partners:matter-list", "triangle-alert", 22),
):
    navigation.register(
        navigation.Entry(navigation.Group.PARTNERS, _label, _url, _icon, order=_order, visible=_reads)
    )


# -- pages of records --


@panel("partners.partner", order=6)
def matters_of_partner(partner, user):
    """Matters with this partner that are being dealt with."""

    def at_hand(pk):
        rows = Matter.objects.visible_to(user).open().filter(partner=pk).order_by("-placed_to", "-pk")
        return rows.select_related("unit")

    rows = RowsOf((matters_of_partner, user.standing), at_hand, partner.pk)
    lines = [_matter_line(matter) for matter in rows[:SHOWN]]
    more = f"{reverse('partners:matter-list')}?partner={partner.pk:d}"
    return Panel(_("Matters that arose"), lines, more_url=more) if lines else None


def _matter_line(matter: Matter) -> dict:
    small = " · ".join(filter(None, [matter.time_label, matter.unit.short_name]))
    reported = {"label": _now("reported upward"), "tone": "run"} if matter.reported_at else {}
    return {"text": matter.title, "small": small, "url": matter.get_absolute_url(), **reported}


# -- home page --


@listing(order=35)
def matters_at_hand(reader: Reader) -> Listing | None:
    """For the department and the leaders: what is being dealt with, the latest first."""
    if not (reader.holds(Permission.PARTNER_EDIT) or reader.holds(Permission.LEADERSHIP)):
        return None
    rows = Matter.objects.visible_to(reader.user).open().order_by("-placed_to", "-pk")
    lines = [_home_line(matter) for matter in rows.select_related("unit", "partner")[:SHOWN]]
    count = len(lines) if len(lines) < SHOWN else rows.count()
    return Listing(
        _now("Matters being dealt with"), lines, count, f"{reverse('partners:matter-list')}?state=open",
        _now("All matters"), empty=_now("No matter is open."), icon="triangle-alert",
    )  # fmt: skip


def _home_line(matter: Matter) -> Line:
    small = " · ".join(filter(None, [matter.time_label, partner_or_country(matter), matter.unit.short_name]))
    label, tone = (
        (_now("reported upward"), "run") if matter.reported_at else (_now("not reported upward"), "neutral")
    )
    return Line(matter.title, matter.get_absolute_url(), small, label, tone)


# -- quick entry --


def _note_interaction(cleaned: dict, by) -> Interaction:
    """A meeting with a partner of the list; the note and who was there can follow later."""
    if cleaned["partner"] is None:
        raise forms.ValidationError(
            {"partner": _now("With whom: found nothing, expected a partner of the list for this kind.")}
        )
    talk = Interaction(
        kind=InteractionKind.MEETING, title=cleaned["title"][:300], unit=cleaned["unit"],
        starts_on=cleaned["starts_on"], ends_on=cleaned["ends_on"],
    )  # fmt: skip
    return save_interaction(talk, by=by, many={"partners": [cleaned["partner"]]})


quick.register(
    quick.QuickKind("interaction", _("Meeting, talk"), "message-square-text", _note_interaction, order=25)
)

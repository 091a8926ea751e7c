"""Talks, promises and matters: in the sidebar, on pages of partners and talks, on the home page, in quick entry."""

import datetime as dt

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.dashboard.registry import Item, Line, Listing, Reader, listing, waiting
from portal.registers import quick
from portal.registers.panels import Panel, panel
from portal.ui import navigation
from portal.ui.formats import number_vi

from ..models import Interaction, InteractionKind, Matter, NextStep
from ..register.interactions import step_state
from ..register.matters import partner_or_country
from ..services.interactions import save_interaction

SHOWN = 6
AHEAD = dt.timedelta(days=14)  # promises of one's own that come up on the home page


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


def _line(step: NextStep) -> dict:
    label, tone = step_state(step)
    due = _now("by %(day)s") % {"day": f"{step.due_on:%d/%m/%Y}"} if step.due_on else ""
    who = step.owner.name if step.owner else step.unit.short_name
    small = " · ".join(filter(None, [step.get_whose_display(), due, who]))
    return {"text": step.text, "small": small, "url": step.get_absolute_url(), "label": label, "tone": tone}


@panel("partners.partner", order=4)
def open_promises(partner, user):
    """What either side still owes the other, the most urgent first."""
    rows = NextStep.objects.visible_to(user).open().filter(partner=partner)
    shown = rows.most_urgent_first().select_related("owner", "unit")[:SHOWN]
    lines = [_line(step) for step in shown]
    if not lines:
        return None
    count = len(lines) if len(lines) < SHOWN else rows.count()
    more = f"{reverse('partners:nextstep-list')}?state=open&partner={partner.pk:d}"
    return Panel(_("Open promises on both sides"), lines, count=count, more_url=more)


@panel("partners.partner", order=6)
def matters_of_partner(partner, user):
    """Matters with this partner that are being dealt with."""
    rows = Matter.objects.visible_to(user).open().filter(partner=partner).order_by("-placed_to", "-pk")
    lines = [_matter_line(matter) for matter in rows.select_related("unit")[:SHOWN]]
    more = f"{reverse('partners:matter-list')}?partner={partner.pk:d}"
    return Panel(_("Matters that arose"), lines, more_url=more) if lines else None


def _matter_line(matter: Matter) -> dict:
    small = " · ".join(filter(None, [matter.time_label, matter.unit.short_name]))
    reported = {"label": _now("reported upward"), "tone": "run"} if matter.reported_at else {}
    return {"text": matter.title, "small": small, "url": matter.get_absolute_url(), **reported}


@panel("partners.interaction", order=10)
def promises_of_talk(talk, user):
    """What was promised at this talk, and what came of it."""
    rows = NextStep.objects.visible_to(user).live().filter(interaction=talk).most_urgent_first()
    lines = [_line(step) for step in rows.select_related("owner", "unit")]
    return Panel(_("Promises, next steps"), lines, count=len(lines)) if lines else None


# -- home page --


@waiting(order=25, permission=Permission.RECORD_VIEW)
def promises_of_mine(reader: Reader) -> list[Item]:
    """Promises that the reader looks after, overdue or due within two weeks."""
    mine = NextStep.objects.visible_to(reader.user).open().owned_by(reader.user)
    rows = mine.filter(due_on__lte=reader.today + AHEAD).most_urgent_first()
    return [
        Item(
            step.text, step.get_absolute_url(), _now("Open"), due_on=step.due_on, icon="list-checks",
            reason=_now("Promised: %(partner)s") % {"partner": step.partner.short_label},
            tone="bad" if step.is_overdue(on=reader.today) else "wait",
        )
        for step in rows.select_related("partner")[:SHOWN]
    ]  # fmt: skip


@waiting(order=45, permission=Permission.PARTNER_EDIT)
def promises_overdue(reader: Reader) -> Item | None:
    """For the department: how many promises of both sides are overdue."""
    count = NextStep.objects.visible_to(reader.user).overdue(on=reader.today).count()
    if not count:
        return None
    label = ngettext("%(count)s promise is overdue", "%(count)s promises are overdue", count)
    url = f"{reverse('partners:nextstep-list')}?state=overdue"
    reason = _now("Ask how far they are, or say why they are given up.")
    return Item(
        label % {"count": number_vi(count)}, url, _now("Open"), reason=reason, tone="bad", icon="list-checks"
    )


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

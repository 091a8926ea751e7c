"""Sidebar entries of the delegations, panels on a partner's page, kinds of quick entry."""

from functools import partial

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
from portal.access.scope import has
from portal.registers import quick
from portal.registers.panels import Panel, panel
from portal.ui import navigation
from portal.ui.paging import CAP
from portal.ui.worded import RowsOf

from ..figures.members import memberships
from ..models import Delegation, Direction, Event, OurRole
from ..models.activity import Activity
from ..register import state_badges
from ..services import save_delegation, save_event

SHOWN = 6


def _reads(user):
    return has(user, "record.view")


for _label, _url, _icon, _order in (
    (_("Delegations"), "delegations:delegation-list", "plane-takeoff", 10),
    (_("Conferences"), "delegations:event-list", "presentation", 15),
    (_("Calendar of foreign relations"), "delegations:calendar", "calendar-days", 25),
    (_("Unified management"), "delegations:compliance", "shield-check", 60),
    (_("Statistics of delegations"), "delegations:statistics", "chart-column", 65),
):
    navigation.register(
        navigation.Entry(navigation.Group.WORK, _label, _url, _icon, order=_order, visible=_reads)
    )


def _with(model: type[Activity], user, pk: int):
    """What the reader may see of our dealings with the partner of this key, newest first."""
    rows = model.objects.visible_to(user).live().with_partner(pk).order_by("-placed_to", "-pk")
    return rows.select_related("unit")


def _held(model: type[Activity], user, pk: int):
    return _with(model, user, pk).held().filter(placed_to__lte=timezone.localdate())


def _line(record: Activity) -> dict:
    small = " · ".join(filter(None, [record.time_label, record.unit.short_name]))
    line = {"text": record.title, "small": small, "url": record.get_absolute_url()}
    for label, tone in state_badges(record):
        line |= {"label": label, "tone": tone}
    return line


def _panel(heading, model: type[Activity], partner, user, page: str) -> Panel | None:
    found = RowsOf((_with, model, user.standing), partial(_with, model, user), partner.pk)
    lines = [_line(record) for record in found[:SHOWN]]
    if not lines:
        return None
    more = f"{reverse(page)}?partner={partner.pk:d}"
    return Panel(heading, lines, count=found.counted(CAP), more_url=more, wide=True)


@panel("partners.partner", order=5)
def last_contact(partner, user):
    """When we last met this partner, as far as the reader may see it."""
    latest = [
        record
        for model in (Delegation, Event)
        for record in RowsOf((_held, model, user.standing), partial(_held, model, user), partner.pk)[:1]
    ]
    if not latest:
        return None
    last = max(latest, key=lambda record: record.placed_to)
    line = {
        "text": (last.ends_on or last.starts_on).display(),
        "small": last.title,
        "url": last.get_absolute_url(),
    }
    return Panel(_("Last contact"), [line])


@panel("partners.partner", order=7)
def delegations(partner, user):
    """Delegations exchanged with this partner."""
    return _panel(_("Delegations"), Delegation, partner, user, "delegations:delegation-list")


@panel("partners.partner", order=8)
def events(partner, user):
    """Conferences with this partner."""
    return _panel(_("International conferences"), Event, partner, user, "delegations:event-list")


@panel("competence.officer", order=10)
def trips(officer, user):
    """Delegations in which this person of ours went or goes, as far as the reader may see them."""
    found = memberships(officer.pk, user)
    lines = []
    for row in found.select_related("delegation__unit")[:SHOWN]:
        line = _line(row.delegation)
        line["small"] = f"{row.get_role_display()} · {line['small']}"
        lines.append(line)
    if not lines:
        return None
    return Panel(_("Delegations taken part in"), lines, count=found.count(), wide=True)


# -- quick entry --


def _partner_field() -> forms.Field:
    return forms.ModelChoiceField(
        label=_("With whom"),
        queryset=Partner.objects.live(),
        required=False,
        empty_label=_("choose or search"),
    )


def _filled(record: Activity, cleaned: dict) -> Activity:
    """What every kind takes over from the note; where no country was chosen it is the partner's."""
    partner = cleaned["partner"]
    for name in ("title", "unit", "partners_written", "starts_on", "ends_on"):
        setattr(record, name, cleaned[name])
    record.country = cleaned["country"] or (partner.country if partner else "")
    record.state = record.state_by_dates(on=cleaned["on"])
    return record


def _partners(cleaned: dict) -> dict:
    return {"partners": [cleaned["partner"]] if cleaned["partner"] else []}


def _note_delegation(direction: str):
    def save(cleaned, by):
        delegation = _filled(Delegation(direction=direction, size=cleaned["size"]), cleaned)
        return save_delegation(delegation, by=by, many=_partners(cleaned))

    return save


def _note_event(cleaned, by):
    event = _filled(Event(our_role=OurRole.HOST, participants=cleaned["size"]), cleaned)
    try:
        return save_event(event, by=by, many=_partners(cleaned))
    except forms.ValidationError as refused:
        raise _about_size(refused) from None


def _about_size(refused: forms.ValidationError) -> forms.ValidationError:
    """The short form asks for the participants as "how many"."""
    wrong = dict(getattr(refused, "error_dict", {}) or {"__all__": refused.error_list})
    if "participants" in wrong:
        wrong["size"] = wrong.pop("participants")
    return forms.ValidationError(wrong)


quick.offer_partners(_partner_field)
for _code, _label, _icon, _order, _save in (
    ("outgoing", _("Outgoing delegation"), "plane-takeoff", 10, _note_delegation(Direction.OUTGOING)),
    ("incoming", _("Incoming delegation"), "plane-landing", 20, _note_delegation(Direction.INCOMING)),
    ("event", _("Conference, seminar"), "presentation", 30, _note_event),
):
    quick.register(quick.QuickKind(_code, _label, _icon, _save, order=_order))

"""Days to remember and letters: places in the sidebar, the tab and the panel of a partner, the home page."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.dashboard.registry import Item, Kind, Line, Listing, Reader, listing, waiting
from portal.registers.panels import Panel, panel
from portal.ui import navigation
from portal.ui.formats import date_vi

from ..figures.occasions import Coming, LeadTimes, coming, lead_times
from ..models import Message, Occasion
from ..register.letter_states import COMPOSE, days_label, kind_for, letter_cell
from ..register.occasions import compose_url
from .tabs import tab

SHOWN = 6
PANEL_AHEAD = 120  # days


def _reads(user):
    return has(user, "record.view")


navigation.register(
    navigation.Entry(
        navigation.Group.PARTNERS, _("Occasions ahead"), "partners:occasions-coming", "calendar-check", order=31,
        visible=_reads,
    )
)  # fmt: skip
navigation.register(
    navigation.Entry(
        navigation.Group.PARTNERS,
        _("Letters exchanged"),
        "partners:message-list",
        "mail",
        order=32,
        visible=_reads,
    )
)
navigation.register(
    navigation.Entry(
        navigation.Group.LOOK_UP, _("Templates of letters"), "partners:template-list", "scroll-text", order=45,
        visible=lambda user: has(user, "partner.edit"),
    )
)  # fmt: skip
tab("letters", _("Letters and occasions"), "partners:letters", order=50)


@panel("partners.partner", order=6)
def occasions_ahead(partner, user):
    """The next days of the partner and its country, each with the state of its letter."""
    today = timezone.localdate()
    rows = Occasion.objects.visible_to(user).of_partner(partner).select_related("partner")
    letters = Message.objects.visible_to(user).filter(partner=partner)
    found = coming(rows, on=today, days=PANEL_AHEAD, letters=letters)
    lines = [_panel_line(row) for row in found[:SHOWN]]
    url = reverse("partners:letters", args=[partner.pk])
    return Panel(_("Occasions ahead"), lines, count=len(found), more_url=url) if lines else None


def _panel_line(row: Coming) -> dict:
    state, url = letter_cell(row, 0), row.occasion.get_absolute_url()
    small = f"{date_vi(row.day)} · {days_label(row.days_left)}"
    return {"text": row.occasion.title, "small": small, "url": url, "label": state.text, "tone": state.tone}


@panel("partners.occasion", order=10)
def letters_of_occasion(occasion, user):
    """Letters written for this day, of all years."""
    rows = Message.objects.visible_to(user).live().filter(occasion=occasion).select_related("partner")
    lines = [
        {
            "text": one.subject,
            "small": " · ".join(
                filter(None, [one.partner.short_label, date_vi(one.occasion_on) if one.occasion_on else ""])
            ),
            "url": one.get_absolute_url(),
            "label": one.get_state_display(),
            "tone": "run" if one.is_draft else "ok",
        }
        for one in rows.order_by("-occasion_on", "-pk")[:SHOWN]
    ]
    return Panel(_("Letters for this day"), lines) if lines else None


# -- the home page --


def _ahead(reader: Reader) -> tuple[LeadTimes, list[Coming]]:
    times = lead_times(reader.today)
    rows = Occasion.objects.visible_to(reader.user).to_mark().select_related("partner")
    letters = Message.objects.visible_to(reader.user)
    days = max(times.leads, default=0)
    return times, coming(rows, on=reader.today, days=days, sudden_open=times.sudden_open, letters=letters)


@waiting(
    order=70,
    permission=Permission.PARTNER_EDIT,
    kind=Kind.PARTNER,
    why=_("The department writes the letters."),
)
def letters_due(reader: Reader) -> list[Item]:
    """Days within the last lead time for which no letter has gone, the nearest first."""
    times, rows = reader.once(_ahead)
    due = [row for row in rows if row.days_left <= times.last and not row.is_written]
    return [_item(row) for row in due[: reader.most]]


def _item(row: Coming) -> Item:
    draft = row.letters[-1] if row.letters else None
    return Item(
        row.occasion.title,
        draft.get_absolute_url() if draft else compose_url(row.occasion, row.day),
        _now("Open the draft") if draft else COMPOSE[kind_for(row.occasion)],
        reason=f"{row.occasion.whose}, {days_label(row.days_left)}",
        due_on=row.day,
        tone="bad" if row.days_left <= 1 else "wait",
        icon="mail",
    )


@listing(order=45, permission=Permission.PARTNER_EDIT)
def occasions_coming(reader: Reader) -> Listing:
    times, rows = reader.once(_ahead)
    lines = [
        Line(
            row.occasion.title, row.occasion.get_absolute_url(),
            f"{date_vi(row.day)} · {days_label(row.days_left)} · {row.occasion.whose}",
            letter_cell(row, times.last).text, letter_cell(row, times.last).tone,
        )
        for row in rows[:SHOWN]
    ]  # fmt: skip
    title = _now("Occasions of the next %(days)s days") % {"days": max(times.leads, default=0)}
    url = reverse("partners:occasions-coming")
    return Listing(title, lines, len(rows), url, _now("All"), _now("No occasion ahead."), "calendar-check")

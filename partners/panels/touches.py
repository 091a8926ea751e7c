"""The last contacts with a partner, on its page; how one contact reads as a line."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.registers.panels import Panel, panel
from portal.ui.paging import CAP
from portal.ui.worded import RowsOf

from ..models import Touch
from .tabs import tab

SHOWN = 8

tab(
    "timeline", _("Timeline"), "partners:timeline", order=20,
    visible=lambda user: has(user, Permission.RECORD_VIEW),
)  # fmt: skip


def state_of(touch: Touch, on: dt.date) -> tuple[str, str]:
    """(label, tone) of what did not take place (yet); two empty texts for what did."""
    if touch.took_place(on=on):
        return "", ""
    if touch.done_after:
        return _now("under way"), "run"
    is_past = touch.placed_on is not None and touch.placed_on < on
    return (_now("planned, not updated"), "wait") if is_past else (_now("planned"), "run")


def line(touch: Touch, on: dt.date) -> dict:
    """One line of the panel; asks nothing of the database."""
    small = " · ".join(filter(None, [touch.get_kind_display(), touch.time_label, touch.unit.short_name]))
    label, tone = state_of(touch, on)
    return {"text": touch.title, "small": small, "url": touch.url, "label": label, "tone": tone}


@panel("partners.partner", order=3)
def last_touches(partner, user):
    """The newest contacts that the reader may see, whichever register holds them."""

    def rows(pk):
        return Touch.objects.visible_to(user).filter(partner=pk).newest_first().select_related("unit")

    found = RowsOf((last_touches, user.standing), rows, partner.pk)
    today = timezone.localdate()
    lines = [line(touch, today) for touch in found[:SHOWN]]
    if not lines:
        return None
    count = len(lines) if len(lines) < SHOWN else found.counted(CAP)
    return Panel(
        _("Contacts with them"), lines, count=count, wide=True,
        more_url=reverse("partners:timeline", args=[partner.pk]),
    )  # fmt: skip

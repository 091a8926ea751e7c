"""How the state of a letter looks, in lists, panels and the calendar of occasions."""

from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell

from ..figures.occasions import Coming
from ..models import MessageKind, MessageState, OccasionKind

TONES = {
    MessageState.DRAFT: "run",
    MessageState.SENT: "ok",
    MessageState.RECEIVED: "wait",
    MessageState.ANSWERED: "ok",
}
COMPOSE = {
    MessageKind.CONGRATULATION: _("Write congratulations"),
    MessageKind.CONDOLENCE: _("Write condolences"),
}


def letter_cell(row: Coming, urgent_within: int) -> Cell:
    """No letter, draft, sent, answered; none at all is urgent within so many days."""
    if not row.state:
        return Cell(str(_("no letter")), tone="bad" if row.days_left <= urgent_within else "neutral")
    return Cell(str(MessageState(row.state).label), tone=TONES[row.state])


def kind_for(occasion) -> str:
    """The kind of letter that the occasion asks for."""
    if occasion.kind == OccasionKind.BEREAVEMENT:
        return MessageKind.CONDOLENCE
    return MessageKind.CONGRATULATION


def days_label(days_left: int) -> str:
    if days_left == 0:
        return str(_("on this very day"))
    if days_left < 0:
        return str(_("%(days)s days ago") % {"days": -days_left})
    return str(_("in %(days)s days") % {"days": days_left})

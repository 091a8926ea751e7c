"""Elected seats whose term ends, and whether somebody has a plan for them."""

import datetime as dt

from portal.deadlines.rules import number

from ..models import Candidacy, Position
from ..querysets.standing import months_after

FIRST, LAST = "S2-first", "S2-last"


def warned_until(on: dt.date) -> dt.date:
    """Terms that end by this day are warned of (rule S2-first); the day itself where the rule has ended."""
    return months_after(on, number(FIRST, on) or 0)


def urgent_until(on: dt.date) -> dt.date:
    """Terms that end by this day are urgent (rule S2-last)."""
    return months_after(on, number(LAST, on) or 0)


def ending_mandates(positions, *, on: dt.date):
    """Those of `positions` whose term ends within the time of the first warning."""
    return positions.ending_within(number(FIRST, on) or 0, on=on)


def mandates_without_plan(positions, user, *, on: dt.date):
    """Ending mandates the user looks after and that no candidacy the user sees is to replace.

    Others are not asked: what they cannot see must not be told by its absence.
    """
    seen = Candidacy.objects.visible_to(user)
    return ending_mandates(positions, on=on).cared_for_by(user).without_plan(seen)


def lacks_plan(position: Position, user, *, on: dt.date) -> bool:
    rows = Position.objects.filter(pk=position.pk).live()
    return mandates_without_plan(rows, user, on=on).exists()

"""Which reminders of promises are to be sent on a day."""

import datetime as dt

from django.db.models import Q

from portal.deadlines.rules import number

from ..models import NextStep
from ..notices.promises import due_key, not_announced, tell_due_soon, tell_overdue
from ..notices.responsible import DEPARTMENT, HEAD, LEADER
from .climbing import FORGOTTEN, climb, levels_by_rule

#: Days overdue after which each level is told; a rule that has ended leaves its level out.
RULES = {LEADER: "K1-unit", DEPARTMENT: "K1-department", HEAD: "K1-head"}
LEAD = "K1-lead"


def remind_of_promises(*, on: dt.date) -> int:
    """Owners before the day; then owner, unit leader, department and its head in turn. How many notices are new.

    Only those with news are gone through: not announced yet, or late enough for a level that was not told.
    """
    rows = NextStep.objects.select_related("unit", "partner", "owner__user")
    sent = 0
    if (lead := number(LEAD, on)) is not None:
        soon = rows.open().filter(suspended_on=None, due_on__gte=on, due_on__lte=on + dt.timedelta(days=lead))
        sent += sum(len(tell_due_soon(step, on=on)) for step in not_announced(soon, due_key))
    levels = levels_by_rule(RULES, on)
    for step in rows.overdue(on=on).filter(_has_news(levels, on), due_on__gte=on - FORGOTTEN).iterator():
        sent += climb(step, levels, on=on, tell=tell_overdue)
    return sent


def _has_news(levels: dict[int, int], on: dt.date) -> Q:
    """Nobody was told yet, or it has become late enough for a level that was not."""
    found = Q(climbed_to=None)
    for level, days in levels.items():
        found |= Q(climbed_to__lt=level, due_on__lte=on - dt.timedelta(days=days))
    return found

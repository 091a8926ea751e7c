"""Remedies after inspections: told before their day and once it has passed, then to the leader (rules V2)."""

import datetime as dt

from portal.deadlines.rules import number

from ..models import Remedy
from ..notices.inspections import tell_remedy_due, tell_remedy_overdue

LEAD, LEADER = "V2-before", "V2-leader"
FORGOTTEN = dt.timedelta(days=365)  # overdue for longer: entered as history


def remind_of_remedies(*, on: dt.date) -> int:
    """New notices of the day; run twice, it sends nothing twice."""
    lead, leader_after, sent = number(LEAD, on), number(LEADER, on), 0
    rows = Remedy.objects.open().filter(due_on__gte=on - FORGOTTEN).select_related("inspection__inspected")
    for remedy in rows.order_by("pk"):
        days = (remedy.due_on - on).days
        if days < 0:
            to_leader = leader_after is not None and -days >= leader_after
            sent += len(tell_remedy_overdue(remedy, on=on, to_leader=to_leader))
        elif lead is not None and days <= lead:
            sent += len(tell_remedy_due(remedy, on=on))
    return sent

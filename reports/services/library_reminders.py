"""Which reminders of documents to be confirmed are sent on a day (rules V1)."""

import datetime as dt

from portal.deadlines.rules import number

from ..models import Receipt
from ..notices.library import tell_due, tell_overdue, tell_overdue_to_leader

LEADS, LEADER = ("V1-first", "V1-last"), "V1-leader"
FORGOTTEN = dt.timedelta(days=365)  # what is overdue for longer was entered as history, not forgotten


def remind_of_library(*, on: dt.date) -> int:
    """Units that have not confirmed: at the lead times, once it is overdue, then their leader. New notices.

    A day on which the portal stood still loses none: the nearest lead time counts.
    """
    leads = sorted({days for code in LEADS if (days := number(code, on)) is not None})
    rows = Receipt.objects.waiting().filter(item__due_on__gte=on - FORGOTTEN).select_related("item", "unit")
    leader_after, sent = number(LEADER, on), 0
    for receipt in rows.order_by("pk"):
        days = (receipt.item.due_on - on).days
        if days < 0:
            sent += len(tell_overdue(receipt, on=on))
            if leader_after is not None and -days >= leader_after:
                sent += len(tell_overdue_to_leader(receipt, on=on))
        elif lead := next((lead for lead in leads if days <= lead), None):
            sent += len(tell_due(receipt, lead=lead, on=on))
    return sent

"""Which reminders are to be sent on a day: of obligations, and of personal data that is no longer needed."""

import datetime as dt

from django.urls import reverse

from portal.deadlines.rules import number

from ..figures.contacts import RETENTION, to_clean
from ..models import Obligation
from ..notices.contacts import part_of, tell_to_clean, who_may_clean
from ..notices.obligations import tell_due, tell_overdue

LEADS = ("S1-first", "S1-second", "S1-last")
FORGOTTEN = dt.timedelta(days=365)  # what is overdue for longer was entered as history, not forgotten


def lead_times(on: dt.date) -> list[int]:
    """Days before the deadline on which is reminded, the fewest first; rules that have ended are left out."""
    return sorted({days for code in LEADS if (days := number(code, on)) is not None})


def remind_of_obligations(*, on: dt.date) -> int:
    """Remind of what is due within the lead times and of what has become overdue; how many notices are new.

    A day on which the portal stood still loses no reminder: the nearest lead time that was reached counts.
    """
    leads = lead_times(on)
    rows = Obligation.objects.live().select_related("unit", "partner")
    sent = 0
    for row in rows.due_within(leads[-1], on=on) if leads else ():
        lead = next(days for days in leads if (row.due_on - on).days <= days)
        sent += len(tell_due(row, lead=lead, on=on))
    for row in rows.overdue(on=on).filter(due_on__gte=on - FORGOTTEN):
        sent += len(tell_overdue(row, on=on))
    return sent


def remind_of_personal_data(*, on: dt.date) -> int:
    """Once a month, to each who has contacts to clean; how many notices are new. None where the rule has ended."""
    months, people = number(RETENTION, on), who_may_clean()
    if months is None:
        return 0
    sent = 0
    for user in people:
        count = to_clean(user, on=on).filter(part_of(user, people)).order_by().count()
        if count:
            url = reverse("partners:contacts-to-clean")
            sent += len(tell_to_clean(user, count, months=months, url=url, on=on))
    return sent

"""Which reminders of periodic reports are sent on a day: before the deadline, after it, then to the leader (rules R25)."""

import datetime as dt

from portal.deadlines.rules import number

from ..models import Report
from ..notices.reminders import tell_due, tell_overdue, tell_overdue_to_leader

BEFORE = ("R25-first", "R25-second", "R25-last")
AFTER = ("R25-late-first", "R25-late-second", "R25-late-last")
LEADER = "R25-leader"
FORGOTTEN = dt.timedelta(days=365)  # what is overdue for longer was entered as history, not forgotten


def remind_of_reports(*, on: dt.date) -> int:
    """Units that have not sent, or not again: at the lead times, at the days after, then their leader. New notices.

    A day on which the portal stood still loses none: the nearest lead time and the last day reached count.
    """
    before, after, leader_after = _days(BEFORE, on), _days(AFTER, on), number(LEADER, on)
    latest = on + dt.timedelta(days=max(before, default=0))
    rows = Report.objects.live().waiting_for_unit().filter(due_on__range=(on - FORGOTTEN, latest))
    sent = 0
    for report in rows.select_related("cycle", "unit", "collected_by__unit").order_by("pk"):
        left = (report.due_on - on).days
        if left >= 0:
            lead = next((days for days in before if left <= days), None)
            sent += len(tell_due(report, lead=lead, on=on)) if lead is not None else 0
            continue
        step = next((days for days in reversed(after) if days <= -left), None)
        if step is not None:
            sent += len(tell_overdue(report, step=step, on=on))
        if leader_after is not None and leader_after <= -left:
            sent += len(tell_overdue_to_leader(report, on=on))
    return sent


def _days(codes: tuple[str, ...], on: dt.date) -> list[int]:
    """The days of those rules that are in force, the fewest first."""
    return sorted({days for code in codes if (days := number(code, on)) is not None})

"""Which reminders of follow-up and of missing reports are to be sent on a day."""

import datetime as dt

from portal.deadlines.rules import number

from ..figures.after import report_due
from ..figures.after_missing import without_report
from ..models import Delegation, Event, FollowUp
from ..notices.after import tell_report_due, tell_report_overdue
from ..notices.follow_up import DEPARTMENT, HEAD, LEADER, OWNER, tell_due_soon, tell_overdue

#: Days overdue after which each level is told; a rule that has ended leaves its level out.
RULES = {LEADER: "F1-unit", DEPARTMENT: "F1-department", HEAD: "F1-head"}
LEAD, REPORT_LEAD = "F1-lead", "R13-lead"
FORGOTTEN = dt.timedelta(days=365)  # what is overdue for longer was entered as history, not forgotten


def remind_of_follow_up(*, on: dt.date) -> int:
    """Owners before the day; then owner, unit leader, department and its head in turn. How many notices are new."""
    sent = 0
    rows = FollowUp.objects.live().select_related("unit", "owner__user", "delegation", "event")
    if (lead := number(LEAD, on)) is not None:
        soon = rows.open().filter(done_on=None, due_on__gte=on, due_on__lte=on + dt.timedelta(days=lead))
        sent += sum(len(tell_due_soon(row, on=on)) for row in soon)
    levels = {level: days for level, code in RULES.items() if (days := number(code, on)) is not None}
    for row in rows.overdue(on=on).filter(due_on__gte=on - FORGOTTEN):
        sent += _climb(row, levels, on)
    return sent


def _climb(row: FollowUp, levels: dict[int, int], on: dt.date) -> int:
    """Tell every level that it has reached and not been told; a portal that stood still leaves none out."""
    late = (on - row.due_on).days if row.due_on else 0
    reached = [OWNER, *(level for level, days in sorted(levels.items()) if late >= days)]
    sent = sum(
        len(tell_overdue(row, level=level, on=on))
        for level in reached
        if level == OWNER or level > row.climbed_to
    )
    if max(reached) > row.climbed_to:
        FollowUp.objects.filter(pk=row.pk).update(climbed_to=max(reached))
    return sent


def remind_of_reports(*, on: dt.date) -> int:
    """Of dossiers that were approved and have ended: reports due soon, and overdue. How many notices are new."""
    lead, sent = number(REPORT_LEAD, on), 0
    missing = [
        row
        for model in (Delegation, Event)
        for row in without_report(model.objects.all(), on=on).select_related("unit")
    ]
    for record in missing:
        due = report_due(record)
        if due is None:
            continue
        if due < on:
            sent += len(tell_report_overdue(record, due=due, on=on))
        elif lead is not None and (due - on).days <= lead:
            sent += len(tell_report_due(record, due=due, on=on))
    return sent

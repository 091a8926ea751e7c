"""Which reminders of follow-up and of missing reports are to be sent on a day."""

import datetime as dt

from partners.notices.responsible import DEPARTMENT, HEAD, LEADER
from partners.services.climbing import FORGOTTEN, climb, levels_by_rule
from portal.deadlines.rules import number

from ..figures.after import report_due
from ..figures.after_missing import without_report
from ..models import Delegation, Event, FollowUp
from ..notices.after import tell_report_due, tell_report_overdue
from ..notices.follow_up import tell_due_soon, tell_overdue

#: Days overdue after which each level is told; a rule that has ended leaves its level out.
RULES = {LEADER: "F1-unit", DEPARTMENT: "F1-department", HEAD: "F1-head"}
LEAD, REPORT_LEAD = "F1-lead", "R13-lead"


def remind_of_follow_up(*, on: dt.date) -> int:
    """Owners before the day; then owner, unit leader, department and its head in turn. How many notices are new."""
    sent = 0
    rows = FollowUp.objects.live().select_related("unit", "owner__user", "delegation", "event")
    if (lead := number(LEAD, on)) is not None:
        soon = rows.open().filter(done_on=None, due_on__gte=on, due_on__lte=on + dt.timedelta(days=lead))
        sent += sum(len(tell_due_soon(row, on=on)) for row in soon)
    levels = levels_by_rule(RULES, on)
    for row in rows.overdue(on=on).filter(due_on__gte=on - FORGOTTEN):
        sent += climb(row, levels, on=on, tell=tell_overdue)
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

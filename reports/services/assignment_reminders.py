"""Which reminders of assignments of resolutions are sent on a day (rules N1)."""

import datetime as dt

from partners.notices.responsible import DEPARTMENT, HEAD, LEADER, OWNER
from partners.services.climbing import FORGOTTEN, levels_by_rule
from portal.deadlines.rules import number

from ..models import Assignment
from ..notices.resolution import tell_due_soon, tell_overdue

#: Days overdue after which each level is told; a rule that has ended leaves its level out.
RULES = {LEADER: "N1-unit", DEPARTMENT: "N1-department", HEAD: "N1-head"}
LEAD = "N1-lead"


def remind_of_assignments(*, on: dt.date) -> int:
    """Owners before the day; then owner, unit leader, department and its head in turn. How many notices are new.

    Each level is told once for each day by which it was due, so a portal that stood still leaves no level out and
    a moved day is announced anew.
    """
    sent = 0
    rows = Assignment.objects.open().filter(task__resolution__archived_at=None)
    rows = rows.select_related("unit", "owner__user", "task__resolution")
    if (lead := number(LEAD, on)) is not None:
        soon = rows.filter(due_on__gte=on, due_on__lte=on + dt.timedelta(days=lead))
        sent += sum(len(tell_due_soon(row, on=on)) for row in soon)
    levels = levels_by_rule(RULES, on)
    for row in rows.overdue(on=on).filter(due_on__gte=on - FORGOTTEN):
        late = (on - row.due_on).days
        reached = [OWNER, *(level for level, days in sorted(levels.items()) if late >= days)]
        sent += sum(len(tell_overdue(row, level=level, on=on)) for level in reached)
    return sent

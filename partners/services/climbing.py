"""What is overdue climbs: its owner is told, then the unit's leader, the International Department, its head."""

import datetime as dt
from collections.abc import Callable, Mapping

from portal.deadlines.rules import number

from ..notices.responsible import OWNER

FORGOTTEN = dt.timedelta(days=365)  # what is overdue for longer was entered as history, not forgotten


def levels_by_rule(rules: Mapping[int, str], on: dt.date) -> dict[int, int]:
    """Days overdue after which each level is told; a rule that has ended leaves its level out."""
    return {level: days for level, code in rules.items() if (days := number(code, on)) is not None}


def climb(row, levels: Mapping[int, int], *, on: dt.date, tell: Callable[..., list]) -> int:
    """Tell every level that the row has reached and not been told; how many notices are new.

    `row` has `due_on` and `climbed_to`; `tell(row, level=, on=)` returns the new notices. A portal that stood
    still leaves no level out.
    """
    late = (on - row.due_on).days
    reached = [OWNER, *(level for level, days in sorted(levels.items()) if late >= days)]
    told = row.climbed_to or OWNER
    sent = sum(len(tell(row, level=level, on=on)) for level in reached if level == OWNER or level > told)
    if row.climbed_to is None or max(reached) > row.climbed_to:
        type(row)._default_manager.filter(pk=row.pk).update(climbed_to=max(reached))
    return sent

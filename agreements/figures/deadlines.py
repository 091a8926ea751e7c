"""Deadlines of agreements: by which rule, since when, until when, and from which source (domain.md R1-R8).

Opinions are counted in working days over the table of days off, the day of the letter itself not counted. Reports
after signing and notices of a change are due after 15 days of the calendar: a last day that is a day off is not
moved, the working day before it is named instead.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.deadlines import rules
from portal.deadlines.models import Rule
from portal.deadlines.working import WorkCalendar

YEARLY = "R8"


@dataclass(frozen=True)
class Deadline:
    """One deadline with its rule. `due_on` is None where the rule has ended or no event has started it."""

    rule: Rule | None
    since: dt.date | None
    due_on: dt.date | None
    better_by: dt.date | None = None

    @property
    def said(self) -> str:
        return said(self.rule)

    def days_left(self, on: dt.date) -> int | None:
        """Days until it, below 0 once it has passed."""
        return (self.due_on - on).days if self.due_on else None

    def is_past(self, on: dt.date) -> bool:
        return self.due_on is not None and self.due_on < on


def said(rule: Rule | None) -> str:
    """What the rule says, with its code and its source: "R1: 7 ngày làm việc (Luật …)"; "" without one."""
    if rule is None:
        return ""
    return _("%(code)s: %(amount)s (%(source)s)") % {
        "code": rule.code, "amount": rule.amount, "source": rule.source or _("no source stated"),
    }  # fmt: skip


def deadline(code: str, since: dt.date | None, calendar: WorkCalendar, *, on: dt.date) -> Deadline:
    """The deadline of a rule that counts from `since`; before there is such a day, the rule as it stands `on`."""
    rule = rules.rule(code, since or on) if code else None
    due = rules.due(code, since, calendar=calendar) if rule and since else None
    return Deadline(rule, since, due, _working_day_before(due, calendar))


def _working_day_before(due: dt.date | None, calendar: WorkCalendar) -> dt.date | None:
    """The last working day before a due day that is a day off; None where it is none."""
    if due is None or calendar.is_working_day(due):
        return None
    return calendar.add(due, -1)


def yearly_due(year: int) -> dt.date | None:
    """By when the report on agreements of the year, with the plan of the next, is due (R8: 15 November)."""
    return rules.due(YEARLY, dt.date(year, 1, 1))


def yearly_said(year: int) -> str:
    """What R8 says in the year, with its source."""
    return said(rules.rule(YEARLY, dt.date(year, 1, 1)))

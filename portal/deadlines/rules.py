"""What the dated rules say on a day."""

import datetime
from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from portal.deadlines.models import Rule, RuleUnit
from portal.deadlines.working import WorkCalendar

_read: ContextVar[dict[datetime.date, dict[str, Rule]] | None] = ContextVar("rules read", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Inside, all rules of a day are read in one question, whoever asks for one: for a page on which many parts ask,
    and which changes none. Decorates a view, too.
    """
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def rule(code: str, on: datetime.date) -> Rule | None:
    """The rule in force on a day, or None where an administrator has ended it without a successor."""
    read = _read.get()
    if read is not None:
        if on not in read:
            read[on] = {one.code: one for one in Rule.objects.in_force(on).order_by("valid_from")}
        return read[on].get(code)
    return Rule.objects.in_force(on).filter(code=code).order_by("-valid_from").first()


def number(code: str, on: datetime.date) -> int | None:
    """The rule's number on a day, or None."""
    found = rule(code, on)
    return found.number if found else None


def due(code: str, after: datetime.date, *, calendar: WorkCalendar | None = None) -> datetime.date | None:
    """The last day allowed by a rule that counts from the event of `after` (signing, return, receipt).

    A date of every year is its next occurrence. None where the rule has ended or counts no time.
    """
    found = rule(code, after)
    return None if found is None else reach(found, after, calendar=calendar)


def reach(found: Rule, after: datetime.date, *, calendar: WorkCalendar | None = None) -> datetime.date | None:
    """The same by a rule that was chosen otherwise: a grant keeps the rule of the day of its approval."""
    return _reach(found, after, 1, calendar)


def latest_start(
    code: str, before: datetime.date, *, calendar: WorkCalendar | None = None
) -> datetime.date | None:
    """The last day on which what must happen ahead of `before` (a departure, a conference) is in time."""
    found = rule(code, before)
    if found is None or found.unit == RuleUnit.YEARLY_DATE:
        return None
    return _reach(found, before, -1, calendar)


def _reach(found: Rule, day: datetime.date, sign: int, calendar: WorkCalendar | None) -> datetime.date | None:
    if found.unit == RuleUnit.YEARLY_DATE:
        this_year = _on(day.year, found.month, found.day)
        return this_year if this_year >= day else _on(day.year + 1, found.month, found.day)
    if found.number is None:
        return None
    if found.unit == RuleUnit.WORKING_DAYS:
        return (calendar or WorkCalendar()).add(day, sign * found.number)
    if found.unit == RuleUnit.DAYS:
        return day + datetime.timedelta(days=sign * found.number)
    if found.unit in (RuleUnit.MONTHS, RuleUnit.YEARS):
        months = found.number * (12 if found.unit == RuleUnit.YEARS else 1) * sign
        months += day.year * 12 + day.month - 1
        return _on(months // 12, months % 12 + 1, day.day)
    return None


def _on(year: int, month: int, day: int) -> datetime.date:
    return datetime.date(year, month, min(day, monthrange(year, month)[1]))

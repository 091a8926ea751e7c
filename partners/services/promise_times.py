"""A promise that recurs: a row for each time, the next one opened when one is settled."""

import datetime as dt
from calendar import monthrange

from portal.audit.models import Verb
from portal.records.services import archive_record, restore_record, save_record

from ..models import NextStep, Recurrence

MONTHS = {Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3, Recurrence.HALF_YEARLY: 6, Recurrence.YEARLY: 12}
TAKEN_OVER = (
    "unit", "partner", "interaction", "whose", "text", "owner", "origin", "origin_text", "recurrence",
    "recurs_until", "is_important", "is_demonstration",
)  # fmt: skip
#: Called with (the promise, the next time of it), in the same transaction: what a promise hangs on carries over.
_CARRIERS: list = []


def carries_over(function):
    """Register `function(step, following)`: an app links the next time to what it linked the promise to."""
    _CARRIERS.append(function)
    return function


def next_day(step: NextStep) -> dt.date | None:
    """The day by which it falls due the next time; None for one that does not recur, or no longer.

    The day of the month stays, in shorter months it is their last day; the end of a month stays the end.
    """
    if step.recurrence == Recurrence.ONCE or step.due_on is None:
        return None
    year, month = divmod(
        step.due_on.year * 12 + step.due_on.month - 1 + MONTHS[Recurrence(step.recurrence)], 12
    )
    length = monthrange(year, month + 1)[1]
    day = dt.date(year, month + 1, min(length, _day_of_month(step, step.due_on)))
    return None if step.recurs_until and day > step.recurs_until else day


def _day_of_month(step: NextStep, due: dt.date) -> int:
    """31 for the end of a month; what a shorter month cut off the time before is not lost."""
    if not _ends_month(due):
        return due.day
    before = step.follows.due_on if step.follows else None
    if before is None or _ends_month(before):
        return 31
    return max(before.day, due.day)


def _ends_month(day: dt.date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def open_next(step: NextStep, *, by) -> NextStep | None:
    """The next time of a promise that recurs; one that stands already is left alone, a set aside one comes back."""
    day = next_day(step)
    if day is None:
        return None
    known = NextStep.objects.filter(follows=step).first()
    if known is not None:
        if known.is_archived:
            restore_record(known, by=by)
        return known
    values = {name: getattr(step, name) for name in TAKEN_OVER}
    following = NextStep(**values, due_on=day, follows=step)
    save_record(following, by=by, many={"other_units": list(step.other_units.all())}, verb=Verb.OPENED)
    for carry in _CARRIERS:
        carry(step, following)
    return following


def take_back_next(step: NextStep, *, by) -> None:
    """What settling it had opened is set aside, unless somebody has settled that one meanwhile."""
    known = NextStep.objects.live().filter(follows=step).first()
    if known is not None and known.is_open:
        archive_record(known, by=by)

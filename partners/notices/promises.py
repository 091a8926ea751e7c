"""Promises: before they are due, overdue level by level, when one waits for a check or was sent back."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from portal.notifications import chasing
from portal.notifications.models import Notice
from portal.notifications.services import tell_message

from ..models import NextStep
from .responsible import leaders_of, owner_of, people_at

Row = TypeVar("Row")


def due_key(step: NextStep) -> str:
    """What tells this announcement from others: a moved day is announced anew."""
    return f"partners/promise-due:{step.pk}:{step.due_on.isoformat()}"


def chase_text(step: NextStep) -> str:
    """What is copied for Zalo, without a word of what was promised to whom (domain.md 9.9)."""
    what = "báo cáo kết quả thực hiện cam kết với đối tác"
    return chasing.chase_text(step.owner or step.unit, what, step.due_on, step.get_absolute_url())


def not_announced(rows: Iterable[Row], key: Callable[[Row], str]) -> list[Row]:
    """Those of whose event, by its key, nobody was told. One query for each thousand."""
    found: list[Row] = []
    rest: Iterator[Row] = iter(rows)
    while some := list(islice(rest, 1000)):
        told = set(Notice.objects.filter(key__in=[key(row) for row in some]).values_list("key", flat=True))
        found += [row for row in some if key(row) not in told]
    return found


def tell_due_soon(step: NextStep, *, on: dt.date) -> list:
    """Once for each day by which it is due. Returns the new notices."""
    context = {"step": step, "days": (step.due_on - on).days}
    url = step.get_absolute_url()
    return tell_message(
        owner_of(step), "partners/promise_due", context, url, about=step, key=due_key(step)
    )  # fmt: skip


def tell_overdue(step: NextStep, *, level: int, on: dt.date) -> list:
    """Once for each level and day by which it was due. Returns the new notices."""
    context = {"step": step, "days": (on - step.due_on).days, "level": level}
    key = f"partners/promise-overdue:{step.pk}:{step.due_on.isoformat()}:{level}"
    people, url = people_at(level, step), step.get_absolute_url()
    return tell_message(people, "partners/promise_overdue", context, url, about=step, key=key)


def tell_to_check(step: NextStep, *, by) -> list:
    """To the unit's leader, else to the department: somebody other than who kept it looks at the evidence."""
    people = [user for user in leaders_of(step.unit) if user != by]
    url = step.get_absolute_url()
    return tell_message(people, "partners/promise_check", {"step": step}, url, about=step, by=by, mail=False)


def tell_not_accepted(step: NextStep, *, reason: str, by) -> list:
    """To who said that it was kept and who looks after it: why the evidence does not do."""
    people = {user.pk: user for user in [*owner_of(step), *([step.kept_by] if step.kept_by else [])]}
    context = {"step": step, "reason": reason}
    url = step.get_absolute_url()
    return tell_message(people.values(), "partners/promise_returned", context, url, about=step, by=by)

"""A resolution and its tasks: entered by the International Department, given to units as what each of them does."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.people.models import Person
from portal.records.services import save_record
from portal.text import fold
from portal.units.models import Unit

from ..models import Assignment, Resolution, ResolutionTask
from ..notices.resolution import tell_assigned


@transaction.atomic
def save_resolution(resolution: Resolution, *, by, revision: int | None = None) -> Resolution:
    """Create or change a resolution; its end lies behind its issue. Raises what `save_record` raises."""
    first, last = resolution.issued_on, resolution.ends_on
    if first and last and last < first:
        sentence = _("To be carried out until: found %(found)s, expected %(expected)s or later.")
        facts = {"found": f"{last:%d/%m/%Y}", "expected": f"{first:%d/%m/%Y}"}
        raise ValidationError({"ends_on": sentence % facts})
    return save_record(resolution, by=by, revision=revision)


@transaction.atomic
def number_tasks(resolution: Resolution) -> None:
    """Put the tasks in the order of their numbers: 3.2 before 3.10."""
    tasks = sorted(resolution.tasks.all(), key=lambda task: _order(task.code))
    for place, task in enumerate(tasks, 1):
        task.position = place
    ResolutionTask.objects.bulk_update(tasks, ["position"])


def _order(code: str) -> list[tuple[int, str]]:
    """ "3.10" → numbers compare as numbers, letters as letters."""
    parts = code.replace("-", ".").split(".")
    return [(int(part), "") if part.isdecimal() else (10**6, part) for part in parts]


def may_assign(user) -> bool:
    """Who reviews reports: the International Department guides and follows the resolution (source document, III.1)."""
    return has(user, Permission.REPORT_REVIEW)


@transaction.atomic
def assign(
    task: ResolutionTask, units: Iterable[Unit], *, by, on: dt.date, text: str, indicator: str = "",
    target: int | None = None, due_on: dt.date | None = None, owner: Person | None = None,
) -> list[Assignment]:  # fmt: skip
    """Give a task to several units at once: one row each, and a notice to who writes for it. The new rows.

    A unit that has the same text under this task already keeps what it has. Raises PermissionDenied, ValidationError.
    """
    if by is not None and not may_assign(by):
        raise PermissionDenied
    if task.resolution.is_archived:
        raise ValidationError(_("This record is archived: restore it before changing it."))
    wanted = list(units)
    if not wanted:
        raise ValidationError({"units": _("To the units: found no living unit, expected at least one.")})
    _refuse_past(due_on, on)
    there = {
        unit for unit, said in task.assignments.live().values_list("unit_id", "text") if fold(said) == fold(text)
    }  # fmt: skip
    made = []
    for unit in wanted:
        if unit.pk in there:
            continue
        row = Assignment(
            task=task, unit=unit, text=text.strip(), indicator=indicator.strip(), target=target, due_on=due_on,
            owner=owner,
        )  # fmt: skip
        made.append(save_record(row, by=by))
    for row in made:
        tell_assigned(row, by=by)
    details = {"task": task.code, "units": len(made)}
    write_trail(Verb.DISPATCHED, task.resolution, by=by, details=details)
    return made


def _refuse_past(due_on: dt.date | None, on: dt.date) -> None:
    if due_on and due_on < on:
        sentence = _("To be done by: found %(found)s, expected %(expected)s or later.")
        facts = {"found": f"{due_on:%d/%m/%Y}", "expected": f"{on:%d/%m/%Y}"}
        raise ValidationError({"due_on": sentence % facts})

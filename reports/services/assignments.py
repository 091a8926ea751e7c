"""What a unit does of a task: progress reported, done with evidence, checked by another, given up, opened again."""

import datetime as dt
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from partners.services.checking import (
    held,
    judge,
    reason_to_give_up,
    refuse_ahead,
    refuse_settled,
    refuse_unfounded,
)
from partners.services.checking import may_check as may_check_row
from portal.access.permissions import Permission
from portal.access.scope import can
from portal.audit.models import Verb
from portal.records.services import save_record

from ..models import Assignment, Progress
from ..notices.resolution import tell_assigned, tell_not_accepted, tell_to_check

#: what the unit that carries it out does not change by itself once it was given (field → its name)
GIVEN = ("task", "unit", "text", "indicator", "target", "due_on")


@transaction.atomic
def save_assignment(
    row: Assignment, *, by, revision: int | None = None, many: dict | None = None, verb: Verb | None = None
) -> Assignment:
    """Create or change one. What the department gave (task, target, day …) is changed by the department alone.

    Raises what `save_record` raises; ValidationError naming the field that a unit may not change.
    """
    is_new = row.pk is None
    if not is_new and by is not None and not may_steer(row, by):
        _refuse_other_terms(row)
    save_record(row, by=by, revision=revision, many=many, verb=verb)
    if is_new:
        tell_assigned(row, by=by)
    return row


def may_steer(row: Assignment, user) -> bool:
    """Who moves days and targets, and gives assignments up: the International Department."""
    return can(user, Permission.REPORT_REVIEW, row)


def _refuse_other_terms(row: Assignment) -> None:
    before = Assignment.objects.select_related("task", "unit").get(pk=row.pk)
    labels = {field.name: field.verbose_name for field in Assignment._meta.fields}
    wrong = {}
    for name in GIVEN:
        found, expected = getattr(row, name), getattr(before, name)
        if found != expected:
            sentence = _("%(field)s: found %(found)s, expected %(expected)s; the International Department alone changes it.")  # fmt: skip
            facts = {
                "field": str(labels[name]).capitalize(),
                "found": _said(found),
                "expected": _said(expected),
            }
            wrong[name] = sentence % facts
    if wrong:
        raise ValidationError(wrong)


def _said(value) -> str:
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    return f"“{value}”" if value not in (None, "") else _("nothing")


@transaction.atomic
def report_progress(
    row: Assignment, *, by, on: dt.date, today: dt.date, text: str, obstacles: str = "", reached: int | None = None
) -> Progress:  # fmt: skip
    """What was done by a day, what stands in the way, and the number reached by then; the latest number stands.

    Raises PermissionDenied; ValidationError for a settled row, a day to come, a number without an indicator.
    """
    row = held(row, by=by)
    refuse_settled(row)
    if not text.strip():
        raise ValidationError({"text": _("What was done: found nothing, expected a sentence.")})
    refuse_ahead("on", on, today=today)
    _refuse_uncounted(row, reached)
    told = Progress.objects.create(
        assignment=row, on=on, text=text.strip(), obstacles=obstacles.strip(), reached=reached, by_name=str(by or "")
    )  # fmt: skip
    newest = row.progress_rows.exclude(reached=None).order_by("-on", "-pk").first()
    row.reached = newest.reached if newest else row.reached
    save_record(row, by=by)
    return told


@transaction.atomic
def finish(
    row: Assignment, *, by, on: dt.date, today: dt.date, evidence: str, reached: int | None = None
) -> Assignment:
    """Say that it is done, since when, and what shows it; somebody else then looks at the evidence."""
    row = held(row, by=by)
    refuse_settled(row)
    refuse_unfounded(on, today=today, evidence=evidence)
    _refuse_uncounted(row, reached)
    row.done_on, row.evidence, row.done_by = on, evidence.strip(), by
    row.reached = row.reached if reached is None else reached
    save_record(row, by=by, verb=Verb.CLOSED)
    tell_to_check(row, by=by)
    return row


def may_check(row: Assignment, user) -> bool:
    """Who writes or leads the unit's work, but neither did it nor looks after it."""
    return may_check_row(row, user, done_by_id=row.done_by_id)


@transaction.atomic
def check(row: Assignment, *, by, on: dt.date, accepts: bool, reason: str = "") -> Assignment:
    """An independent look at the evidence: accepted, or sent back with the reason.

    SECURITY: refused for who did it and for who looks after it (PermissionDenied), whatever their office.
    """
    row = Assignment.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if by is not None and not may_check(row, by):
        raise PermissionDenied
    if row.done_on is None or row.checked_on is not None or row.dropped_reason or row.is_archived:
        raise ValidationError(_("There is nothing to check; expected an assignment that was done."))
    return judge(row, by=by, on=on, accepts=accepts, reason=reason, send_back=partial(_send_back, by=by))


def _send_back(row: Assignment, reason: str, *, by) -> None:
    tell_not_accepted(row, reason=reason, by=by)
    row.done_on, row.done_by, row.evidence = None, None, ""


@transaction.atomic
def drop(row: Assignment, *, by, reason: str) -> Assignment:
    """Say that it will not be done, and why; the reason stays on it. PermissionDenied for who did not give it."""
    row = held(row, by=by)
    if by is not None and not may_steer(row, by):
        raise PermissionDenied
    refuse_settled(row)
    row.dropped_reason = reason_to_give_up(reason)
    return save_record(row, by=by, verb=Verb.CANCELLED)


@transaction.atomic
def reopen(row: Assignment, *, by) -> Assignment:
    """Take back that it was done, checked or given up. PermissionDenied for who may not say so."""
    row = held(row, by=by)
    if by is not None and (row.checked_on or row.dropped_reason) and not may_steer(row, by):
        raise PermissionDenied
    row.done_on, row.done_by, row.evidence = None, None, ""
    row.checked_on, row.checked_by_name, row.dropped_reason = None, "", ""
    return save_record(row, by=by, verb=Verb.REOPENED)


def _refuse_uncounted(row: Assignment, reached: int | None) -> None:
    if reached is not None and not row.indicator:
        sentence = _("Reached: found %(found)s, expected nothing: the assignment names no indicator.")
        raise ValidationError({"reached": sentence % {"found": reached}})

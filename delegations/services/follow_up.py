"""Recommendations and tasks after a trip or a conference: answered, done with evidence, checked by another."""

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
from portal.audit.models import Verb
from portal.records.services import save_record

from ..models import FollowUp, FollowUpKind
from ..notices.follow_up import tell_not_accepted, tell_to_check


@transaction.atomic
def save_follow_up(
    row: FollowUp, *, by, revision: int | None = None, many: dict | None = None, verb: Verb | None = None
) -> FollowUp:
    """Create or change one; it belongs to the unit of its delegation or conference where none is stated.

    A day that is moved lets it climb anew. Raises what `save_record` raises.
    """
    if row.delegation_id is None and row.event_id is None:
        raise ValidationError(
            {"about": _("After which activity: found nothing, expected a delegation or a conference.")}
        )
    if row.unit_id is None:
        row.unit = row.activity.unit
    if row.pk and FollowUp.objects.filter(pk=row.pk).exclude(due_on=row.due_on).exists():
        row.climbed_to = 0
    return save_record(row, by=by, revision=revision, many=many, verb=verb)


@transaction.atomic
def answer(row: FollowUp, *, by, on: dt.date, today: dt.date, text: str) -> FollowUp:
    """What the addressee of a recommendation answered, and when."""
    row = held(row, by=by)
    if row.kind != FollowUpKind.RECOMMENDATION:
        raise ValidationError(_("This is a task; expected a recommendation: only that is answered."))
    if not text.strip():
        raise ValidationError({"text": _("Answer: found nothing, expected what the addressee answered.")})
    refuse_ahead("on", on, today=today)
    row.answer, row.answered_on = text.strip(), on
    return save_follow_up(row, by=by)


@transaction.atomic
def finish(row: FollowUp, *, by, on: dt.date, today: dt.date, evidence: str) -> FollowUp:
    """Say that it is done, since when, and what shows it. An important one then waits for another's check."""
    row = held(row, by=by)
    refuse_settled(row)
    refuse_unfounded(on, today=today, evidence=evidence)
    row.done_on, row.evidence = on, evidence.strip()
    row.done_by, row.done_by_name = by, str(by or "")
    save_follow_up(row, by=by, verb=Verb.CLOSED)
    if row.is_important:
        tell_to_check(row, by=by)
    return row


@transaction.atomic
def check(row: FollowUp, *, by, on: dt.date, accepts: bool, reason: str = "") -> FollowUp:
    """An independent look at the evidence: accepted, or sent back with the reason.

    SECURITY: refused for who did it and for who looks after it (PermissionDenied), whatever their office.
    """
    row = FollowUp.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if by is not None and not may_check(row, by):
        raise PermissionDenied
    if row.done_on is None or row.checked_on is not None or row.dropped_reason or not row.is_important:
        raise ValidationError(_("There is nothing to check; expected an important matter that was done."))
    return judge(row, by=by, on=on, accepts=accepts, reason=reason, send_back=partial(_send_back, by=by))


def _send_back(row: FollowUp, reason: str, *, by) -> None:
    tell_not_accepted(row, reason=reason, by=by)
    row.done_on, row.done_by, row.done_by_name = None, None, ""


def may_check(row: FollowUp, user) -> bool:
    """Who writes or leads the unit's work, but neither did it nor looks after it."""
    return may_check_row(row, user, done_by_id=row.done_by_id)


@transaction.atomic
def give_up(row: FollowUp, *, by, reason: str) -> FollowUp:
    """Say that it will not be done, and why; the reason stays on it."""
    row = held(row, by=by)
    refuse_settled(row)
    row.dropped_reason = reason_to_give_up(reason)
    return save_follow_up(row, by=by, verb=Verb.CANCELLED)


@transaction.atomic
def reopen(row: FollowUp, *, by) -> FollowUp:
    """Take back that it was done, checked or given up."""
    row = held(row, by=by)
    row.done_on, row.done_by, row.done_by_name = None, None, ""
    row.checked_on, row.checked_by_name, row.dropped_reason = None, "", ""
    return save_follow_up(row, by=by, verb=Verb.REOPENED)

"""The life that tasks share, whoever gave them: still open, done with evidence, looked at by somebody else."""

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import can
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail

Row = TypeVar("Row", bound=Any)


def may_check(row, user, *, done_by_id: int | None) -> bool:
    """Who writes or leads the unit's work, but neither did it nor looks after it (`row.owner`)."""
    owner = row.owner
    if done_by_id == user.pk or (owner is not None and owner.user_id == user.pk):
        return False
    return can(user, Permission.RECORD_EDIT, row) or can(user, Permission.REPORT_SUBMIT, row)


def held(row: Row, *, by) -> Row:
    """The row as it stands, held until the transaction ends; PermissionDenied for who may not write it."""
    found = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    if by is not None and not found.may_edit(by):
        raise PermissionDenied
    return found


def refuse_settled(row) -> None:
    """ValidationError for what was done (`done_on`) or given up (`dropped_reason`)."""
    if row.done_on:
        facts = {"found": f"{row.done_on:%d/%m/%Y}"}
        raise ValidationError(_("This was done on %(found)s; expected what is still open.") % facts)
    if row.dropped_reason:
        facts = {"found": row.dropped_reason}
        raise ValidationError(_("This was given up (“%(found)s”); expected what is still open.") % facts)


def refuse_unfounded(on: dt.date, *, today: dt.date, evidence: str) -> None:
    """ValidationError for what nothing shows, and for a day `on` that is still to come."""
    if not evidence.strip():
        raise ValidationError(
            {"evidence": _("Evidence: found nothing, expected what shows that it was done.")}
        )
    refuse_ahead("on", on, today=today)


def refuse_ahead(name: str, on: dt.date, *, today: dt.date) -> None:
    """ValidationError at the field `name` for a day that is still to come."""
    if on > today:
        facts = {"found": f"{on:%d/%m/%Y}", "expected": f"{today:%d/%m/%Y}"}
        raise ValidationError({name: _("Day: found %(found)s, expected %(expected)s or earlier.") % facts})


def reason_to_give_up(reason: str) -> str:
    """The reason as it is kept; ValidationError where there is none."""
    if not reason.strip():
        raise ValidationError({"reason": _("Given up because: found nothing, expected the reason.")})
    return reason.strip()


def judge(
    row: Row, *, by, on: dt.date, accepts: bool, reason: str, send_back: Callable[[Row, str], None]
) -> Row:
    """An independent look at the evidence: accepted, or sent back with the reason; it leaves a trace.

    `send_back` tells whoever did it and opens the row again. Who may judge was asked by the caller, which holds it.
    """
    if accepts:
        row.checked_on, row.checked_by_name = on, str(by or "")
    elif not reason.strip():
        raise ValidationError({"reason": _("Reason: found nothing, expected why the evidence does not do.")})
    else:
        send_back(row, reason.strip())
    row.revision += 1
    row.save()
    details = {} if accepts else {"reason": reason.strip()}
    write_trail(Verb.CHECKED if accepts else Verb.RETURNED, row, by=by, details=details)
    return row

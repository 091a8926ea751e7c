"""Giving a step to others, and allowing somebody who is too close to take it: both are acts, logged and shown."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import can, has

from .. import notices
from ..interest import closed_to, free_holders, too_close
from ..models import ActKind, Approval, Way
from ..offices import holders_of, is_in_office
from .running import Run, begin, needed


@transaction.atomic
def reassign(
    approval: Approval, *, by, at: dt.datetime, step_position: int, holders: list, reason: str
) -> Approval:
    """The current step goes to these accounts: by one of its holders, the Presidium, or (nobody holds it) the
    administrator. They must be able to read the matter and not be too close to it."""
    run = begin(approval, by=by, at=at, step_position=step_position)
    if not may_reassign(run, by):
        raise PermissionDenied
    if run.step.way != Way.INSIDE:
        raise ValidationError(_("A step outside the portal is held by nobody in it."))
    needed(note=reason, holders=holders)
    _check_holders(run, holders)
    run.step.holders.set(holders)
    run.write(ActKind.REASSIGNED, note=reason)
    notices.tell_step(run.approval, run.step, by=by, on=run.on)
    return run.approval


def may_reassign(run: Run, user) -> bool:
    """A free holder, who allows exceptions, or the administrator where the step has no active holder."""
    free = free_holders(run.step, on=run.on, record=run.record)
    if user in free or has(user, Permission.EXEMPT):
        return True
    return not free and has(user, Permission.RULES_MANAGE)


def _check_holders(run: Run, holders: list) -> None:
    closed = closed_to(run.step, run.record)
    unfit = [
        str(one)
        for one in holders
        if one.pk in closed
        or not is_in_office(one, on=run.on)
        or not can(one, Permission.RECORD_VIEW, run.approval.unit)
    ]
    if unfit:
        raise ValidationError(
            {
                "holders": _(
                    "Holders: found %(found)s, expected accounts in office that may read the matter and neither "
                    "proposed it nor take part in it."
                )
                % {"found": ", ".join(unfit)}
            }
        )


def may_be_exempted(run: Run) -> list:
    """Holders of the step's office (and the holders it has) who are kept from it by being too close."""
    row = run.approval.chain.steps.filter(position=run.step.position).first()
    found = {one.pk: one for one in run.step.holders.all()}
    if row is not None and row.role:
        found |= {one.pk: one for one in holders_of(row.whose, row.role, run.approval.unit, on=run.on)}
    closed = closed_to(run.step, run.record)
    return [one for pk, one in sorted(found.items()) if pk in closed]


@transaction.atomic
def exempt(approval: Approval, *, by, at: dt.datetime, step_position: int, user, reason: str) -> Approval:
    """Allow one named holder of the step's office to take this step although too close to the matter."""
    run = begin(approval, by=by, at=at, step_position=step_position)
    if not has(by, Permission.EXEMPT) or by.pk in too_close(run.approval, run.record):
        raise PermissionDenied
    needed(note=reason)
    if user not in may_be_exempted(run):
        raise ValidationError(
            _("Exception: found %(found)s, expected a holder of the step's office who is kept from it.")
            % {"found": user}
        )
    run.write(ActKind.EXEMPTED, note=reason, in_name_of=user)
    run.step.holders.add(user)
    notices.tell_step(run.approval, run.step, by=by, on=run.on)
    return run.approval

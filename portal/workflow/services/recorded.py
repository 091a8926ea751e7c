"""What was decided elsewhere and is recorded here: outside the portal, on paper with a bút phê, or signed by hand.

Domain.md 9.3: leaders often decide on paper; the officer or the secretary records it with number, date and scan,
and the portal shows it as such.
"""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.access.scope import can
from portal.documents.models import Kind

from ..interest import TooCloseError, closed_to
from ..models import ActKind, Approval, ApprovalState, StepKind, Way
from .running import Run, advance, begin, check_day, end, finish_step, kept_scan, needed, send_back

#: What may come of a step that was decided elsewhere.
OUTCOMES = (ActKind.AGREED, ActKind.OPINION, ActKind.RETURNED, ActKind.REFUSED)


def may_record_outside(approval: Approval, user) -> bool:
    """Who enters the unit's records, and who records its leaders' decisions."""
    return any(can(user, one, approval.unit) for one in (Permission.RECORD_EDIT, Permission.DECISION_RECORD))


def may_record_for(user, leader, *, on: dt.date) -> bool:
    """Whether the user is secretary on a unit where the leader holds an office: on that one, not on one above."""
    units = RoleAssignment.objects.current(on=on).filter(user=leader).values("unit_id")
    mine = RoleAssignment.objects.current(on=on).permitting(Permission.DECISION_RECORD)
    return user.is_active and mine.filter(user=user, unit_id__in=units).exists()


@transaction.atomic
def record_outside(
    approval: Approval, *, by, at: dt.datetime, step_position: int, number: str, dated: dt.date | None, authority: str,
    scan=None, note: str = "", outcome: str = "", position: int = 0,
) -> Approval:  # fmt: skip
    """The decision (or opinion) of an authority outside: its number, day and authority, and the scan where there is.

    `outcome` is one of OUTCOMES; empty: an opinion where one was asked for, else agreement. A Party decision may
    have no scan here (domain.md 2.2: number and date only).
    """
    run = begin(approval, by=by, at=at, step_position=step_position)
    if run.step.way != Way.OUTSIDE:
        raise ValidationError(_("This step is taken in the portal, not outside."))
    if not may_record_outside(run.approval, by):
        raise PermissionDenied
    needed(number=number, dated=dated, authority=authority)
    check_day(run, dated)
    kept = kept_scan(run, scan, title=f"{authority}, {number}")
    paper = {"number": number, "dated": dated, "authority": authority, "scan": kept}
    return _settle(run, outcome or _usual(run), note, position, paper)


@transaction.atomic
def record_handwritten(
    approval: Approval, *, by, at: dt.datetime, step_position: int, in_name_of, dated: dt.date | None, scan,
    note: str = "", outcome: str = "", position: int = 0,
) -> Approval:  # fmt: skip
    """The leader's secretary records a bút phê: in whose name, its day, its scan, its words (`note`)."""
    run = begin(approval, by=by, at=at, step_position=step_position)
    if in_name_of is not None:
        _check_leader(run, in_name_of)
    elif not can(by, Permission.DECISION_RECORD):
        raise PermissionDenied
    needed(in_name_of=in_name_of, dated=dated, scan=scan)
    check_day(run, dated)
    kept = kept_scan(run, scan, title=_("Bút phê: %(step)s") % {"step": run.step.title})
    paper = {"in_name_of": in_name_of, "dated": dated, "scan": kept, "is_handwritten": True}
    return _settle(run, outcome or _usual(run), note, position, paper)


def _check_leader(run: Run, leader) -> None:
    """The bút phê is of a holder of the step, who is not too close; its secretary records it."""
    if not may_record_for(run.by, leader, on=run.on):
        raise PermissionDenied
    if leader.pk in closed_to(run.step, run.record):
        raise TooCloseError(
            _("%(who)s proposed this matter or takes part in it: somebody else decides.") % {"who": leader}
        )
    if not run.step.holders.filter(pk=leader.pk).exists():
        raise ValidationError(
            {
                "in_name_of": _("In the name of: found %(found)s, expected a holder of this step.")
                % {"found": leader}
            }
        )


@transaction.atomic
def record_signed(
    approval: Approval, *, by, at: dt.datetime, step_position: int, number: str, dated: dt.date | None,
    authority: str, scan, note: str = "",
) -> Approval:  # fmt: skip
    """The unit's officer records that its leader proposed on signed paper: number, day, signatory and scan."""
    run = begin(approval, by=by, at=at, step_position=step_position)
    if run.step.kind != StepKind.PROPOSE or run.step.way != Way.INSIDE:
        raise ValidationError(_("Only a proposal can be recorded from its signed paper."))
    if not can(by, Permission.RECORD_EDIT, run.approval.unit):
        raise PermissionDenied
    needed(number=number, dated=dated, authority=authority, scan=scan)
    check_day(run, dated)
    kept = kept_scan(run, scan, title=f"{run.step.title}: {number}", kind=Kind.SIGNED_COPY)
    run.write(ActKind.AGREED, note=note, number=number, dated=dated, authority=authority, scan=kept)
    return advance(run)


def _usual(run: Run) -> str:
    return ActKind.OPINION if run.step.kind == StepKind.CONSULT else ActKind.AGREED


def _settle(run: Run, outcome: str, note: str, position: int, paper: dict) -> Approval:
    """Move the run as the recorded outcome says."""
    if outcome not in allowed_outcomes(run.step):
        raise ValidationError(
            _("Outcome: found “%(found)s”, which this step cannot have.") % {"found": outcome}
        )
    if outcome in (ActKind.RETURNED, ActKind.REFUSED):
        needed(note=note)
    if outcome == ActKind.RETURNED:
        return send_back(run, None, position=position, reason=note, **paper)
    run.write(outcome, note=note, **paper)
    if outcome == ActKind.REFUSED:
        finish_step(run)
        return end(run, ApprovalState.REFUSED)
    return advance(run)


def allowed_outcomes(step) -> list[str]:
    """What may come of a step: an opinion where one is asked for, refusal where it is decided."""
    usual = ActKind.OPINION if step.kind == StepKind.CONSULT else ActKind.AGREED
    more = [ActKind.REFUSED] if step.kind == StepKind.APPROVE else []
    return [usual, ActKind.RETURNED, *more]

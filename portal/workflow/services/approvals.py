"""Submitting a record to its chain, and what is done at a step in the portal.

Every verb takes `step_position`, the step that the user's page showed: a page gone stale, a forged number or a
second click is refused with one WrongStateError. Verbs on what was decided elsewhere are in `recorded`, those
that change who acts in `assigning`; all are offered here.
"""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.access.scope import can
from portal.units.models import UnitType

from .. import matters
from ..engine import WrongStateError
from ..interest import closed_to, record_of
from ..models import ActKind, Approval, ApprovalState, ApprovalStep, Chain, StepKind, StepState, Way
from ..offices import holders_of, office_of
from .assigning import exempt, reassign
from .chains import chain_for
from .recorded import record_handwritten, record_outside, record_signed
from .running import (
    Run,
    advance,
    alternates_of,
    begin,
    check_day,
    end,
    finish_step,
    kept_scan,
    locked,
    make_current,
    needed,
    send_back,
    what_happened,
)  # fmt: skip

__all__ = [
    "agree", "exempt", "give_opinion", "reassign", "recall", "record_handwritten", "record_outside",
    "record_signed", "refuse", "return_to", "submit", "withdraw",
]  # fmt: skip


@transaction.atomic
def submit(
    record, *, matter: str, by, at: dt.datetime, level: str = "", planned: str = "", title: str | None = None
) -> Approval:
    """Freeze the chain that fits on the record, with its holders, and begin its first step.

    `by` may edit the unit's records or holds the first step (None: the portal itself, demonstration).
    Raises ValidationError where no chain fits, WrongStateError where the record is in approval already.
    """
    record = type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
    if Approval.objects.of(record).running().exists():
        raise WrongStateError(_("It is in approval already; open the page again."))
    on = timezone.localdate(at)
    chain = chain_for(matter, unit=record.unit, level=level, planned=planned, on=on)
    approval = Approval.objects.create(
        matter=matter, chain=chain, chain_title=chain.title, target_model=record._meta.label_lower,
        target_id=record.pk, target_title=(title or str(record))[:400], unit=record.unit, submitted_by=by,
        submitted_at=at,
    )  # fmt: skip
    first, *_rest = _freeze(approval, chain, record, on=on)
    run = Run(approval, first, record, by, at)
    _check_submitter(run)
    run.write(ActKind.SUBMITTED)
    make_current(run, first)
    return approval


def _check_submitter(run: Run) -> None:
    if run.by is None or can(run.by, Permission.RECORD_EDIT, run.approval.unit):
        return
    if not run.step.holders.filter(pk=run.by.pk).exists():
        raise PermissionDenied


def _freeze(approval: Approval, chain: Chain, record, *, on: dt.date) -> list[ApprovalStep]:
    """The chain's steps as they are today. The office's people take a step, its alternates where none is free."""
    steps = []
    for row in chain.steps.all():
        step = ApprovalStep.objects.create(
            approval=approval, position=row.position, kind=row.kind, title=row.title, way=row.way,
            office=office_of(row, approval.unit)[:250], working_days=row.working_days, source=row.source,
        )  # fmt: skip
        steps.append(step)
        if row.way == Way.OUTSIDE:
            continue
        closed = closed_to(step, record)
        own = [one for one in holders_of(row.whose, row.role, approval.unit, on=on) if one.pk not in closed]
        step.holders.set(own or alternates_of(step, approval, closed=closed, on=on))
    return steps


@transaction.atomic
def agree(
    approval: Approval, *, by, at: dt.datetime, step_position: int, note: str = "", number: str = "",
    dated: dt.date | None = None, authority: str = "", scan=None,
) -> Approval:  # fmt: skip
    """The step's holder (or deputy) agrees: proposes, finds the form in order, appraises or approves.

    A paper that carries it may be named: its number, date, signatory (`authority`) and scan.
    """
    run = begin(approval, by=by, at=at, step_position=step_position)
    actor = run.actor()
    if run.step.kind == StepKind.CONSULT:
        raise ValidationError(_("This step asks for an opinion: give it."))
    check_day(run, dated)
    kept = kept_scan(run, scan, title=run.step.title)
    paper = {"number": number, "dated": dated, "authority": authority, "scan": kept}
    run.write(ActKind.AGREED, actor, note=note, **paper)
    return advance(run)


@transaction.atomic
def give_opinion(approval: Approval, *, by, at: dt.datetime, step_position: int, note: str) -> Approval:
    """Who is consulted says what they think; the matter goes on with it, whatever it says."""
    run = begin(approval, by=by, at=at, step_position=step_position)
    actor = run.actor()
    if run.step.kind != StepKind.CONSULT:
        raise ValidationError(_("No opinion is asked for at this step."))
    needed(note=note)
    run.write(ActKind.OPINION, actor, note=note)
    return advance(run)


@transaction.atomic
def return_to(
    approval: Approval, *, by, at: dt.datetime, step_position: int, reason: str, position: int = 0
) -> Approval:
    """Back to an earlier step, which begins anew, or (0) to who submitted it, which ends this run."""
    run = begin(approval, by=by, at=at, step_position=step_position)
    actor = run.actor()
    needed(note=reason)
    return send_back(run, actor, position=position, reason=reason)


@transaction.atomic
def refuse(approval: Approval, *, by, at: dt.datetime, step_position: int, reason: str) -> Approval:
    """Who decides says no; the run ends."""
    run = begin(approval, by=by, at=at, step_position=step_position)
    actor = run.actor()
    if run.step.kind != StepKind.APPROVE:
        raise ValidationError(_("Only who approves may refuse; here it can be returned."))
    needed(note=reason)
    run.write(ActKind.REFUSED, actor, note=reason)
    finish_step(run)
    return end(run, ApprovalState.REFUSED)


@transaction.atomic
def withdraw(approval: Approval, *, by, at: dt.datetime, step_position: int, reason: str) -> Approval:
    """The unit takes it back while it runs."""
    run = begin(approval, by=by, at=at, step_position=step_position)
    if not may_withdraw(run.approval, by):
        raise PermissionDenied
    needed(note=reason)
    run.write(ActKind.WITHDRAWN, note=reason)
    run.step.state, run.step.since, run.step.due_on = StepState.WAITING, None, None
    run.step.save(update_fields=["state", "since", "due_on"])
    return end(run, ApprovalState.WITHDRAWN)


@transaction.atomic
def recall(approval: Approval, *, by, at: dt.datetime, reason: str, step_position: int = 0) -> Approval:
    """What was approved is taken back before its papers are issued; `Matter.recallable` says whether it may be."""
    approval = locked(approval)
    if approval.state != ApprovalState.APPROVED:
        raise WrongStateError(what_happened(approval))
    last = approval.steps.order_by("-position")[0]
    run = Run(approval, last, record_of(approval), by, at)
    if not may_withdraw(approval, by) and not run.step.holders.filter(pk=by.pk).exists():
        raise PermissionDenied
    if Approval.objects.of(run.record).filter(pk__gt=approval.pk).exists():
        raise WrongStateError(_("It was submitted again after this approval; open the page again."))
    matters.find(approval.matter).recallable(run.record)
    needed(note=reason)
    run.write(ActKind.RECALLED, note=reason)
    return end(run, ApprovalState.RECALLED)


def may_withdraw(approval: Approval, user) -> bool:
    """Who submitted it, and who enters the records of that very unit (the centre's people: of its departments).

    The Department, which may correct the records of every unit, does not take back what a unit has submitted.
    """
    if user.pk == approval.submitted_by_id:
        return True
    unit = approval.unit
    own = {unit.pk, unit.parent_id} if unit.unit_type == UnitType.DEPARTMENT else {unit.pk}
    held = RoleAssignment.objects.current().permitting(Permission.RECORD_EDIT)
    return user.is_active and held.filter(user=user, unit__in=own).exists()

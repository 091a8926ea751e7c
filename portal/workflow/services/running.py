"""What all acts share: the locked run, the page's step checked, the act written, the next step begun."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.deadlines.working import add_working_days
from portal.documents.models import Document, Kind
from portal.documents.services import stored
from portal.ui.formats import datetime_vi

from .. import matters, notices
from ..engine import WrongStateError
from ..interest import Actor, TooCloseError, actor_for, closed_to, free_holders, record_of, why_not
from ..models import Act, ActKind, Approval, ApprovalState, ApprovalStep, StepKind, StepState, Way
from ..offices import caption_of, holders_of

VERBS = {
    ActKind.SUBMITTED: Verb.SUBMITTED,
    ActKind.AGREED: Verb.AGREED,
    ActKind.OPINION: Verb.CHECKED,
    ActKind.RETURNED: Verb.RETURNED,
    ActKind.REFUSED: Verb.REFUSED,
    ActKind.WITHDRAWN: Verb.WITHDRAWN,
    ActKind.RECALLED: Verb.RECALLED,
    ActKind.REASSIGNED: Verb.REASSIGNED,
    ActKind.EXEMPTED: Verb.EXEMPTED,
}


@dataclass
class Run:
    """One act under way: the locked approval, its current step, its record, who acts and when."""

    approval: Approval
    step: ApprovalStep
    record: Any
    by: Any
    at: dt.datetime

    @property
    def on(self) -> dt.date:
        return timezone.localdate(self.at)

    def actor(self) -> Actor:
        """As whom `by` acts; TooCloseError for who is too close, PermissionDenied for who has no part in it."""
        found = actor_for(self.step, self.by, on=self.on, record=self.record)
        if found is not None:
            return found
        if sentence := why_not(self.step, self.by, self.record):
            raise TooCloseError(sentence)
        raise PermissionDenied

    def write(self, kind: str, actor: Actor | None = None, **fields) -> Act:
        """The act and its line in the trail; the deputy's giver and authority are named in both."""
        if actor is not None and actor.giver is not None:
            fields |= {"in_name_of": actor.giver, "deputisation": actor.deputisation}
        act = Act.objects.create(
            approval=self.approval, step=self.step, kind=kind, by=self.by,
            by_office=caption_of(self.by, on=self.on)[:250], at=self.at, **fields,
        )  # fmt: skip
        details = {"approval": self.approval.pk, "act": kind, "step": self.step.position if self.step else 0}
        if act.in_name_of_id:
            details["in_name_of"] = act.in_name_of_id
        write_trail(VERBS[ActKind(kind)], self.record, by=self.by, at=self.at, details=details)
        return act


def locked(approval: Approval) -> Approval:
    """The approval, its row held until the transaction ends: of two at once the second reads what the first did."""
    return Approval.objects.select_for_update(of=("self",)).select_related("unit").get(pk=approval.pk)


def begin(approval: Approval, *, by, at: dt.datetime, step_position: int) -> Run:
    """The run at the step that the page showed; WrongStateError in one sentence where it has moved on."""
    approval = locked(approval)
    step = approval.steps.filter(state=StepState.CURRENT).first()
    if approval.state != ApprovalState.RUNNING or step is None:
        raise WrongStateError(what_happened(approval))
    if not approval.steps.filter(position=step_position).exists():
        raise WrongStateError(
            _("Step: found %(found)s, expected one of the steps of this approval; open the page again.")
            % {"found": step_position}
        )
    if step.position != step_position:
        raise WrongStateError(what_happened(approval))
    return Run(approval, step, record_of(approval), by, at)


def what_happened(approval: Approval) -> str:
    """“Approved at 10:32 22/11/2026 (President): this page was no longer current.”"""
    last = approval.acts.exclude(kind=ActKind.SUBMITTED).order_by("-at", "-pk").first()
    if last is None:
        return _("This approval has not moved since it was submitted; open the page again.")
    said = {"when": datetime_vi(last.at), "who": last.by_office or str(last.by or _("the portal"))}
    if approval.state == ApprovalState.APPROVED:
        return _("Approved at %(when)s (%(who)s): the page that you had open was out of date.") % said
    return _("Since then (%(when)s, %(who)s): %(act)s. The page that you had open was out of date.") % {
        **said,
        "act": str(last.get_kind_display()),
    }


def make_current(run: Run, step: ApprovalStep) -> None:
    """The step begins: its time runs, and it goes to the alternate office where its own is too close."""
    run.step = step
    step.state, step.since, step.done_at = StepState.CURRENT, run.at, None
    step.due_on = add_working_days(run.on, step.working_days) if step.working_days is not None else None
    step.save()
    if step.way == Way.INSIDE and not free_holders(step, on=run.on, record=run.record):
        _hand_to_alternate(run)
    notices.tell_step(run.approval, step, by=run.by, on=run.on)


def _hand_to_alternate(run: Run) -> None:
    """A step of which every holder is too close, or gone, goes to the office named for that; this is an act."""
    alternates = alternates_of(run.step, run.approval, closed=closed_to(run.step, run.record), on=run.on)
    if not alternates:
        return  # nobody: the health page lists it
    run.step.holders.set(alternates)
    by, run.by = run.by, None
    run.write(ActKind.REASSIGNED, note=_("Its own office takes part in the matter, or nobody holds it."))
    run.by = by


def alternates_of(step: ApprovalStep, approval: Approval, *, closed: set[int], on: dt.date) -> list:
    """Who takes the step where its own office cannot; the chain's row says which office that is."""
    row = approval.chain.steps.filter(position=step.position).first()
    if row is None or not row.other_role:
        return []
    found = holders_of(row.other_whose or row.whose, row.other_role, approval.unit, on=on)
    return [one for one in found if one.pk not in closed]


def advance(run: Run) -> Approval:
    """The current step is done: the next one begins, or the whole is approved."""
    if run.step.kind == StepKind.APPROVE:
        matters.find(run.approval.matter).decidable(run.record)
    finish_step(run)
    following = run.approval.steps.filter(position__gt=run.step.position).first()
    if following is None:
        return end(run, ApprovalState.APPROVED)
    make_current(run, following)
    return run.approval


def finish_step(run: Run) -> None:
    run.step.state, run.step.done_at = StepState.DONE, run.at
    run.step.save(update_fields=["state", "done_at"])


def end(run: Run, state: str) -> Approval:
    """The run ends; the matter's app is told within the same transaction."""
    run.approval.state, run.approval.ended_at = state, run.at
    run.approval.save(update_fields=["state", "ended_at"])
    matters.find(run.approval.matter).ended(run.record, run.approval, by=run.by, at=run.at)
    notices.tell_ended(run.approval, by=run.by)
    return run.approval


def send_back(run: Run, actor, *, position: int, reason: str, **fields) -> Approval:
    """The act of returning, however it was done."""
    target = run.approval.steps.filter(position=position, position__lt=run.step.position).first()
    if position and target is None:
        raise WrongStateError(
            _("Return to step: found %(found)s, expected an earlier step of this approval.")
            % {"found": position}
        )
    run.write(ActKind.RETURNED, actor, note=reason, returned_to=position, **fields)
    if target is None:
        finish_step(run)
        return end(run, ApprovalState.RETURNED)
    later = run.approval.steps.filter(position__gt=position)
    later.update(state=StepState.WAITING, since=None, due_on=None, done_at=None)
    make_current(run, target)
    return run.approval


def needed(**given) -> None:
    """ValidationError that names each of the given values that is missing, by its label."""
    labels = {
        "note": _("Reason"), "number": _("Number"), "dated": _("Date"), "authority": _("Deciding authority"),
        "scan": _("Scan"), "in_name_of": _("In the name of"), "holders": _("Holders"),
    }  # fmt: skip
    sentence = _("%(label)s: found nothing, expected a value.")
    missing = {
        name: ValidationError(sentence % {"label": labels[name]})
        for name, value in given.items()
        if not value
    }
    if missing:
        raise ValidationError(missing)


def check_day(run: Run, dated: dt.date | None) -> None:
    """A paper of tomorrow decides nothing today."""
    if dated is not None and dated > run.on:
        sentence = _("Date: found %(found)s, expected %(expected)s or earlier.")
        values = {"found": f"{dated:%d/%m/%Y}", "expected": f"{run.on:%d/%m/%Y}"}
        raise ValidationError({"dated": sentence % values})


def kept_scan(run: Run, scan, *, title: str, kind: str = Kind.DECISION) -> Document | None:
    """The document that holds the scan: one that hangs there already, or a file given now, kept unchanged."""
    if scan is None or isinstance(scan, Document):
        return scan
    version = stored(
        scan.read(), scan.name, target=run.record, by=run.by, title=title[:300], kind=kind, frozen=True
    )
    return version.document

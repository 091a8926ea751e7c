"""Where an approval stands, what this person may do in it now, and what waits for them."""

import datetime as dt
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.access.scope import can, seeds
from portal.accounts.models import User
from portal.units.models import UnitType

from . import matters
from .interest import actor_for, closed_to, open_holders, open_to, record_of
from .models import (
    Act,
    ActKind,
    Approval,
    ApprovalState,
    ApprovalStep,
    Deputisation,
    StepKind,
    StepState,
    Way,
)
from .notices import chase_text
from .services.approvals import may_withdraw
from .services.assigning import may_be_exempted, may_reassign
from .services.recorded import may_record_for, may_record_outside
from .services.running import Run, what_happened

TONES = {"running": "wait", "approved": "ok", "returned": "bad", "refused": "bad", "withdrawn": "neutral",
         "recalled": "neutral"}  # fmt: skip
DEPARTMENT = UnitType.DEPARTMENT
AGREEING = {
    StepKind.PROPOSE: _("Propose"),
    StepKind.CHECK_FORM: _("The form is in order"),
    StepKind.APPRAISE: _("Appraised: agree"),
    StepKind.APPROVE: _("Approve"),
}


@dataclass(frozen=True)
class Offered:
    """One act that the user may do now; `kind` is the look of its button."""

    name: str
    label: str | Promise
    icon: str
    kind: str = "outline-primary"


@dataclass(frozen=True)
class StepStanding:
    """One step as the band shows it."""

    step: ApprovalStep
    holders: list[str]
    acts: list[Act]
    is_current: bool
    is_overdue: bool
    chase: str = ""  # what is copied for Zalo to whom the step waits for

    @property
    def is_done(self) -> bool:
        return self.step.state == StepState.DONE

    @property
    def tone(self) -> str:
        if self.is_current:
            return "bad" if self.is_overdue else "wait"
        return "ok" if self.is_done else "neutral"


@dataclass(frozen=True)
class Standing:
    """The newest approval of a record: where it is, who is awaited, since when, until when, and what was done."""

    approval: Approval
    steps: list[StepStanding]
    acts: list[Act] = field(default_factory=list)

    @property
    def current(self) -> StepStanding | None:
        return next((row for row in self.steps if row.is_current), None)

    @property
    def tone(self) -> str:
        return TONES[self.approval.state]

    @property
    def is_running(self) -> bool:
        return self.approval.state == ApprovalState.RUNNING

    @property
    def last(self) -> Act | None:
        return self.acts[-1] if self.acts else None


def newest(record) -> Approval | None:
    """The approval that counts for a record: the newest."""
    return Approval.objects.of(record).select_related("unit", "submitted_by").first()


def standing(record, *, on: dt.date | None = None) -> Standing | None:
    """For the band on top of a dossier; None where it was never submitted. Five queries, however many steps.

    Of the step that is awaited only those are named to whom it is open.
    """
    approval = newest(record)
    if approval is None:
        return None
    on = on or timezone.localdate()
    acts = list(approval.acts.select_related("by", "in_name_of", "deputisation", "scan", "step"))
    steps = approval.steps.prefetch_related(Prefetch("holders", User.objects.active()))
    awaited = open_holders(approvalstep__approval=approval, approvalstep__state=StepState.CURRENT)
    free = set(awaited.values_list("user_id", flat=True))
    return Standing(approval, [_row(approval, step, acts, on, free) for step in steps], acts)


def _row(
    approval: Approval, step: ApprovalStep, acts: list[Act], on: dt.date, free: set[int]
) -> StepStanding:
    is_current = approval.state == ApprovalState.RUNNING and step.state == StepState.CURRENT
    holders = [str(one) for one in step.holders.all() if not is_current or one.pk in free]
    return StepStanding(
        step=step,
        holders=holders,
        acts=[act for act in acts if act.step_id == step.pk and act.kind != ActKind.SUBMITTED],
        is_current=is_current,
        is_overdue=is_current and step.is_overdue(on=on),
        chase=chase_text(approval, step, ", ".join(holders)) if is_current and holders else "",
    )


def current_step(approval: Approval) -> ApprovalStep | None:
    """The step that is awaited; None once the run has ended."""
    if approval.state != ApprovalState.RUNNING:
        return None
    return approval.steps.filter(state=StepState.CURRENT).select_related("approval__unit").first()


def may_act(approval: Approval, user, on: dt.date) -> list[Offered]:
    """Acts offered to this user now, the chief one first. The verbs ask again, on the locked row."""
    step = current_step(approval)
    if step is None:
        return _after(approval, user)
    record = record_of(approval)
    run = Run(approval, step, record, user, timezone.now())
    found: list[Offered] = []
    if step.way == Way.OUTSIDE:
        if may_record_outside(approval, user):
            found.append(Offered("outside", _("Record the decision from outside"), "file-check", "primary"))
    else:
        found += _inside(run, on)
    if may_withdraw(approval, user):
        found.append(Offered("withdraw", _("Withdraw"), "undo-2"))
    return found


def _inside(run: Run, on: dt.date) -> list[Offered]:
    step, user = run.step, run.by
    found = acts_of_holder(step) if actor_for(step, user, on=on, record=run.record) else []
    if leaders_recorded_by(user, step, on=on, record=run.record):
        kind = "outline-primary" if found else "primary"
        found.append(Offered("handwritten", _("Record a bút phê"), "pen-line", kind))
    if step.kind == StepKind.PROPOSE and can(user, Permission.RECORD_EDIT, run.approval.unit):
        found.append(Offered("signed", _("Record the signed paper"), "file-check", "outline-primary"))
    if may_reassign(run, user):
        found.append(Offered("reassign", _("Give the step to others"), "users"))
    if seeds(user, Permission.EXEMPT) and user.pk not in closed_to(step, run.record) and may_be_exempted(run):
        found.append(Offered("exempt", _("Allow an exception"), "unlock"))
    return found


def acts_of_holder(step: ApprovalStep) -> list[Offered]:
    """What whoever takes the step may do, the chief act first."""
    if step.kind == StepKind.CONSULT:
        found = [Offered("opinion", _("Give an opinion"), "message-square-text", "primary")]
    else:
        found = [Offered("agree", AGREEING[StepKind(step.kind)], "check", "primary")]
    found.append(Offered("return", _("Return"), "corner-up-left", "outline-danger"))
    if step.kind == StepKind.APPROVE:
        found.append(Offered("refuse", _("Refuse"), "x", "outline-danger"))
    return found


def _after(approval: Approval, user) -> list[Offered]:
    """An approved record may be recalled by its unit, or by who approved it, as long as it is the newest run."""
    if approval.state != ApprovalState.APPROVED:
        return []
    later = Approval.objects.filter(
        target_model=approval.target_model, target_id=approval.target_id, pk__gt=approval.pk
    )
    last = approval.steps.last()
    may = may_withdraw(approval, user) or (last is not None and last.holders.filter(pk=user.pk).exists())
    if not may or later.exists() or not _is_recallable(approval):
        return []
    return [Offered("recall", _("Recall"), "undo-2")]


def _is_recallable(approval: Approval) -> bool:
    """Whether its app still lets it be recalled: not once its papers are issued."""
    try:
        matters.find(approval.matter).recallable(record_of(approval))
    except ValidationError:
        return False
    return True


def leaders_recorded_by(user, step: ApprovalStep, *, on: dt.date, record=None) -> list[User]:
    """Holders of the step whose bút phê this user may record."""
    if not seeds(user, Permission.DECISION_RECORD):
        return []
    closed = closed_to(step, record)
    return [one for one in step.holders.all() if one.pk not in closed and may_record_for(user, one, on=on)]


def waiting_for(user, on: dt.date):
    """Current steps that this user has to take, as their holder or as a deputy; not those they are too close to.

    One query: the sidebar asks it on every page.
    """
    if not user.is_authenticated or not user.is_active:
        return ApprovalStep.objects.none()
    of_step = open_holders(approvalstep=OuterRef("pk"))
    lent = Deputisation.objects.in_force(on).filter(deputy=user)
    any_matter, this_matter = (
        lent.filter(matter=""),
        lent.filter(matter=OuterRef(OuterRef("approval__matter"))),
    )
    mine = of_step.filter(
        Q(user=user) | Q(user__in=any_matter.values("giver")) | Q(user__in=this_matter.values("giver"))
    )
    in_office = RoleAssignment.objects.current(on=on).filter(user=user)
    found = open_to(ApprovalStep.objects.current().filter(Exists(mine), Exists(in_office)), user.pk)
    return found.select_related("approval__unit").order_by("due_on", "since", "pk")


def to_record(user, on: dt.date):
    """Current steps decided elsewhere that this user is expected to record: outside decisions of their own unit
    (an office of the Confederation looks after its departments, too), and, for a secretary, steps held by a leader
    of the unit. One query."""
    edits, records = seeds(user, Permission.RECORD_EDIT), seeds(user, Permission.DECISION_RECORD)
    unit = Q(approval__unit__in=edits) | Q(
        approval__unit__parent__in=edits, approval__unit__unit_type=DEPARTMENT
    )
    leaders = RoleAssignment.objects.current(on=on).filter(unit__in=records).exclude(user=user)
    held = open_holders(approvalstep=OuterRef("pk"), user__in=leaders.values("user_id"))
    wanted = Q(way=Way.OUTSIDE) & unit | Q(way=Way.INSIDE) & Exists(held)
    if not edits and not records:
        return ApprovalStep.objects.none()
    found = ApprovalStep.objects.current().filter(wanted)
    return found.select_related("approval__unit").order_by("due_on", "since", "pk")


def happened_since(approval: Approval, step_position: int) -> str:
    """The sentence for who follows an old link: "" while that step is still awaited."""
    step = current_step(approval)
    return "" if step is not None and step.position == step_position else what_happened(approval)

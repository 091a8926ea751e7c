"""The way of an annual plan: submitted as a set to its chain, approved, returned; or its approval is recorded."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile, File
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.audit.models import Verb
from portal.documents.models import Kind
from portal.documents.services import stored
from portal.workflow import matters
from portal.workflow.engine import Step, Workflow, WrongStateError
from portal.workflow.models import ActKind, Approval, ApprovalState, Way
from portal.workflow.services import approvals

from ..models import AnnualPlan, PlanItem, PlanState

MATTER = "plan"
NAMED = 3  # of the lines that lack something
PAPER = (("dated", _("Date")), ("authority", _("Deciding authority")), ("scan", _("Scan")))


def _lines(plan: AnnualPlan):
    return PlanItem.objects.live().filter(plan=plan)


def has_its_lines(plan: AnnualPlan, given: dict) -> None:
    """Every line names its time; a plan without lines says in its notes that nothing is planned."""
    lines = list(_lines(plan).values_list("title", "placed_from"))
    if not lines and not plan.notes.strip():
        raise ValidationError(
            _now("The plan has no line: enter one, or write in its notes that nothing is planned this year.")
        )
    undated = [title for title, placed in lines if placed is None]
    if undated:
        raise ValidationError(
            _now("Time: found nothing in %(count)s lines (%(titles)s), expected at least the month of each.")
            % {"count": len(undated), "titles": "; ".join(undated[:NAMED])}
        )


def is_of_today_or_before(plan: AnnualPlan, given: dict) -> None:
    """A paper of tomorrow approves nothing today."""
    today = timezone.localdate(given["at"])
    if given["dated"] > today:
        values = {"found": f"{given['dated']:%d/%m/%Y}", "expected": f"{today:%d/%m/%Y}"}
        sentence = _now("Date: found %(found)s, expected %(expected)s or earlier.") % values
        raise ValidationError({"dated": sentence})


def _stamp(plan: AnnualPlan, *, by, at: dt.datetime, **given) -> None:
    plan.submitted_at = at


def _enter_chain(plan: AnnualPlan, *, by, at: dt.datetime, **given) -> None:
    approvals.submit(plan, matter=MATTER, by=by, at=at)


def _approved(
    plan: AnnualPlan, *, by, at: dt.datetime, dated: dt.date, authority: str, number: str = "", **given
) -> None:
    plan.approval_number, plan.approved_on, plan.approval_authority = number[:60], dated, authority[:200]


def _keep_scan(plan: AnnualPlan, *, by, at: dt.datetime, scan: File, **given) -> None:
    stored(scan.read(), scan.name or "", target=plan, by=by, title=str(plan)[:300], kind=Kind.DECISION)


def _not_approved(plan: AnnualPlan, *, by, at: dt.datetime, **given) -> None:
    plan.approval_number, plan.approved_on, plan.approval_authority = "", None, ""


# The chain's end moves a plan as the portal's own act: who decided stands in the acts of the approval.
PLAN = Workflow(
    AnnualPlan,
    field="state",
    start=PlanState.DRAFT,
    final=frozenset({PlanState.APPROVED}),
    steps=(
        Step(
            "submit", _("Submit for appraisal"), (PlanState.DRAFT, PlanState.RETURNED), PlanState.IN_APPROVAL,
            Permission.RECORD_EDIT, Verb.SUBMITTED, guards=(has_its_lines,), effects=(_stamp,),
            afterwards=(_enter_chain,), icon="send",
        ),
        Step(
            "record", _("Record the approval on paper"), (PlanState.DRAFT, PlanState.RETURNED), PlanState.APPROVED,
            Permission.REPORT_REVIEW, Verb.DECIDED, needs=PAPER, guards=(has_its_lines, is_of_today_or_before),
            effects=(_approved,), afterwards=(_keep_scan,), icon="stamp",
        ),
        Step(
            "approve", _("Approve"), (PlanState.IN_APPROVAL,), PlanState.APPROVED, Permission.DECIDE, Verb.DECIDED,
            effects=(_approved,),
        ),
        Step(
            "return", _("Return"), (PlanState.IN_APPROVAL,), PlanState.RETURNED, Permission.REPORT_REVIEW,
            Verb.RETURNED,
        ),
        Step(
            "withdraw", _("Withdraw"), (PlanState.IN_APPROVAL,), PlanState.DRAFT, Permission.RECORD_EDIT,
            Verb.WITHDRAWN,
        ),
        Step(
            "recall", _("Recall"), (PlanState.APPROVED,), PlanState.DRAFT, Permission.RECORD_EDIT, Verb.RECALLED,
            effects=(_not_approved,),
        ),
    ),
)  # fmt: skip

ENDS: dict[str, str] = {
    ApprovalState.RETURNED: "return",
    ApprovalState.REFUSED: "return",
    ApprovalState.WITHDRAWN: "withdraw",
    ApprovalState.RECALLED: "recall",
}


def _ended(plan: AnnualPlan, approval: Approval, *, by, at: dt.datetime) -> None:
    """What the end of the chain means for the plan; the last decision's paper is the plan's own."""
    if approval.state != ApprovalState.APPROVED:
        PLAN.move(plan, ENDS[approval.state], by=None, at=at)
        return
    act = approval.acts.filter(kind=ActKind.AGREED).select_related("step").order_by("at", "pk").last()
    PLAN.move(
        plan, "approve", by=None, at=at, number=act.number if act else "",
        dated=(act.dated if act else None) or timezone.localdate(at),
        authority=(act.authority or act.step.office if act else "") or approval.chain_title,
    )  # fmt: skip


def _briefs(plans: list[AnnualPlan]) -> dict[int, list[tuple]]:
    rows = AnnualPlan.objects.filter(pk__in=[plan.pk for plan in plans]).for_list()
    return {plan.pk: [(_("Lines"), plan.lines), (_("Estimate (đồng)"), plan.estimate)] for plan in rows}


def _untouched(plan: AnnualPlan) -> None:
    """A plan whose lines were adjusted or are carried out already is in use: it is adjusted, not recalled."""
    lines = _lines(plan)
    if lines.exclude(delegation_records=None).exists() or lines.exclude(event_records=None).exists():
        raise ValidationError(_now("Lines of this plan have dossiers already: adjust the lines instead."))
    if lines.exclude(changes=None).exists():
        raise ValidationError(_now("This plan was adjusted already: adjust the lines instead."))


matters.matter(
    MATTER, _("Annual plan"), "delegations.annualplan", ended=_ended, briefs=_briefs, recallable=_untouched
)


def submit_plan(plan: AnnualPlan, *, by, at: dt.datetime) -> AnnualPlan:
    """Submit the plan as a set to the chain of its unit. Raises as `Workflow.move` and `approvals.submit` do."""
    return PLAN.move(plan, "submit", by=by, at=at)


def record_approval(plan: AnnualPlan, *, by, at: dt.datetime, dated, authority: str, scan, number: str = ""):
    """An approval that was given on paper, without the chain: number, date, authority and its scan."""
    return PLAN.move(plan, "record", by=by, at=at, number=number, dated=dated, authority=authority, scan=scan)


# -- several plans by one decision --


@dataclass
class SetOutcome:
    """What one decision did to each plan: those approved, those that went one step on, sentences of the rest."""

    approved: list[AnnualPlan] = field(default_factory=list)
    moved: list[AnnualPlan] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def approve_set(
    plans: Iterable[AnnualPlan],
    *,
    by,
    at: dt.datetime,
    dated: dt.date,
    authority: str,
    scan: File,
    number: str = "",
) -> SetOutcome:
    """One paper approves the plans of several units (domain.md R16: by the end of December).

    A plan at a step outside the portal gets the decision recorded there; one at the reader's own step is agreed
    with this paper; one that was never submitted is recorded as approved on paper. What is refused says why, the
    others go through.
    """
    outcome, content = SetOutcome(), scan.read()
    paper = {"number": number, "dated": dated, "authority": authority}
    for plan in plans:
        try:
            moved = _decide(plan, by=by, at=at, scan=ContentFile(content, name=scan.name), **paper)
        except PermissionDenied:
            outcome.refused.append(_now("%(plan)s: this is not yours to decide.") % {"plan": plan})
        except ValidationError as refused:
            outcome.refused.append(f"{plan}: {' '.join(refused.messages)}")
        else:
            (outcome.approved if moved.is_approved else outcome.moved).append(moved)
    return outcome


def _decide(plan: AnnualPlan, *, by, at, **paper) -> AnnualPlan:
    if plan.is_open:
        return record_approval(plan, by=by, at=at, **paper)
    approval = Approval.objects.of(plan).running().first()
    step = approval.steps.filter(state="current").first() if approval else None
    if step is None:
        raise WrongStateError(_now("It is not in approval; open the page again."))
    verb = approvals.record_outside if step.way == Way.OUTSIDE else approvals.agree
    verb(approval, by=by, at=at, step_position=step.position, **paper)
    return AnnualPlan.objects.select_related("unit").get(pk=plan.pk)

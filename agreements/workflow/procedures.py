"""The way of a procedure: submitted to its chain, approved, signed, reported. Buttons and checks come from the table."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.audit.models import Verb
from portal.workflow.engine import Step, Workflow
from portal.workflow.matters import matter
from portal.workflow.models import ActKind, Approval, ApprovalState, StepKind
from portal.workflow.services.approvals import submit

from ..figures.procedure_briefs import briefs
from ..models import Procedure, ProcedureState, SigningLevel
from ..services import concluding as carries
from ..services import procedures as does

DRAFT, IN_APPROVAL, RETURNED = ProcedureState.DRAFT, ProcedureState.IN_APPROVAL, ProcedureState.RETURNED
APPROVED, REFUSED = ProcedureState.APPROVED, ProcedureState.REFUSED
CONCLUDED, REPORTED, CANCELLED = ProcedureState.CONCLUDED, ProcedureState.REPORTED, ProcedureState.CANCELLED
EDIT, SEE = Permission.RECORD_EDIT, Permission.RECORD_VIEW
WHY = (("why", _("reason")),)
CHANGED = (does.mark_changed,)

#: Steps that the approval itself takes when its run ends: who acted was asked there, step by step.
BY_THE_APPROVAL = ("approved", "returned", "refused", "withdrawn", "recalled")

PROCEDURE = Workflow(
    Procedure,
    field="state",
    start=DRAFT,
    final=frozenset({REPORTED, CANCELLED}),
    steps=(
        Step(
            "submit", _("Submit for approval"), (DRAFT, RETURNED), IN_APPROVAL, EDIT, Verb.SUBMITTED,
            guards=(does.check_live, does.check_parts_to_submit), effects=CHANGED, icon="send",
        ),
        Step("approved", _("Approved"), (IN_APPROVAL,), APPROVED, SEE, Verb.DECIDED, effects=CHANGED),
        Step("returned", _("Returned"), (IN_APPROVAL,), RETURNED, SEE, Verb.DECIDED, effects=CHANGED),
        Step("refused", _("Refused"), (IN_APPROVAL,), REFUSED, SEE, Verb.DECIDED, effects=CHANGED),
        Step("withdrawn", _("Withdrawn"), (IN_APPROVAL,), DRAFT, EDIT, Verb.DECIDED, effects=CHANGED),
        Step(
            "recalled", _("Recalled"), (APPROVED,), DRAFT, EDIT, Verb.DECIDED,
            effects=(does.forget_approval, does.mark_changed),
        ),
        Step(
            "sign", _("Record the signing"), (APPROVED,), CONCLUDED, EDIT, Verb.ISSUED,
            needs=(("concluded_on", _("signed on")),),
            guards=(does.check_live, does.check_signing, does.check_parts_to_sign),
            effects=(does.note_signing, does.mark_changed), afterwards=(carries.carry_out,), icon="pen-line",
        ),
        Step(
            "report", _("Record the report"), (CONCLUDED,), REPORTED, EDIT, Verb.CLOSED,
            needs=(("reported_on", _("reported on")), ("copy_sent_to", _("copy sent to"))),
            guards=(does.check_live, does.check_report, does.check_parts_to_report),
            effects=(does.note_report, does.mark_changed), afterwards=(carries.carry_report,), icon="file-check",
        ),
        Step(
            "cancel", _("Give it up"), (DRAFT, RETURNED, APPROVED, REFUSED), CANCELLED, EDIT, Verb.CANCELLED,
            needs=WHY, guards=(does.check_live,), effects=CHANGED, icon="x", kind="outline-danger",
        ),
        Step(
            "reopen", _("Take it up again"), (REFUSED, CANCELLED), DRAFT, EDIT, Verb.REOPENED, needs=WHY,
            guards=(does.check_live, does.check_no_other), effects=(does.forget_approval, does.mark_changed),
            icon="rotate-ccw", kind="outline-primary",
        ),
        Step(
            "correct", _("Correct the report"), (REPORTED,), CONCLUDED, EDIT, Verb.REOPENED, needs=WHY,
            guards=(does.check_live, does.check_no_other), effects=(does.forget_report, does.mark_changed),
            icon="rotate-ccw", kind="outline-primary",
        ),
    ),
)  # fmt: skip

#: How the end of a run is called in the table.
ENDS: dict[str, str] = {
    ApprovalState.APPROVED: "approved",
    ApprovalState.RETURNED: "returned",
    ApprovalState.REFUSED: "refused",
    ApprovalState.WITHDRAWN: "withdrawn",
    ApprovalState.RECALLED: "recalled",
}


def offered_steps(procedure: Procedure, user) -> list[Step]:
    """The buttons of a procedure; what the approval does by itself is none."""
    if procedure.is_archived:
        return []
    return [step for step in PROCEDURE.offered(procedure, user) if step.name not in BY_THE_APPROVAL]


def interested(procedure: Procedure) -> set[int]:
    """The account that entered it neither appraises nor decides."""
    return {procedure.created_by_id} if procedure.created_by_id is not None else set()


def involving(account, record) -> tuple:
    """`interested` as the database asks it."""
    return (Procedure.objects.filter(pk=record, created_by=account),)


def ended(procedure: Procedure, approval: Approval, *, by, at: dt.datetime) -> None:
    """The procedure follows the end of its run; what was approved carries number, day and authority."""
    if approval.state == ApprovalState.APPROVED:
        _approved(procedure, approval)
    PROCEDURE.move(procedure, ENDS[approval.state], by=None, at=at)


def _approved(procedure: Procedure, approval: Approval) -> None:
    """As the paper of the act that approved it says, else the office and the day."""
    rows = approval.acts.filter(kind=ActKind.AGREED, step__kind=StepKind.APPROVE)
    act = rows.select_related("step").order_by("-at", "-pk").first()
    if act is None or act.step is None:
        return
    procedure.approval_number = act.number
    procedure.approved_on = act.dated or timezone.localdate(act.at)
    procedure.approval_authority = (act.authority or act.step.office)[:200]
    procedure.save(update_fields=["approval_number", "approved_on", "approval_authority"])


def recallable(procedure: Procedure) -> None:
    """While it stands approved and nothing was signed."""
    if procedure.state != APPROVED:
        raise ValidationError(
            _now("Procedure: found “%(found)s”, expected “%(expected)s”: there is nothing to recall.")
            % {"found": procedure.get_state_display(), "expected": APPROVED.label}
        )


AGREEMENT_MATTER = matter(
    "agreement", _("International agreement"), "agreements.procedure", levels=tuple(SigningLevel.choices),
    interested=interested, involving=involving, ended=ended, briefs=briefs, recallable=recallable,
    decidable=does.check_parts_to_decide,
)  # fmt: skip


@transaction.atomic
def submit_procedure(procedure: Procedure, *, by, at: dt.datetime) -> Approval:
    """Check what the decision needs, then freeze the chain on the procedure. Raises what either refuses."""
    moved = PROCEDURE.move(procedure, "submit", by=by, at=at)
    level = moved.agreement.level
    return submit(moved, matter=AGREEMENT_MATTER.code, by=by, at=at, level=level)

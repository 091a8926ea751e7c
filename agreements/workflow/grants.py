"""The way of a grant: proposed, appraised and approved by its chain or on paper, carried out, completed or revoked."""

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

from ..models import Direction, Resource, ResourceStage
from ..services import grants as does

PROPOSED, IN_APPROVAL, RETURNED = ResourceStage.PROPOSED, ResourceStage.IN_APPROVAL, ResourceStage.RETURNED
APPROVED, RUNNING, COMPLETED = ResourceStage.APPROVED, ResourceStage.RUNNING, ResourceStage.COMPLETED
REFUSED, REVOKED = ResourceStage.REFUSED, ResourceStage.REVOKED
EDIT = Permission.RECORD_EDIT
PAPER = (("dated", _("Date")), ("authority", _("Deciding authority")))
WHY = (("why", _("reason")),)
CHANGED = (does.mark_changed,)
AFTER_APPROVAL = (does.begin_reporting, does.tell_partners)
#: Steps that the approval itself takes when its run ends: who acted was asked there, step by step.
BY_THE_APPROVAL = ("approved", "returned", "refused", "withdrawn", "recalled")

GRANT = Workflow(
    Resource,
    field="stage",
    start=PROPOSED,
    final=frozenset({COMPLETED, REVOKED}),
    steps=(
        Step(
            "submit", _("Submit for approval"), (PROPOSED, RETURNED), IN_APPROVAL, EDIT, Verb.SUBMITTED,
            guards=(does.check_live, does.check_whole, does.check_parts_to_submit), effects=(does.note_submission, *CHANGED), icon="send",
        ),
        Step(
            "record", _("Record the approval on paper"), (PROPOSED, RETURNED), APPROVED, EDIT, Verb.DECIDED,
            needs=PAPER, guards=(does.check_live, does.check_paper_day), effects=(does.note_approval, *CHANGED),
            afterwards=(does.keep_scan, *AFTER_APPROVAL), icon="stamp", kind="outline-primary",
        ),
        Step(
            "approved", _("Approved"), (IN_APPROVAL,), APPROVED, Permission.RECORD_VIEW, Verb.DECIDED,
            effects=(does.note_approval, *CHANGED), afterwards=AFTER_APPROVAL,
        ),
        Step(
            "returned", _("Returned"), (IN_APPROVAL,), RETURNED, Permission.RECORD_VIEW, Verb.DECIDED,
            effects=CHANGED,
        ),
        Step(
            "refused", _("Refused"), (IN_APPROVAL,), REFUSED, Permission.RECORD_VIEW, Verb.DECIDED, effects=CHANGED
        ),
        Step(
            "withdrawn", _("Withdrawn"), (IN_APPROVAL,), PROPOSED, EDIT, Verb.DECIDED, effects=CHANGED
        ),
        Step(
            "recalled", _("Recalled"), (APPROVED,), PROPOSED, EDIT, Verb.DECIDED,
            effects=(does.forget_approval, *CHANGED), afterwards=(does.drop_reports,),
        ),
        Step(
            "begin", _("It has begun"), (APPROVED,), RUNNING, EDIT, Verb.UPDATED,
            needs=(("begun_on", _("begun on")),), guards=(does.check_live, does.check_beginning, does.check_parts_to_begin),
            effects=(does.note_beginning, *CHANGED), icon="arrow-right",
        ),
        Step(
            "complete", _("It is completed"), (APPROVED, RUNNING), COMPLETED, EDIT, Verb.CLOSED,
            needs=(("completed_on", _("completed on")),), guards=(does.check_live, does.check_completion, does.check_parts_to_complete),
            effects=(does.note_completion, *CHANGED), afterwards=(does.begin_reporting, does.end_reporting),
            icon="check",
        ),
        Step(
            "revoke", _("The approval was revoked"), (APPROVED, RUNNING), REVOKED, EDIT, Verb.REVOKED, needs=WHY,
            guards=(does.check_live,), effects=CHANGED, afterwards=(does.drop_reports,), icon="x",
            kind="outline-danger",
        ),
        Step(
            "reopen", _("Take it up again"), (REFUSED, REVOKED), PROPOSED, EDIT, Verb.REOPENED, needs=WHY,
            guards=(does.check_live,), effects=(does.forget_approval, *CHANGED), icon="rotate-ccw",
            kind="outline-primary",
        ),
        Step(
            "resume", _("It goes on"), (COMPLETED,), RUNNING, EDIT, Verb.REOPENED, needs=WHY,
            guards=(does.check_live,), effects=(does.goes_on, *CHANGED), icon="rotate-ccw", kind="outline-primary",
        ),
    ),
)  # fmt: skip

ENDS: dict[str, str] = {
    ApprovalState.RETURNED: "returned",
    ApprovalState.REFUSED: "refused",
    ApprovalState.WITHDRAWN: "withdrawn",
    ApprovalState.RECALLED: "recalled",
}


def interested(resource: Resource) -> set[int]:
    """Who entered it and who answers for it neither appraise nor decide."""
    officer = resource.officer.user_id if resource.officer else None
    return {int(pk) for pk in (resource.created_by_id, officer) if pk is not None}


def involving(account, record) -> tuple:
    """`interested` as the database asks it."""
    rows = Resource.objects.filter(pk=record)
    return rows.filter(created_by=account), rows.filter(officer__user=account)


def ended(resource: Resource, approval: Approval, *, by, at: dt.datetime) -> None:
    """The grant follows the end of its run; an approval carries the number, day and authority of its paper."""
    if approval.state != ApprovalState.APPROVED:
        GRANT.move(resource, ENDS[approval.state], by=None, at=at)
        return
    rows = approval.acts.filter(kind=ActKind.AGREED, step__kind=StepKind.APPROVE)
    act = rows.select_related("step").order_by("-at", "-pk").first()
    GRANT.move(
        resource, "approved", by=None, at=at, number=act.number if act else "",
        dated=(act.dated if act else None) or timezone.localdate(at),
        authority=(act.authority or act.step.office if act else "") or approval.chain_title,
    )  # fmt: skip


def recallable(resource: Resource) -> None:
    """While nothing has come of it: once money moved or it has begun, it is revoked, not recalled."""
    if resource.stage != APPROVED or resource.movements.exists():
        raise ValidationError(
            _now("It has begun or money has moved: record that the approval was revoked instead.")
        )


def briefs(resources: list[Resource]) -> dict[int, list[tuple]]:
    """What who decides wants to read first: the sum, the donors, the time."""
    rows = Resource.objects.filter(pk__in=[one.pk for one in resources]).prefetch_related("partners")
    return {
        row.pk: [
            (_("Amount"), row.amount_display or "–"),
            (_("Donors and partners"), "; ".join(row.partner_labels()) or "–"),
            (_("Time"), row.time_label() or "–"),
        ]
        for row in rows
    }


GRANT_MATTER = matter(
    "grant", _("External resource (grant, aid)"), "agreements.resource", levels=tuple(Direction.choices),
    interested=interested, involving=involving, ended=ended, briefs=briefs, recallable=recallable,
)  # fmt: skip


@transaction.atomic
def submit_grant(resource: Resource, *, by, at: dt.datetime) -> Approval:
    """Check what the step needs, then freeze the chain of the unit on the grant. Raises what either refuses."""
    moved = GRANT.move(resource, "submit", by=by, at=at)
    return submit(moved, matter=GRANT_MATTER.code, by=by, at=at, level=moved.direction)


def offered_steps(resource: Resource, user) -> list[Step]:
    """The buttons of a grant; what the approval does by itself is none."""
    if not resource.stage or resource.is_archived:
        return []
    return [step for step in GRANT.offered(resource, user) if step.name not in BY_THE_APPROVAL]

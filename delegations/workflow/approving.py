"""Dossiers in their chains of approval: what they are about, who is too close, what their end changes."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from portal.papers.models import Paper, PaperState
from portal.workflow.matters import Matter, matter
from portal.workflow.models import ActKind, Approval, ApprovalState, StepKind
from portal.workflow.services.approvals import submit

from ..figures.briefs import briefs
from ..figures.dossier_facts import kind_of
from ..models import Decision, Delegation, DossierKind, DossierState, Event, Level, Member
from ..services.decisions import annul_decisions, decide_all
from ..services.dossiers import check_parts_to_decide
from .dossiers import table_of

#: How the end of a run is called in the table of the dossier.
ENDS: dict[str, str] = {
    ApprovalState.APPROVED: "approved",
    ApprovalState.RETURNED: "returned",
    ApprovalState.REFUSED: "refused",
    ApprovalState.WITHDRAWN: "withdrawn",
    ApprovalState.RECALLED: "recalled",
}


def interested(record: Delegation | Event) -> set[int]:
    """Accounts of who entered it and of those who travel in it: they neither appraise nor decide."""
    found = {record.created_by_id}
    if isinstance(record, Delegation):
        found |= set(record.members.values_list("person__user_id", flat=True))
    return {int(pk) for pk in found if pk is not None}


def involving(account, record) -> tuple:
    """`interested` as the database asks it."""
    return (
        Delegation.objects.filter(pk=record, created_by=account),
        Member.objects.filter(delegation=record, person__user=account),
    )


def involving_event(account, record) -> tuple:
    return (Event.objects.filter(pk=record, created_by=account),)


def ended(record: Delegation | Event, approval: Approval, *, by, at: dt.datetime) -> None:
    """The dossier follows the end of its run; what was approved carries the number, day and authority."""
    if approval.state == ApprovalState.APPROVED:
        record = _permitted(record, approval, at)
    moved = table_of(record).move(record, ENDS[approval.state], by=None, at=at)
    if approval.state == ApprovalState.APPROVED and moved.permission_number:
        decide_all(moved, approval=approval, by=by, at=at)
    elif approval.state == ApprovalState.RECALLED:
        annul_decisions(moved, approval)


def _permitted(record, approval: Approval, at: dt.datetime):
    """Number, day, authority of the act that approved it: as its paper says, else the office and the day."""
    rows = approval.acts.filter(kind=ActKind.AGREED, step__kind=StepKind.APPROVE)
    act = rows.select_related("step", "in_name_of").order_by("-at", "-pk").first()
    if act is not None:
        record.permission_number = act.number
        record.permitted_on = act.dated or timezone.localdate(act.at)
        record.permission_authority = (act.authority or act.step.office)[:200]
        record.save(update_fields=["permission_number", "permitted_on", "permission_authority"])
    return record


def recallable(record: Delegation | Event) -> None:
    """While it stands approved, before its papers are issued and before a later decision changes it."""
    if record.dossier_state != DossierState.APPROVED:
        raise ValidationError(
            _("Dossier: found “%(found)s”, expected an approved one: there is nothing to recall.")
            % {"found": record.get_dossier_state_display()}
        )
    issued = Paper.objects.filter(
        target_model=record._meta.label_lower, target_id=record.pk, state=PaperState.ISSUED, type_code="QĐ"
    ).first()
    if issued is not None:
        raise ValidationError(
            _("Its decision %(paper)s is issued: recall that paper first, or decide anew.")
            % {"paper": issued.code}
        )
    field = "event" if isinstance(record, Event) else "delegation"
    if Decision.objects.filter(**{field: record}).exclude(changes=None).exists():
        raise ValidationError(_("A later decision changes the first one: it cannot be recalled any more."))


def decidable(record: Delegation | Event) -> None:
    """What must be there before it is decided; who decides returns what lacks it."""
    check_parts_to_decide(record)


LEVELS = tuple(Level.choices)
OUTGOING_MATTER = matter(
    DossierKind.OUTGOING, _later("Outgoing delegation"), "delegations.delegation", levels=LEVELS,
    interested=interested, involving=involving, ended=ended, briefs=briefs, recallable=recallable, decidable=decidable,
)  # fmt: skip
INCOMING_MATTER = matter(
    DossierKind.INCOMING, _later("Incoming delegation"), "delegations.delegation", levels=LEVELS,
    interested=interested, involving=involving, ended=ended, briefs=briefs, recallable=recallable, decidable=decidable,
)  # fmt: skip
CONFERENCE_MATTER = matter(
    DossierKind.CONFERENCE, _later("International conference"), "delegations.event",
    levels=LEVELS, interested=interested, involving=involving_event, ended=ended, briefs=briefs, recallable=recallable, decidable=decidable,
)  # fmt: skip
MATTERS: dict[str, Matter] = {one.code: one for one in (OUTGOING_MATTER, INCOMING_MATTER, CONFERENCE_MATTER)}


def matter_of(record: Delegation | Event) -> Matter:
    return MATTERS[kind_of(record)]


@transaction.atomic
def submit_dossier(record: Delegation | Event, *, by, at: dt.datetime) -> Approval:
    """Check what the step needs, then freeze the chain on the dossier. Raises what either refuses."""
    moved = table_of(record).move(record, "submit", by=by, at=at)
    return submit(moved, matter=matter_of(moved).code, by=by, at=at, level=moved.level, planned=moved.planned)

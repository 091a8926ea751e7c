"""Decisions on a dossier, with an outcome for each member; a later decision may change the list."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.documents.models import Document
from portal.documents.models import Kind as DocumentKind
from portal.documents.services import attach
from portal.text import normalise
from portal.workflow.models import ActKind, Approval, StepKind

from ..figures.members import member_lines
from ..models import Decision, Delegation, DossierState, Event, Member, MemberDecision, MemberOutcome

#: Where nothing has been approved, nothing can have been decided.
UNDECIDED = (
    DossierState.DRAFT,
    DossierState.IN_APPROVAL,
    DossierState.RETURNED,
    DossierState.REFUSED,
    DossierState.CANCELLED,
)
#: Member key → (outcome, reason).
Outcomes = Mapping[int, tuple[str, str]]


@transaction.atomic
def record_decision(
    record: Delegation | Event,
    *,
    by,
    at: dt.datetime,
    number: str,
    decided_on: dt.date | None,
    authority: str,
    outcomes: Outcomes | None = None,
    changes: Decision | None = None,
    note: str = "",
    scan: File | Document | None = None,
    no_state_secret: bool = False,
) -> Decision:
    """Write down what was decided: number, day, authority, and what it says of each member it names.

    The first decision names every member; one that `changes` another names those whom it changes.
    `no_state_secret` is the tick of who gives a file as `scan`. Raises
    PermissionDenied, or ValidationError with a sentence for each thing that is missing or cannot be.
    """
    record = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    if by is not None and not record.may_edit(by):
        raise PermissionDenied
    _check_state(record)
    _check_paper(number, decided_on, authority, on=timezone.localdate(at))
    _check_changed(record, changes)
    if decided_on is None:
        raise ValidationError({"decided_on": _("Decided on: found nothing, expected a day.")})
    decision = Decision(
        number=normalise(number), decided_on=decided_on, authority=normalise(authority), changes=changes,
        note=normalise(note),
    )  # fmt: skip
    decision.activity = record
    decision.scan = _kept(record, scan, by=by, no_state_secret=no_state_secret)
    decision.save()
    _decide_members(record, decision, outcomes or {}, names_all=changes is None)
    _permit(record, decision)
    write_trail(Verb.DECIDED, record, by=by, at=at, details={"number": number, "authority": authority})
    return decision


def decide_all(record: Delegation | Event, *, approval: Approval, by, at: dt.datetime) -> Decision | None:
    """The paper of the act that approved the dossier is its first decision: every member is sent."""
    rows = approval.acts.filter(kind=ActKind.AGREED, step__kind=StepKind.APPROVE).exclude(number="")
    act = rows.select_related("step").order_by("-at", "-pk").first()
    if act is None or act.step is None:
        return None
    decision = Decision(
        number=act.number, decided_on=act.dated or timezone.localdate(act.at),
        authority=(act.authority or act.step.office)[:200], scan=act.scan,
    )  # fmt: skip
    decision.activity = record
    decision.save()
    if isinstance(record, Delegation):
        for member in record.members.all():
            MemberDecision.objects.create(decision=decision, member=member, outcome=MemberOutcome.SENT)
    return decision


def annul_decisions(record: Delegation | Event, approval: Approval) -> None:
    """What a recalled approval had decided no longer stands; the history keeps its rows."""
    numbers = list(approval.acts.exclude(number="").values_list("number", flat=True))
    field = "event" if isinstance(record, Event) else "delegation"
    Decision.objects.filter(**{field: record}, number__in=numbers).delete()


def _check_state(record) -> None:
    if record.is_archived:
        raise ValidationError(_("This record is archived: restore it before changing it."))
    if record.dossier_state in UNDECIDED:
        raise ValidationError(
            _(
                "Dossier: found “%(found)s”, expected one that is approved before a decision on it is recorded."
            )
            % {"found": record.get_dossier_state_display()}
        )


def _check_paper(number: str, decided_on: dt.date | None, authority: str, *, on: dt.date) -> None:
    wrong = {}
    if not number.strip():
        wrong["number"] = _("Number: found nothing, expected the number of the decision.")
    if not authority.strip():
        wrong["authority"] = _("Authority: found nothing, expected who decided.")
    if decided_on is None:
        wrong["decided_on"] = _("Decided on: found nothing, expected a day.")
    elif decided_on > on:
        wrong["decided_on"] = _("Decided on: found %(found)s, expected %(expected)s or earlier.") % {
            "found": f"{decided_on:%d/%m/%Y}", "expected": f"{on:%d/%m/%Y}",
        }  # fmt: skip
    if wrong:
        raise ValidationError(wrong)


def _check_changed(record, changes: Decision | None) -> None:
    if changes is not None and changes.activity != record:
        raise ValidationError(
            {"changes": _("Changes the decision: found one of another dossier, expected one of this.")}
        )


def _decide_members(record, decision: Decision, outcomes: Outcomes, *, names_all: bool) -> None:
    members = {row.pk: row for row in record.members.all()} if isinstance(record, Delegation) else {}
    if strangers := set(outcomes) - set(members):
        raise ValidationError(
            _("Members: found %(found)s who are not in this delegation, expected its members alone.")
            % {"found": len(strangers)}
        )
    if names_all and (left_out := [row for pk, row in members.items() if pk not in outcomes]):
        raise ValidationError(
            _("Outcome: found none for %(who)s, expected one for each member.")
            % {"who": ", ".join(map(str, left_out[:3]))}
        )
    for pk, (outcome, reason) in outcomes.items():
        _check_outcome(members[pk], outcome, reason)
        MemberDecision.objects.create(
            decision=decision, member=members[pk], outcome=outcome, reason=normalise(reason)
        )
    if members and all(line.is_out for line in member_lines(record)):
        raise ValidationError(_("Outcome: found nobody who goes, expected at least one; else call it off."))


def _check_outcome(member: Member, outcome: str, reason: str) -> None:
    if outcome not in MemberOutcome.values:
        raise ValidationError(
            _("Outcome of %(who)s: found “%(found)s”, expected one of the list.")
            % {"who": member, "found": outcome}
        )
    if outcome != MemberOutcome.SENT and not reason.strip():
        raise ValidationError(_("Reason for %(who)s: found nothing, expected why not.") % {"who": member})


def _kept(record, scan: File | Document | None, *, by, no_state_secret: bool) -> Document | None:
    """The document of the scan: one that hangs on the record already, or the file given now."""
    if scan is None or isinstance(scan, Document):
        return scan
    version = attach(
        record, scan, by=by, title=_("Decision"), kind=DocumentKind.DECISION, no_state_secret=no_state_secret
    )
    return version.document


def _permit(record, decision: Decision) -> None:
    """The first decision is the permission of the dossier where none was written down before."""
    if record.permission_number:
        return
    record.permission_number, record.permitted_on = decision.number, decision.decided_on
    record.permission_authority = decision.authority
    record.save(update_fields=["permission_number", "permitted_on", "permission_authority"])

"""What the steps of a dossier check and change. The tables are in `workflow.dossiers`; each guard says one sentence."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.records.services import follow_up_all
from portal.text import PartialDate
from portal.workflow.engine import WrongStateError

from ..figures.checklist import Part, checklist, missing_before
from ..figures.dossier_facts import plan_standing
from ..models import CancelReason, Delegation, DossierState, Event, Planned, Stage, State

#: While it is decided on, and once it is closed, nothing in a dossier changes.
SHUT = (DossierState.IN_APPROVAL, DossierState.CLOSED)


def check_open(record: Delegation | Event, *, by) -> None:
    """Raises what every change of a dossier's contents must: PermissionDenied, or why it may not change now."""
    if by is not None and not record.may_edit(by):
        raise PermissionDenied
    check_live(record, {})
    if record.dossier_state in SHUT:
        raise ValidationError(
            _(
                "The dossier is “%(state)s”: nothing in it can be changed. Withdraw it, or take it up again, first."
            )
            % {"state": record.get_dossier_state_display()}
        )


@transaction.atomic
def open_dossier(record: Delegation | Event, *, by, at: dt.datetime) -> Delegation | Event:
    """A row of the register becomes a dossier. WrongStateError where it is one already."""
    if by is not None and not record.may_edit(by):
        raise PermissionDenied
    check_live(record, {})
    rows = type(record)._default_manager.filter(pk=record.pk, dossier_state="")
    if not rows.update(dossier_state=DossierState.DRAFT, revision=F("revision") + 1, updated_at=at):
        raise WrongStateError(_("This is a dossier already; open the page again."))
    write_trail(Verb.OPENED, record, by=by, at=at)
    record.refresh_from_db()
    return record


# -- guards --


def check_live(record, given: dict) -> None:
    if record.is_archived:
        raise ValidationError(_("This record is archived: restore it before changing it."))


def check_members(delegation: Delegation, given: dict) -> None:
    """Whatever the list of parts says: nobody submits a delegation of nobody."""
    if not delegation.members.exists():
        raise ValidationError(_("Members: found none, expected at least one."))


def check_plan(record, given: dict) -> None:
    """What is not in the plan says why."""
    if plan_standing(record) == Planned.UNPLANNED and not record.unplanned_reason.strip():
        raise ValidationError(
            _("Why it is not in the plan: found nothing, expected the reason of the addition.")
        )


def check_days(record, given: dict) -> None:
    """An approval is for certain days."""
    if not record.starts_on or record.starts_on.precision != "day":
        found = record.starts_on.display() if record.starts_on else _("nothing")
        raise ValidationError(_("From: found %(found)s, expected a day.") % {"found": found})


def check_parts_to_submit(record, given: dict) -> None:
    _check_parts(record, Stage.SUBMIT)


def check_parts_to_decide(record) -> None:
    _check_parts(record, Stage.DECIDE)


def check_parts_to_close(record, given: dict) -> None:
    _check_parts(record, Stage.CLOSE)


def _check_parts(record, stage: str) -> None:
    """Everything that the step waits for is said at once, one sentence each."""
    missing = missing_before(checklist(record), stage)
    if missing:
        raise ValidationError([missing_sentence(part) for part in missing])


def missing_sentence(part: Part) -> str:
    return _("%(part)s: missing %(missing)s.") % {"part": part.requirement.title, "missing": part.missing}


def check_over(record, given: dict) -> None:
    """What is not over cannot be closed."""
    last = record.ends_on or record.starts_on
    today = timezone.localdate(given["at"])
    if last is None or last.latest > today:
        found = last.display() if last else _("nothing")
        raise ValidationError(
            _("Last day: found %(found)s, expected %(today)s or earlier.")
            % {"found": found, "today": f"{today:%d/%m/%Y}"}
        )


def check_reason(record, given: dict) -> None:
    """A reason of the list; “another reason” needs its note."""
    code, note = given.get("reason", ""), str(given.get("note") or "").strip()
    if code not in CancelReason.values:
        raise ValidationError(
            {"reason": _("Reason: found “%(found)s”, expected one of the list.") % {"found": code}}
        )
    if code == CancelReason.OTHER and not note:
        raise ValidationError({"note": _("Note: found nothing, expected what the other reason is.")})


# -- effects --


def mark_changed(record, *, by, at, **given) -> None:
    record.revision += 1
    record.updated_at = at


def settle_plan(record, *, by, at, **given) -> None:
    """From submission on it is said whether it stands in the plan: the chain, the board and the figures read it."""
    record.planned = plan_standing(record)


def note_reason(record, *, by, at, reason: str, note: str = "", **given) -> None:
    record.put_off_because, record.put_off_note = reason, (note or "").strip()[:300]


def clear_reason(record, *, by, at, **given) -> None:
    record.put_off_because, record.put_off_note = "", ""


def stays_expected(record, *, by, at, **given) -> None:
    """A dossier that was called off stands in the calendar again."""
    if record.state in (State.CANCELLED, State.POSTPONED):
        record.state = State.PLANNED


def is_called_off(record, *, by, at, **given) -> None:
    record.state = State.CANCELLED


def is_done(record, *, by, at, **given) -> None:
    record.state = State.DONE


def forget_permission(record, *, by, at, **given) -> None:
    """It has to be permitted anew; what was decided stays in decisions, in the approval and in the history."""
    record.permission_number, record.permitted_on, record.permission_authority = "", None, ""


def tell_partners(record, *, by, at, **given) -> None:
    """The contacts at its partners follow: what was called off is none, what is expected again is one."""
    follow_up_all([record])


# -- put off and taken up again --

MAY_BE_PUT_OFF = ("", State.PLANNED, State.ONGOING)


@transaction.atomic
def postpone(
    record: Delegation | Event, *, by, at: dt.datetime, reason: str, note: str = ""
) -> Delegation | Event:
    """It does not take place on these days. The dossier stays where it is until it is taken up again."""
    locked = _locked(record, by)
    check_reason(locked, {"reason": reason, "note": note})
    if locked.state not in MAY_BE_PUT_OFF:
        raise WrongStateError(
            _("It cannot be postponed: the state found is “%(found)s”.")
            % {"found": locked.get_state_display()}
        )
    locked.state = State.POSTPONED
    note_reason(locked, by=by, at=at, reason=reason, note=note)
    return _put(locked, Verb.POSTPONED, by=by, at=at, details={"reason": reason})


@transaction.atomic
def take_up(
    record: Delegation | Event,
    *,
    by,
    at: dt.datetime,
    starts_on: PartialDate,
    ends_on: PartialDate | None = None,
) -> Delegation | Event:
    """What was postponed gets new days. What had been approved was so for other days: it is submitted again."""
    locked = _locked(record, by)
    if locked.state != State.POSTPONED:
        raise WrongStateError(
            _("Only what was postponed gets new days: the state found is “%(found)s”.")
            % {"found": locked.get_state_display() or "–"}
        )
    locked.starts_on, locked.ends_on = starts_on, ends_on
    locked.clean()
    locked.state = State.PLANNED
    clear_reason(locked, by=by, at=at)
    if locked.dossier_state == DossierState.APPROVED:
        locked.dossier_state = DossierState.DRAFT
        forget_permission(locked, by=by, at=at)
    locked.derive()
    return _put(locked, Verb.REOPENED, by=by, at=at, details={"starts_on": str(starts_on)})


def _locked(record, by):
    if by is not None and not record.may_edit(by):
        raise PermissionDenied
    locked = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    check_open(locked, by=by)
    return locked


def _put(record, verb: Verb, *, by, at, details: dict):
    mark_changed(record, by=by, at=at)
    record.save()
    write_trail(verb, record, by=by, at=at, details=details)
    follow_up_all([record])
    return record

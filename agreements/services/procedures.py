"""The verbs of a procedure, and what its steps check and change. The table is in `workflow.procedures`."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.records.services import save_record
from portal.ui.formats import date_vi

from ..figures.procedure import ASKING_STATES, checklist, missing_before
from ..figures.procedure_facts import Facts
from ..models import Agreement, AgreementKind, Procedure, ProcedureState, Purpose, StageCode, refusal
from .checks import missing_sentence

#: While these states last, what it rests on may be written and opinions may be asked.
WRITABLE = ASKING_STATES


@transaction.atomic
def open_procedure(
    agreement: Agreement,
    *,
    purpose: str,
    by,
    on: dt.date,
    is_short: bool = False,
    short_reason: str = "",
    is_sensitive: bool = False,
) -> Procedure:
    """Begin the procedure that leads to signing, amending, extending or ending the agreement.

    It belongs to the unit that answers for the agreement today. Raises PermissionDenied, or ValidationError where
    the agreement is archived, signed already (not yet) or ended, or where a procedure of it is open.
    """
    agreement = Agreement.objects.select_related("unit", "passed_to").get(pk=agreement.pk)
    if by is not None and not agreement.may_edit(by):
        raise PermissionDenied
    _check_purpose(agreement, purpose)
    procedure = Procedure(
        agreement=agreement, unit=agreement.answers_for_it, purpose=purpose, is_short=is_short,
        short_reason=short_reason.strip()[:300], is_sensitive=is_sensitive, opened_on=on,
        is_demonstration=agreement.is_demonstration,
    )  # fmt: skip
    others = {*agreement.other_units.all(), agreement.unit} - {procedure.unit}
    return save_record(procedure, by=by, many={"other_units": sorted(others, key=lambda unit: unit.pk)})


def _check_purpose(agreement: Agreement, purpose: str) -> None:
    if agreement.is_archived:
        raise ValidationError(_("This record is archived: restore it before changing it."))
    found, wrong = Purpose(purpose).label, ""
    if purpose == Purpose.SIGN and agreement.signed_on:
        wrong = _("amending, extending or ending: it was signed on %(day)s") % {
            "day": agreement.signed_on.display()
        }
    elif purpose != Purpose.SIGN and _is_unsigned(agreement):
        wrong = _("signing: the agreement is not signed yet")
    elif agreement.terminated_on:
        wrong = _("none: the agreement was terminated on %(day)s") % {"day": date_vi(agreement.terminated_on)}
    if wrong:
        raise ValidationError({"purpose": refusal(_("leads to"), found, wrong)})


def _is_unsigned(agreement: Agreement) -> bool:
    """What is in force although nobody wrote down its day of signing counts as signed."""
    return agreement.is_planned or agreement.kind == AgreementKind.OTHER and not agreement.signed_on


@transaction.atomic
def save_procedure(procedure: Procedure, *, by, revision: int | None = None) -> Procedure:
    """Keep what the dossier says while it is being prepared. Raises what `save_record` and `check_writable` raise."""
    check_writable(Procedure.objects.get(pk=procedure.pk), by=by)
    return save_record(procedure, by=by, revision=revision)


def check_writable(procedure: Procedure, *, by) -> None:
    """Raises PermissionDenied, or why nothing in it may be changed now."""
    if by is not None and not procedure.may_edit(by):
        raise PermissionDenied
    check_live(procedure, {})
    if procedure.state not in WRITABLE:
        expected = _("“%(draft)s” or “%(returned)s”: withdraw it, or take it up again, first") % {
            "draft": ProcedureState.DRAFT.label, "returned": ProcedureState.RETURNED.label,
        }  # fmt: skip
        raise ValidationError(refusal(_("procedure"), procedure.get_state_display(), expected))


# -- guards --


def check_live(procedure: Procedure, given: dict) -> None:
    if procedure.is_archived or procedure.agreement.is_archived:
        raise ValidationError(_("This record is archived: restore it before changing it."))


def check_no_other(procedure: Procedure, given: dict) -> None:
    """One procedure of an agreement is open at a time; the database says the same."""
    if Procedure.objects.open().filter(agreement=procedure.agreement_id).exclude(pk=procedure.pk).exists():
        raise ValidationError(_("A procedure of this agreement is open already: finish that one first."))


def check_parts_to_submit(procedure: Procedure, given: dict) -> None:
    check_parts(procedure, StageCode.DECIDE, on=timezone.localdate(given["at"]))


def check_parts_to_decide(procedure: Procedure) -> None:
    """Asked when it is decided: what was there at submission may have been taken away."""
    check_parts(procedure, StageCode.DECIDE, on=timezone.localdate())


def check_parts_to_sign(procedure: Procedure, given: dict) -> None:
    check_parts(procedure, StageCode.SIGN, on=timezone.localdate(given["at"]))


def check_parts_to_report(procedure: Procedure, given: dict) -> None:
    check_parts(procedure, StageCode.REPORT, on=timezone.localdate(given["at"]))


def check_parts(procedure: Procedure, stage: str, *, on: dt.date) -> None:
    """Everything that the stage waits for is said at once, one sentence each."""
    missing = missing_before(checklist(Facts(procedure, on)), stage)
    if missing:
        raise ValidationError([missing_sentence(part) for part in missing])


def check_signing(procedure: Procedure, given: dict) -> None:
    """Nobody signs tomorrow today, nor before the consent of the managing body and the approval."""
    day, today = given["concluded_on"], timezone.localdate(given["at"])
    if day > today:
        _refuse("concluded_on", _("signed on"), day, _("%(day)s or earlier") % {"day": date_vi(today)})
    consent = Facts(procedure, today).consent
    bounds = [
        (consent.answered_on if consent else None, _("%(day)s or later: the managing body agreed then")),
        (procedure.approved_on, _("%(day)s or later: it was approved then")),
    ]
    for bound, expected in bounds:
        if bound and day < bound:
            _refuse("concluded_on", _("signed on"), day, expected % {"day": date_vi(bound)})


def check_report(procedure: Procedure, given: dict) -> None:
    """Reported after it was signed, and not tomorrow."""
    day, today = given["reported_on"], timezone.localdate(given["at"])
    if day > today:
        _refuse("reported_on", _("reported on"), day, _("%(day)s or earlier") % {"day": date_vi(today)})
    if procedure.concluded_on and day < procedure.concluded_on:
        expected = _("%(day)s or later: it was signed then") % {"day": date_vi(procedure.concluded_on)}
        _refuse("reported_on", _("reported on"), day, expected)


def _refuse(field: str, label, found: dt.date, expected: str) -> None:
    raise ValidationError({field: refusal(label, date_vi(found), expected)})


# -- effects --


def mark_changed(procedure: Procedure, *, by, at: dt.datetime, **given) -> None:
    procedure.revision += 1
    procedure.updated_at = at


def forget_approval(procedure: Procedure, *, by, at, **given) -> None:
    """It has to be approved anew; what was decided stays in the approval and in the history."""
    procedure.approval_number, procedure.approved_on, procedure.approval_authority = "", None, ""


def note_signing(procedure: Procedure, *, by, at, concluded_on: dt.date, **given) -> None:
    procedure.concluded_on = concluded_on


def note_report(
    procedure: Procedure, *, by, at, reported_on: dt.date, copy_sent_to: str, report_number: str = "", **given
) -> None:
    procedure.reported_on, procedure.copy_sent_to = reported_on, copy_sent_to.strip()[:300]
    procedure.report_number = report_number.strip()[:60]


def forget_report(procedure: Procedure, *, by, at, **given) -> None:
    procedure.reported_on, procedure.report_number, procedure.copy_sent_to = None, "", ""

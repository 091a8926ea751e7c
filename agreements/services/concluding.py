"""What the signing at the end of a procedure writes into the agreement, and later the day of its report."""

import datetime as dt

from partners.models import Flow
from portal.text import PartialDate

from ..models import Agreement, Amendment, AmendmentKind, Procedure, Purpose
from .amendments import amend, correct_amendment
from .lifecycle import terminate
from .parties import seed_parties
from .records import save_agreement

#: What may be given with the signing of an agreement; what is left empty stays as the agreement has it.
SIGNING = (
    "place",
    "starts_on",
    "ends_on",
    "our_signatory",
    "our_signatory_post",
    "foreign_signatory",
    "foreign_signatory_post",
)
AMENDING = ("title", "starts_on", "new_ends_on", "content", "our_signatory_post", "foreign_signatory_post")


def carry_out(procedure: Procedure, *, by, at: dt.datetime, concluded_on: dt.date, **given) -> None:
    """The agreement is signed, amended, extended or ended on that day, as the procedure was to lead to.

    Raises ValidationError where the agreement refuses it: an end before the start, an extension that leads no further.
    """
    agreement = Agreement.objects.get(pk=procedure.agreement_id)
    if procedure.purpose == Purpose.SIGN:
        _sign(agreement, concluded_on, given, by=by)
    elif procedure.purpose == Purpose.TERMINATE:
        terminate(
            agreement, on=concluded_on, ended_by=given.get("ended_by") or Flow.BOTH, by=by, at=at,
            reason=given.get("reason") or "", number=procedure.approval_number,
        )  # fmt: skip
    else:
        _amend(procedure, agreement, concluded_on, given, by=by, at=at)


def _sign(agreement: Agreement, day: dt.date, given: dict, *, by) -> None:
    agreement.signed_on, agreement.is_planned = PartialDate.of(day), False
    for name in SIGNING:
        if given.get(name):
            setattr(agreement, name, given[name])
    if agreement.starts_on is None:
        agreement.starts_on = agreement.signed_on
    save_agreement(agreement, by=by)
    seed_parties(agreement, by=by)  # under the names that they bear on this day


def _amend(procedure: Procedure, agreement: Agreement, day: dt.date, given: dict, *, by, at) -> None:
    kind = AmendmentKind.EXTENSION if procedure.purpose == Purpose.EXTEND else AmendmentKind.AMENDMENT
    said = {name: given[name] for name in AMENDING if given.get(name)}
    said.setdefault("title", str(procedure)[:300])
    made = amend(
        Amendment(agreement=agreement, kind=kind, signed_on=PartialDate.of(day), **said), by=by, at=at
    )
    Procedure.objects.filter(pk=procedure.pk).update(amendment=made)
    procedure.amendment = made


def carry_report(procedure: Procedure, *, by, at: dt.datetime, reported_on: dt.date, **given) -> None:
    """The day of the report stands on what was reported: the agreement, its amendment, its termination."""
    agreement = Agreement.objects.get(pk=procedure.agreement_id)
    if procedure.amendment is not None:
        made = procedure.amendment
        made.reported_on, made.report_number = reported_on, procedure.report_number
        correct_amendment(made, by=by)
    elif procedure.purpose == Purpose.TERMINATE:
        agreement.termination_reported_on = reported_on
        save_agreement(agreement, by=by)
    else:
        agreement.reported_on = PartialDate.of(reported_on)
        save_agreement(agreement, by=by)

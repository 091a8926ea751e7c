"""The way of a report and of an inspection: one table each. Buttons, checks, the trail and notices come from them."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.audit.models import Verb
from portal.workflow.engine import Step, Workflow

from .models import Inspection, InspectionStage, Report, ReviewState
from .notices import tell_accepted, tell_returned, tell_submitted
from .notices.inspections import tell_inspected
from .services import inspections as checks
from .services import submission as does
from .services.binding import order_annex
from .services.collecting import gathers
from .services.in_name import check_in_name, check_other_person
from .services.numbering import check_number, enter_number
from .services.readiness import check_ready
from .services.reviewing import Findings, check_parts, conclude, settle_returns
from .services.standing_in import deputises

DRAFT, SUBMITTED, RETURNED, ACCEPTED = (
    ReviewState.DRAFT,
    ReviewState.SUBMITTED,
    ReviewState.RETURNED,
    ReviewState.ACCEPTED,
)

REPORT = Workflow(
    Report,
    field="state",
    start=DRAFT,
    final=frozenset(),
    beside=("cycle", "unit"),
    steps=(
        Step(
            "submit", _("Send the report"), (DRAFT, RETURNED), SUBMITTED, Permission.REPORT_SUBMIT, Verb.SUBMITTED,
            guards=(does.check_open, does.check_lock, does.check_leader_mode, check_ready, does.check_content),
            effects=(does.freeze_version, enter_number), afterwards=(tell_submitted,), icon="send",
            stands_in=deputises,
        ),
        Step(
            "submit_signed", _("Send with the signed copy"), (DRAFT, RETURNED), SUBMITTED,
            Permission.REPORT_SUBMIT_SIGNED, Verb.SUBMITTED,
            needs=(
                ("signed_copy", _("signed copy")),
                ("paper_number", _("number of the signed paper")),
                ("paper_dated", _("date of the signed paper")),
                ("signatory", _("signed by")),
            ),
            guards=(does.check_open, does.check_lock, does.check_signed_copy, check_number, check_ready, does.check_content),
            effects=(does.freeze_version, enter_number), afterwards=(tell_submitted,), icon="send",
        ),
        Step(
            "submit_paper", _("Send the paper in the unit's name"), (DRAFT, RETURNED), SUBMITTED, Permission.REPORT_REVIEW,
            Verb.SUBMITTED,
            needs=(
                ("signed_copy", _("scan of the paper")),
                ("paper_number", _("number of the signed paper")),
                ("paper_dated", _("date of the signed paper")),
                ("signatory", _("signed by")),
            ),
            guards=(check_in_name, does.check_open, does.check_lock, check_number, check_ready, does.check_content),
            effects=(does.freeze_version, enter_number), afterwards=(tell_submitted,), icon="send",
        ),
        Step(
            "recall", _("Take back"), (SUBMITTED,), DRAFT, Permission.REPORT_WRITE, Verb.RECALLED,
            guards=(does.check_open,), effects=(does.take_back,), icon="undo-2", kind="outline-primary",
        ),
        Step(
            "accept", _("Receive"), (SUBMITTED,), ACCEPTED, Permission.REPORT_REVIEW, Verb.ACCEPTED,
            guards=(check_other_person, check_parts), effects=(does.mark_accepted, settle_returns),
            afterwards=(tell_accepted, order_annex), icon="check", stands_in=gathers,
        ),
        Step(
            "return", _("Return"), (SUBMITTED,), RETURNED, Permission.REPORT_REVIEW, Verb.RETURNED,
            needs=(("reason", _("reason")), ("due_on", _("new deadline"))), guards=(does.check_new_deadline,),
            effects=(does.mark_returned, settle_returns), afterwards=(tell_returned,), icon="corner-up-left",
            kind="outline-danger", stands_in=gathers,
        ),
        Step(
            "reopen", _("Reopen"), (ACCEPTED,), RETURNED, Permission.REPORT_REVIEW, Verb.REOPENED,
            needs=(("reason", _("reason")), ("due_on", _("new deadline"))), guards=(does.check_open, does.check_new_deadline),
            effects=(does.mark_returned,), afterwards=(tell_returned,), icon="undo-2", kind="outline-danger",
            stands_in=gathers,
        ),
    ),
)  # fmt: skip

PLANNED, DECIDED, HELD, CONCLUDED, CANCELLED = (
    InspectionStage.PLANNED,
    InspectionStage.DECIDED,
    InspectionStage.HELD,
    InspectionStage.CONCLUDED,
    InspectionStage.CANCELLED,
)

INSPECTION = Workflow(
    Inspection,
    field="stage",
    start=PLANNED,
    final=frozenset({CONCLUDED, CANCELLED}),
    beside=("unit", "inspected"),
    steps=(
        Step(
            "decide", _("Record the decision to inspect"), (PLANNED,), DECIDED, Permission.RECORD_EDIT, Verb.DECIDED,
            needs=(("number", _("number of the decision")), ("on", _("date of the decision"))),
            guards=(checks.check_not_ahead,), effects=(checks.keep_decision,), afterwards=(tell_inspected,),
            icon="file-check",
        ),
        Step(
            "hold", _("Record the minutes"), (DECIDED,), HELD, Permission.RECORD_EDIT, Verb.UPDATED,
            needs=(("on", _("held on")), ("findings", _("findings"))),
            guards=(checks.check_not_ahead, checks.check_after_decision), effects=(checks.keep_minutes,), icon="list-checks",
        ),
        Step(
            "conclude", _("Record the conclusion"), (HELD,), CONCLUDED, Permission.RECORD_EDIT, Verb.CLOSED,
            needs=(("on", _("concluded on")), ("conclusion", _("conclusion"))),
            guards=(checks.check_not_ahead, checks.check_after_minutes), effects=(checks.keep_conclusion,),
            afterwards=(tell_inspected,), icon="circle-check",
        ),
        Step(
            "cancel", _("Cancel the inspection"), (PLANNED, DECIDED), CANCELLED, Permission.RECORD_EDIT, Verb.CANCELLED,
            needs=(("reason", _("reason")),), effects=(checks.keep_reason,), icon="x", kind="outline-danger",
        ),
    ),
)  # fmt: skip


@transaction.atomic
def finish_review(
    report: Report, findings: Findings, *, due_on: dt.date | None, by, at: dt.datetime
) -> Report:
    """Receive the report when all its parts are accepted; else return it with their reasons and a new deadline.

    Raises PermissionDenied, WrongStateError, or ValidationError by field for what is missing; then nothing is kept.
    """
    reason = conclude(report, findings, by=by, at=at)
    if reason:
        return REPORT.move(report, "return", by=by, at=at, reason=reason, due_on=due_on)
    return REPORT.move(report, "accept", by=by, at=at)

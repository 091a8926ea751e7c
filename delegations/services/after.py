"""The report after a trip, a visit or a conference, and the promises that either side made there."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.models import NextStep, PromiseOrigin
from partners.services.promise_times import carries_over
from partners.services.promises import save_step
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.documents.secrecy import mark_in_name
from portal.records.services import ConflictError, save_record
from portal.text import normalise

from ..figures.after import last_day, report_due, report_missing
from ..models import ActivityReport, Commitment, Delegation, Event, ReportStage, State
from .reception import refuse_when_closed

__all__ = ["hand_in", "promise", "report_missing", "save_report", "take_back"]

TEXTS = ("summary", "peace_solidarity", "development", "struggle_protection", "difficulties")


@transaction.atomic
def save_report(
    record: Delegation | Event, values: dict, *, by, revision: int | None = None
) -> ActivityReport:
    """Save the draft of the report; `values` holds its texts and the assessment, as far as they are known.

    Raises PermissionDenied; ValidationError by field, or once it was handed in; ConflictError where somebody
    else saved since `revision`.
    """
    report = _locked(record, by=by)
    _refuse_when_handed_in(report)
    if revision is not None and report.pk and revision != report.revision:
        raise ConflictError(report)
    for name, value in values.items():
        setattr(report, name, _lines(value))
    _refuse_marks(report)
    report.due_on = report_due(record)
    report.revision += 1 if report.pk else 0
    report.full_clean()
    report.save()
    return report


@transaction.atomic
def hand_in(record: Delegation | Event, *, by, at: dt.datetime) -> ActivityReport:
    """Hand the report in: the record takes over its result, difficulties and the day.

    Raises a ValidationError before the activity has ended, or where summary or assessment are missing.
    """
    report, on = _locked(record, by=by), timezone.localtime(at).date()
    _refuse_when_handed_in(report)
    _check_whole(report, record, on)
    report.stage, report.submitted_at, report.submitted_by_name = ReportStage.SUBMITTED, at, str(by or "")
    report.due_on, report.revision = report_due(record), report.revision + 1
    report.save()
    write_trail(Verb.SUBMITTED, report, by=by, unit=record.unit, at=at)
    record.result = report.summary
    record.difficulties = report.difficulties or record.difficulties
    if isinstance(record, Delegation):
        record.report_submitted_on = on
    if record.state in (State.PLANNED, State.ONGOING, ""):
        record.state = State.DONE  # whose report is in has taken place
    save_record(record, by=by)
    return report


@transaction.atomic
def take_back(record: Delegation | Event, *, by) -> ActivityReport:
    """Take a report back to write on it; the record no longer counts as reported. Refused once it is closed."""
    report = _locked(record, by=by)
    if report.stage != ReportStage.SUBMITTED:
        raise ValidationError(_("The report is a draft; expected one that was handed in."))
    report.stage, report.submitted_at, report.submitted_by_name = ReportStage.DRAFT, None, ""
    report.revision += 1
    report.save()
    write_trail(Verb.RECALLED, report, by=by, unit=record.unit)
    if isinstance(record, Delegation):
        record.report_submitted_on = None
    save_record(record, by=by)
    return report


@transaction.atomic
def promise(record: Delegation | Event, step: NextStep, *, by) -> Commitment:
    """Enter what one side promised on the occasion: a row of the partners' ledger, seen by the same units.

    Raises what `save_step` raises.
    """
    if by is not None and not record.may_edit(by):
        raise PermissionDenied
    refuse_when_closed(record)
    step.unit, step.origin = record.unit, PromiseOrigin.TRIP
    save_step(step, by=by, many={"other_units": list(record.other_units.all())})
    made = Commitment(step=step)
    made.activity = record
    made.full_clean()
    made.save()
    return made


@carries_over
def next_time_of_promise(step: NextStep, following: NextStep) -> None:
    """The next time of a promise that recurs was made on the same occasion."""
    made = Commitment.objects.filter(step=step).first()
    if made is not None:
        Commitment.objects.create(step=following, delegation_id=made.delegation_id, event_id=made.event_id)


def _locked(record: Delegation | Event, *, by) -> ActivityReport:
    """The report of the record, or a new one; the record is held, so two who begin it at once write one report."""
    if by is not None and not record.may_edit(by):
        raise PermissionDenied
    type(record).objects.select_for_update(of=("self",)).get(pk=record.pk)
    refuse_when_closed(record)
    found = record.activityreport_rows.select_for_update(of=("self",)).first()
    if found is None:
        found = ActivityReport()
        found.activity = record
    return found


def _refuse_when_handed_in(report: ActivityReport) -> None:
    if report.stage == ReportStage.SUBMITTED:
        day = f"{timezone.localtime(report.submitted_at):%d/%m/%Y}"
        raise ValidationError(
            _("The report was handed in on %(day)s; take it back to change it.") % {"day": day}
        )


def _check_whole(report: ActivityReport, record: Delegation | Event, on: dt.date) -> None:
    wrong = {}
    if not report.summary.strip():
        wrong["summary"] = _("Summary: found nothing, expected what was done and reached.")
    if not report.assessment:
        wrong["assessment"] = _("Assessment: found nothing, expected whether the aim was reached.")
    if wrong:
        raise ValidationError(wrong)
    ends = last_day(record)
    if ends is not None and ends > on:
        facts = {"found": f"{on:%d/%m/%Y}", "expected": f"{ends:%d/%m/%Y}"}
        raise ValidationError(
            _("Handed in on %(found)s; expected %(expected)s or later: it has not ended.") % facts
        )


def _lines(value):
    """Texts in NFC, paragraphs kept."""
    if not isinstance(value, str):
        return value
    return "\n".join(normalise(line) for line in value.replace("\r\n", "\n").split("\n")).strip()


def _refuse_marks(report: ActivityReport) -> None:
    wrong = {
        name: _("The text holds “%(mark)s”. Expected: no state secrets; the portal refuses papers classified so.")
        % {"mark": mark}
        for name in TEXTS
        if (mark := mark_in_name(getattr(report, name)))
    }  # fmt: skip
    if wrong:
        raise ValidationError(wrong)

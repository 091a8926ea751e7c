"""Opening, extending and cancelling reporting cycles."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record
from portal.deadlines.periods import Period
from portal.units.models import Unit
from reports.models import Cycle, CycleState, Report


@transaction.atomic
def open_cycle(
    period: Period, *, by, at: dt.datetime, due_on: dt.date | None = None, is_demonstration=False
) -> Cycle:
    """Open a cycle for the period and give every reporting unit its assignment.

    Raises PermissionDenied, or ValidationError when the period has an open cycle or the deadline lies before
    the last day of its data.
    """
    _allow(by)
    cycle = Cycle(
        code=period.code, kind=period.kind, year=period.year, index=period.index, starts_on=period.starts_on,
        ends_on=period.ends_on, due_on=due_on or period.due_on, opened_at=at, opened_by=by,
        is_demonstration=is_demonstration,
    )  # fmt: skip
    _check_due(cycle.due_on, cycle)
    cycle.full_clean(exclude=["opened_by"])
    cycle.save()
    record(Verb.OPENED, cycle, by=by, at=at, details={"due_on": str(cycle.due_on)})
    assign_units(cycle)
    return cycle


@transaction.atomic
def assign_units(cycle: Cycle) -> int:
    """Give an assignment to each reporting unit alive on the last day that has none yet: late comers join.

    A unit that merged within the period is reported by its successor. Returns how many joined.
    """
    if not cycle.is_open:
        return 0
    missing = Unit.objects.reporting().as_of(cycle.ends_on).exclude(reports__cycle=cycle)
    reports = [Report(cycle=cycle, unit=unit, due_on=cycle.due_on) for unit in missing]
    Report.objects.bulk_create(reports)
    return len(reports)


@transaction.atomic
def extend_cycle(cycle: Cycle, *, due_on: dt.date, reason: str, by, at: dt.datetime) -> Cycle:
    """A later deadline for everyone who has not sent yet; those who had an extension beyond it keep theirs."""
    _allow(by)
    _need_reason(reason)
    cycle = _locked(cycle)
    if due_on <= cycle.due_on:
        raise ValidationError({"due_on": _later(due_on, cycle.due_on)})
    record(
        Verb.EXTENDED,
        cycle,
        by=by,
        at=at,
        details={"from": str(cycle.due_on), "to": str(due_on), "reason": reason},
    )
    cycle.due_on, cycle.reason = due_on, reason
    cycle.save()
    cycle.reports.waiting_for_unit().filter(due_on__lt=due_on).update(due_on=due_on, due_reason=reason)
    return cycle


@transaction.atomic
def extend_report(report: Report, *, due_on: dt.date, reason: str, by, at: dt.datetime) -> Report:
    """A later deadline for one unit, with its reason."""
    require(by, Permission.REPORT_REVIEW, report)
    _need_reason(reason)
    report = Report.objects.select_for_update().get(pk=report.pk)
    if due_on <= report.due_on:
        raise ValidationError({"due_on": _later(due_on, report.due_on)})
    details = {"from": str(report.due_on), "to": str(due_on), "reason": reason}
    report.due_on, report.due_reason = due_on, reason
    report.save(update_fields=["due_on", "due_reason"])
    record(Verb.EXTENDED, report, by=by, at=at, details=details)
    return report


@transaction.atomic
def cancel_cycle(cycle: Cycle, *, reason: str, by, at: dt.datetime) -> Cycle:
    """Nobody owes this report any more; what was sent stays readable."""
    _allow(by)
    _need_reason(reason)
    cycle = _locked(cycle)
    if cycle.consolidations.exclude(issued_at=None).exists():
        raise ValidationError(
            _("A consolidated report of this cycle has been issued: it can no longer be cancelled.")
        )
    cycle.state, cycle.reason = CycleState.CANCELLED, reason
    cycle.save()
    record(Verb.CANCELLED, cycle, by=by, at=at, details={"reason": reason})
    return cycle


def _allow(by) -> None:
    if by is not None:
        require(by, Permission.CYCLE_MANAGE)


def _locked(cycle: Cycle) -> Cycle:
    """The row as it is now, held until the end; only open cycles are changed."""
    cycle = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if not cycle.is_open:
        raise ValidationError(_("This cycle was cancelled already."))
    return cycle


def _check_due(due_on: dt.date, cycle: Cycle) -> None:
    if due_on < cycle.ends_on:
        raise ValidationError({"due_on": _later(due_on, cycle.ends_on)})


def _later(found: dt.date, expected: dt.date) -> str:
    return _("Deadline: found %(found)s, expected a day after %(expected)s.") % {
        "found": found.strftime("%d/%m/%Y"),
        "expected": expected.strftime("%d/%m/%Y"),
    }


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Reason: found nothing, expected one sentence.")})

"""Opening, extending and cancelling reporting cycles."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record
from portal.deadlines.periods import Period
from portal.deadlines.working import WorkCalendar
from portal.units.models import Unit
from reports.models import Cycle, CycleState, Nature, Report, ReportType, TypeDeadline, TypeVersion


@transaction.atomic
def open_cycle(
    period: Period,
    *,
    by,
    at: dt.datetime,
    due_on: dt.date | None = None,
    lock_on: dt.date | None = None,
    type: ReportType | None = None,
    addressees: Iterable[Unit] = (),
    is_demonstration=False,
) -> Cycle:
    """Open a cycle for the period and give every unit that owes it its assignment.

    Without a `type` it is the periodic report; it keeps the type's version of this day. Asked of `addressees` only
    where there are any. Raises PermissionDenied, or ValidationError when the period has an open cycle, or the
    deadline lies before the last day of its data or after the lock.
    """
    _allow(by)
    cycle = Cycle(
        code=period.code, kind=period.kind, year=period.year, index=period.index, starts_on=period.starts_on,
        ends_on=period.ends_on, due_on=due_on or period.due_on, lock_on=lock_on, title=period.title, opened_at=at,
        opened_by=by, type_version=current_version(type), is_demonstration=is_demonstration,
    )  # fmt: skip
    _check_days(cycle)
    cycle.full_clean(exclude=["opened_by"])
    cycle.save()
    cycle.addressees.set(addressees)
    record(Verb.OPENED, cycle, by=by, at=at, details={"due_on": str(cycle.due_on)})
    assign_units(cycle)
    return cycle


def current_version(type: ReportType | None = None) -> TypeVersion:
    """The published version that a cycle opened now takes; of the periodic report where no type is named."""
    published = TypeVersion.objects.published().newest_first().select_related("type")
    wanted = {"type": type} if type else {"type__nature": Nature.PERIODIC, "type__is_active": True}
    found = published.filter(**wanted).first()
    if found is None:
        raise ValidationError(
            _("Type of report: found %(found)s, expected one with a published version.")
            % {"found": type or _("nothing")}
        )
    return found


@transaction.atomic
def assign_units(cycle: Cycle) -> int:
    """Give an assignment to each unit that owes the report on the last day and has none yet: late comers join.

    A unit that merged within the period is reported by its successor. Returns how many joined.
    """
    if not cycle.is_open:
        return 0
    days = Deadlines(cycle)
    missing = owing_units(cycle).exclude(reports__cycle=cycle)
    reports = [
        Report(cycle=cycle, unit=unit, due_on=days.due_on(unit), lock_on=days.lock_on(unit))
        for unit in missing
    ]
    Report.objects.bulk_create(reports)
    return len(reports)


def owing_units(cycle: Cycle):
    """Units alive on the last day of the data, of the kinds that the type names; or the addressees alone."""
    alive = Unit.objects.as_of(cycle.ends_on)
    if cycle.addressees.exists():
        return alive.filter(pk__in=cycle.addressees.values("pk"))
    kinds = cycle.layout.unit_types
    return alive.filter(unit_type__in=kinds) if kinds else alive.reporting()


class Deadlines:
    """Until when a unit's report of the cycle is on time, and after which day it is locked, by its kind.

    Rows of `TypeDeadline` in force on the last day of the data come first, for the kind and then for all; else the
    cycle's own days stand.
    """

    def __init__(self, cycle: Cycle):
        rows = TypeDeadline.objects.in_force(on=cycle.ends_on).filter(type=cycle.type_version.type_id)
        self._cycle = cycle
        self._rows = {row.unit_type: row for row in rows.order_by("valid_from")}
        self._calendar = WorkCalendar() if self._rows else None

    def due_on(self, unit: Unit) -> dt.date:
        row = self._row(unit)
        return self._after(row.due_working_days) if row else self._cycle.due_on

    def lock_on(self, unit: Unit) -> dt.date | None:
        row = self._row(unit)
        if row is None or row.lock_working_days is None:
            lock = self._cycle.lock_on
            return max(lock, self.due_on(unit)) if lock else None
        return self._after(row.lock_working_days)

    def _row(self, unit: Unit) -> TypeDeadline | None:
        return self._rows.get(unit.unit_type) or self._rows.get("")

    def _after(self, days: int) -> dt.date:
        assert self._calendar is not None
        return self._calendar.add(self._cycle.ends_on, days)


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
    if cycle.lock_on and cycle.lock_on < due_on:
        cycle.lock_on = due_on
        cycle.save(update_fields=["lock_on"])
    waiting = cycle.reports.waiting_for_unit()
    waiting.filter(lock_on__lt=due_on).update(lock_on=due_on, lock_reason=reason)
    waiting.filter(due_on__lt=due_on).update(due_on=due_on, due_reason=reason)
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
    if report.lock_on and report.lock_on < due_on:
        report.lock_on, report.lock_reason = due_on, reason
    report.save(update_fields=["due_on", "due_reason", "lock_on", "lock_reason"])
    record(Verb.EXTENDED, report, by=by, at=at, details=details)
    return report


@transaction.atomic
def unlock_report(report: Report, *, lock_on: dt.date, reason: str, by, at: dt.datetime) -> Report:
    """An exception from the lock for one unit, with its reason; the deadline stays, so that lateness shows."""
    require(by, Permission.REPORT_REVIEW, report)
    _need_reason(reason)
    report = Report.objects.select_for_update().get(pk=report.pk)
    today = at.astimezone().date()
    if report.lock_on is None or lock_on < max(today, report.due_on):
        raise ValidationError({"lock_on": _not_before_due(lock_on, max(today, report.due_on))})
    details = {"lock_from": str(report.lock_on), "lock_to": str(lock_on), "reason": reason}
    report.lock_on, report.lock_reason = lock_on, reason
    report.save(update_fields=["lock_on", "lock_reason"])
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


def _check_days(cycle: Cycle) -> None:
    if cycle.due_on < cycle.ends_on:
        raise ValidationError({"due_on": _later(cycle.due_on, cycle.ends_on)})
    if cycle.lock_on and cycle.lock_on < cycle.due_on:
        raise ValidationError({"lock_on": _not_before_due(cycle.lock_on, cycle.due_on)})


def _not_before_due(found: dt.date, due_on: dt.date) -> str:
    return _("Lock: found %(found)s, expected %(expected)s (the deadline) or later.") % {
        "found": f"{found:%d/%m/%Y}",
        "expected": f"{due_on:%d/%m/%Y}",
    }


def _later(found: dt.date, expected: dt.date) -> str:
    return _("Deadline: found %(found)s, expected a day after %(expected)s.") % {
        "found": found.strftime("%d/%m/%Y"),
        "expected": expected.strftime("%d/%m/%Y"),
    }


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Reason: found nothing, expected one sentence.")})

"""Opening, extending and cancelling reporting cycles."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record
from portal.deadlines.models import PeriodKind
from portal.deadlines.periods import Period
from portal.units.models import Unit
from reports.models import Cycle, CycleState, Nature, Report, ReportType, TypeVersion
from reports.reference.types import PERIODIC

from .cycle_days import Deadlines, check_days, later, not_before_due, ordinary_days

#: how codes of reports on a subject begin: chuyên đề, đột xuất
PREFIXES: dict[str, str] = {Nature.THEMATIC: "CD", Nature.AD_HOC: "DX"}


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
    where there are any. Days that are not named follow from the type's deadlines, then from the window. Raises
    PermissionDenied, or ValidationError when the period has an open cycle, the type is not asked for in such
    periods, or the deadline lies before the last day of its data or after the lock.
    """
    _allow(by)
    version = current_version(type)
    _check_asked(period, version)
    days = ordinary_days(period, version.type)
    cycle = Cycle(
        code=_code(period, version.type), kind=period.kind, year=period.year, index=period.index,
        starts_on=period.starts_on, ends_on=period.ends_on, due_on=due_on or days[0],
        lock_on=lock_on or (None if due_on else days[1]), title=_title(period, version.type), opened_at=at,
        opened_by=by, type_version=version, is_demonstration=is_demonstration,
    )  # fmt: skip
    check_days(cycle)
    cycle.full_clean(exclude=["opened_by"])
    cycle.save()
    cycle.addressees.set(_living(addressees, cycle.ends_on))
    record(Verb.OPENED, cycle, by=by, at=at, details={"due_on": str(cycle.due_on)})
    assign_units(cycle)
    return cycle


@transaction.atomic
def open_subject(
    type: ReportType,
    *,
    title: str,
    starts_on: dt.date,
    ends_on: dt.date,
    due_on: dt.date,
    by,
    at: dt.datetime,
    **given,
) -> Cycle:
    """Ask for a thematic or ad hoc report: a subject and its own days; the code is CD- or DX-, year and number.

    `given` as for `open_cycle`; raises as that does.
    """
    _allow(by)
    if type.nature == Nature.PERIODIC:
        raise ValidationError(_("“%(type)s” is asked for by period, not by subject.") % {"type": type})
    if not title.strip():
        raise ValidationError({"title": _("Subject: found nothing, expected what the report is about.")})
    year = at.astimezone().year
    number = _next_number(type, year)
    code = f"{PREFIXES[type.nature]}-{year}-{number:02d}"
    period = Period("", year, number, starts_on, ends_on, due_on, title=title.strip(), named=code)
    return open_cycle(period, by=by, at=at, due_on=due_on, type=type, **given)


def _next_number(type: ReportType, year: int) -> int:
    """One more than the last of that nature in the year; cancelled ones keep theirs. Held until the end."""
    list(ReportType.objects.select_for_update().filter(nature=type.nature).order_by("pk"))
    same = Cycle.objects.filter(kind="", year=year, type_version__type__nature=type.nature)
    return (same.aggregate(last=Max("index"))["last"] or 0) + 1


def _code(period: Period, type: ReportType) -> str:
    """The period's own for the periodic report; other types of a period add theirs: 2026-H1-VIENTRO."""
    return period.code if type.code == PERIODIC or not period.kind else f"{period.code}-{type.code}".upper()


def _title(period: Period, type: ReportType) -> str:
    return "" if period.kind and type.code == PERIODIC else period.title or type.name


def _check_asked(period: Period, version: TypeVersion) -> None:
    kinds = version.layout.period_kinds
    if period.kind and period.kind not in kinds:
        names = ", ".join(str(PeriodKind(kind).label) for kind in kinds)
        raise ValidationError(
            {
                "kind": _("Period: found %(found)s, expected one of those of “%(type)s”: %(expected)s.")
                % {"found": PeriodKind(period.kind).label, "type": version.type, "expected": names or "—"}
            }
        )


def _living(addressees: Iterable[Unit], day: dt.date) -> list[Unit]:
    """The units that a report can be asked of; ValidationError for one that does not exist on the last day."""
    asked = list(addressees)
    alive = set(
        Unit.objects.as_of(day).filter(pk__in=[unit.pk for unit in asked]).values_list("pk", flat=True)
    )
    gone = [str(unit) for unit in asked if unit.pk not in alive]
    if gone:
        raise ValidationError(
            {
                "addressees": _(
                    "Asked of these units only: found %(found)s, expected units that exist on %(day)s."
                )
                % {"found": ", ".join(gone), "day": f"{day:%d/%m/%Y}"}
            }
        )
    return asked


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


@transaction.atomic
def extend_cycle(cycle: Cycle, *, due_on: dt.date, reason: str, by, at: dt.datetime) -> Cycle:
    """A later deadline for everyone who has not sent yet; those who had an extension beyond it keep theirs."""
    _allow(by)
    _need_reason(reason)
    cycle = _locked(cycle)
    if due_on <= cycle.due_on:
        raise ValidationError({"due_on": later(due_on, cycle.due_on)})
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
    waiting = cycle.reports.direct().waiting_for_unit()
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
        raise ValidationError({"due_on": later(due_on, report.due_on)})
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
        raise ValidationError({"lock_on": not_before_due(lock_on, max(today, report.due_on))})
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


@transaction.atomic
def delete_cycle(cycle: Cycle, *, by, at: dt.datetime) -> None:
    """Take away a cycle opened by mistake, with its untouched assignments.

    ValidationError once a unit has begun its report or a consolidated one was built: then it can only be cancelled.
    """
    _allow(by)
    cycle = Cycle.objects.select_for_update().get(pk=cycle.pk)
    begun = Q(started_at__isnull=False) | Q(versions__isnull=False) | Q(offline_templates__isnull=False)
    count = cycle.reports.filter(begun).distinct().count() + cycle.consolidations.count()
    if count:
        raise ValidationError(
            _(
                "Cycle: found %(found)s reports in it, expected none. Cancel the cycle instead: what was written stays."
            )
            % {"found": count}
        )
    record(Verb.CANCELLED, cycle, by=by, at=at, details={"taken_away": cycle.code})
    cycle.reports.all().delete()
    cycle.delete()


def _allow(by) -> None:
    if by is not None:
        require(by, Permission.CYCLE_MANAGE)


def _locked(cycle: Cycle) -> Cycle:
    """The row as it is now, held until the end; only open cycles are changed."""
    cycle = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if not cycle.is_open:
        raise ValidationError(_("This cycle was cancelled already."))
    return cycle


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Reason: found nothing, expected one sentence.")})

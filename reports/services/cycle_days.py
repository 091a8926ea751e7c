"""Until when a cycle's reports are on time and when they are locked, for everybody and by kind of unit."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.deadlines.periods import Period, period_for
from portal.deadlines.working import WorkCalendar
from portal.units.models import Unit
from reports.models import Cycle, ReportType, TypeDeadline

ALL_UNITS = ""  # the kind of unit of the row that holds for all without one of their own


def ordinary_days(period: Period, type: ReportType) -> tuple[dt.date, dt.date | None]:
    """(due, lock) of a cycle of the type for which nobody named other days.

    The type's deadline for all units comes first, then the window of the period. A subject of its own has no other
    days than those that were named.
    """
    rows = TypeDeadline.objects.in_force(on=period.ends_on).filter(type=type, unit_type=ALL_UNITS)
    row = rows.order_by("-valid_from").first() if period.kind else None
    if row is None:
        return period.due_on, None
    calendar = WorkCalendar()
    lock = row.lock_working_days
    due_on = calendar.add(period.ends_on, row.due_working_days)
    return due_on, None if lock is None else calendar.add(period.ends_on, lock)


class Deadlines:
    """Until when a unit's report of the cycle is on time, and after which day it is locked, by its kind.

    Rows of `TypeDeadline` in force on the last day of the data come first, for the kind and then for all. Where
    other days were named for the cycle, or it has a subject of its own, the cycle's days stand for everybody.
    """

    def __init__(self, cycle: Cycle):
        assert cycle.type_version is not None  # a constraint of the table
        self._cycle, self._type = cycle, cycle.type_version.type
        rows = TypeDeadline.objects.in_force(on=cycle.ends_on).filter(type=self._type)
        self._rows = {row.unit_type: row for row in rows.order_by("valid_from")} if cycle.kind else {}
        if self._rows and cycle.due_on != self._ordinary():
            self._rows = {}
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

    def _ordinary(self) -> dt.date:
        cycle = self._cycle
        period = period_for(cycle.kind, cycle.year, cycle.index)
        return ordinary_days(period, self._type)[0]

    def _row(self, unit: Unit) -> TypeDeadline | None:
        return self._rows.get(unit.unit_type) or self._rows.get(ALL_UNITS)

    def _after(self, days: int) -> dt.date:
        assert self._calendar is not None
        return self._calendar.add(self._cycle.ends_on, days)


def check_days(cycle: Cycle) -> None:
    """ValidationError where the deadline lies before the data end, or the lock before the deadline."""
    if cycle.ends_on < cycle.starts_on:
        raise ValidationError(
            {
                "ends_on": _("Data to: found %(found)s, expected %(expected)s or later.")
                % {"found": f"{cycle.ends_on:%d/%m/%Y}", "expected": f"{cycle.starts_on:%d/%m/%Y}"}
            }
        )
    if cycle.due_on < cycle.ends_on:
        raise ValidationError({"due_on": later(cycle.due_on, cycle.ends_on)})
    if cycle.lock_on and cycle.lock_on < cycle.due_on:
        raise ValidationError({"lock_on": not_before_due(cycle.lock_on, cycle.due_on)})


def not_before_due(found: dt.date, due_on: dt.date) -> str:
    return _("Lock: found %(found)s, expected %(expected)s (the deadline) or later.") % {
        "found": f"{found:%d/%m/%Y}",
        "expected": f"{due_on:%d/%m/%Y}",
    }


def later(found: dt.date, expected: dt.date) -> str:
    return _("Deadline: found %(found)s, expected a day after %(expected)s.") % {
        "found": found.strftime("%d/%m/%Y"),
        "expected": expected.strftime("%d/%m/%Y"),
    }

"""From below upward: a unit asks the units under it for their reports, sees them come in, and takes their words over."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import can, require
from portal.audit.models import Verb
from portal.audit.trail import record
from portal.units.models import Unit
from reports.models import Report, ReviewState
from reports.notices.collecting import tell_asked

from .drafts import Draft, save_draft


@dataclass(frozen=True)
class Below:
    """A unit under another one in one cycle: its report where it owes one, and whether the upper unit asked for it."""

    unit: Unit
    report: Report | None
    is_ours: bool

    @property
    def is_missing(self) -> bool:
        """Asked for, and neither sent nor received yet."""
        return self.is_ours and self.report is not None and self.report.state in _WAITING

    @property
    def may_be_asked(self) -> bool:
        return self.report is None


_WAITING = (ReviewState.DRAFT, ReviewState.RETURNED)


def units_below(report: Report):
    """Units directly under the report's unit that live on the last day of the data."""
    return Unit.objects.as_of(report.cycle.ends_on).filter(parent=report.unit).order_by("sort_key")


def below(report: Report) -> list[Below]:
    """All units directly under the report's own, with what they owe in the cycle. Two queries, however many."""
    units = list(units_below(report))
    if not units:
        return []
    rows = Report.objects.of_cycle(report.cycle).filter(unit__in=units).select_related("unit", "cycle")
    owed = {row.unit_id: row for row in rows}
    return [
        Below(unit, row := owed.get(unit.pk), bool(row and row.collected_by_id == report.pk))
        for unit in units
    ]


def gathers(user, report: Report) -> bool:
    """Whether the user writes for the unit that asked for this report, and so receives or returns it."""
    upper = report.collected_by
    return upper is not None and can(user, Permission.REPORT_WRITE, upper)


@transaction.atomic
def ask_below(report: Report, units: Iterable[Unit], *, due_on: dt.date, by, at: dt.datetime) -> list[Report]:
    """Give these units below an assignment in the same cycle, due before the own report. Returns the new ones.

    Raises PermissionDenied; ValidationError when the report was sent, a unit stands elsewhere or owes a report
    already, or the day lies outside today and the own deadline.
    """
    if by is not None:
        require(by, Permission.REPORT_WRITE, report)
    locked = Report.objects.select_for_update(of=("self",)).select_related("cycle", "unit").get(pk=report.pk)
    if not locked.is_open:
        raise ValidationError(_("The own report was sent: units below can no longer be asked."))
    _check_day(locked, due_on, on=at.astimezone().date())
    asked = list(units)
    _check_units(locked, asked)
    fresh = [
        Report(cycle=locked.cycle, unit=unit, due_on=due_on, lock_on=locked.lock_on, collected_by=locked)
        for unit in asked
    ]
    Report.objects.bulk_create(fresh)
    for row in fresh:
        record(Verb.OPENED, row, by=by, at=at, details={"due_on": str(due_on), "asked_by": str(locked.unit)})
        tell_asked(row, by=by)
    return fresh


def _check_day(report: Report, due_on: dt.date, *, on: dt.date) -> None:
    if not on <= due_on <= max(on, report.due_on):
        raise ValidationError(
            {"due_on": _("Deadline of the units below: found %(found)s, expected a day from %(first)s to %(last)s.")
             % {"found": f"{due_on:%d/%m/%Y}", "first": f"{on:%d/%m/%Y}", "last": f"{max(on, report.due_on):%d/%m/%Y}"}}
        )  # fmt: skip


def _check_units(report: Report, asked: list[Unit]) -> None:
    if not asked:
        raise ValidationError({"units": _("Units: found none, expected at least one.")})
    allowed = {one.unit.pk: one for one in below(report)}
    wrong = [unit for unit in asked if unit.pk not in allowed or not allowed[unit.pk].may_be_asked]
    if wrong:
        sentence = _(
            "Units: found %(found)s, expected units directly under %(unit)s that owe no report of this period yet."
        )
        found = ", ".join(str(unit) for unit in wrong)
        raise ValidationError({"units": sentence % {"found": found, "unit": report.unit}})


@transaction.atomic
def spare(row: Report, *, by, at: dt.datetime) -> None:
    """Ask it no longer: only while nothing was written or sent, else words would be lost."""
    row = Report.objects.select_for_update(of=("self",)).select_related("collected_by").get(pk=row.pk)
    if not gathers(by, row):
        raise PermissionDenied
    if row.state != ReviewState.DRAFT or row.started_at is not None:
        raise ValidationError(
            _("%(unit)s has begun to write: it can no longer be spared.") % {"unit": row.unit}
        )
    record(Verb.CANCELLED, row, by=by, at=at, details={"unit": str(row.unit)})
    row.delete()


@transaction.atomic
def take_over(row: Report, section: str, *, by, at: dt.datetime) -> Report:
    """Put what the unit below sent in a section under the own text, after its name. The own report, as it is now.

    Raises PermissionDenied; ValidationError while nothing was received, where it says nothing, or stands there already.
    """
    upper = row.collected_by
    if upper is None or not upper.may_edit(by):
        raise PermissionDenied
    version = row.versions.order_by("-number").first() if row.state == ReviewState.ACCEPTED else None
    words = version.content["sections"].get(section, "").strip() if version else ""
    if not words:
        raise ValidationError(
            _("Section %(code)s of %(unit)s: found nothing received, expected a text.")
            % {"code": section, "unit": row.unit}
        )
    own = upper.narratives.select_for_update().filter(section=section).first()
    passage = f"{row.unit}: {' '.join(words.split())}"
    if own and passage in own.text:
        raise ValidationError(_("This text of %(unit)s stands in the section already.") % {"unit": row.unit})
    text = "\n".join(filter(None, [own.text if own else "", passage]))
    return save_draft(upper, Draft({section: (text, own.revision if own else None)}), by=by, at=at)

"""Inspections of external relations: what each step of their way keeps, and what is to be put right afterwards."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import can
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.records.services import save_record

from ..models import Course, Inspection, InspectionStage, Remedy


@transaction.atomic
def save_inspection(
    row: Inspection, *, by, revision: int | None = None, many: dict | None = None
) -> Inspection:
    """Create or change what is planned. Raises what `save_record` raises."""
    check_planned(row)
    return save_record(row, by=by, revision=revision, many=many)


def check_planned(row: Inspection | Course) -> None:
    """Raise ValidationError for a day outside the year of the plan."""
    if row.planned_on and row.planned_on.year != row.year:
        raise ValidationError(
            {
                "planned_on": _("Planned for: found %(found)s, expected a day of %(expected)s.")
                % {"found": f"{row.planned_on:%d/%m/%Y}", "expected": row.year}
            }
        )


def check_inspection(row: Inspection, *, on: dt.date) -> None:
    """Raise ValidationError for a day outside the year of the plan, and for steps ahead of the day or out of order."""
    check_planned(row)
    earlier: dt.date | None = None
    for name in ("decided_on", "held_on", "concluded_on"):
        day = getattr(row, name)
        if day and day > on:
            raise ValidationError({name: _day(day, _("today or earlier"))})
        if day and earlier and day < earlier:
            raise ValidationError({name: _day(day, _("%(day)s or later") % {"day": f"{earlier:%d/%m/%Y}"})})
        earlier = day or earlier


def keep_decision(row: Inspection, *, number: str, on: dt.date, **given) -> None:
    """Effect: the decision to inspect; from now on the inspected unit sees it."""
    row.decision_number, row.decided_on = number, on


def keep_minutes(row: Inspection, *, on: dt.date, findings: str, **given) -> None:
    row.held_on, row.findings = on, findings


def keep_conclusion(row: Inspection, *, on: dt.date, conclusion: str, **given) -> None:
    row.concluded_on, row.conclusion = on, conclusion


def keep_reason(row: Inspection, *, reason: str, **given) -> None:
    row.cancelled_reason = reason[:300]


def check_not_ahead(row: Inspection, given: dict) -> None:
    """Guard: what is recorded has happened."""
    on, today = given.get("on"), given["at"].astimezone().date()
    if on and on > today:
        raise ValidationError({"on": _day(on, _("today or earlier"))})


def check_after_decision(row: Inspection, given: dict) -> None:
    """Guard: nobody inspects before the decision."""
    on = given.get("on")
    if on and row.decided_on and on < row.decided_on:
        raise ValidationError(
            {"on": _day(on, _("%(day)s (the decision) or later") % {"day": f"{row.decided_on:%d/%m/%Y}"})}
        )


def check_after_minutes(row: Inspection, given: dict) -> None:
    """Guard: a conclusion follows the minutes."""
    on = given.get("on")
    if on and row.held_on and on < row.held_on:
        raise ValidationError(
            {"on": _day(on, _("%(day)s (the minutes) or later") % {"day": f"{row.held_on:%d/%m/%Y}"})}
        )


def _day(found: dt.date, expected: str) -> str:
    return _("Day: found %(found)s, expected %(expected)s.") % {
        "found": f"{found:%d/%m/%Y}",
        "expected": expected,
    }


@transaction.atomic
def add_remedy(row: Inspection, *, text: str, due_on: dt.date | None, by) -> Remedy:
    """What the inspected unit has to put right, after the conclusion."""
    row = Inspection.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if by is not None and not row.may_edit(by):
        raise PermissionDenied
    if row.stage != InspectionStage.CONCLUDED:
        raise ValidationError(
            _("Remedy: found an inspection “%(found)s”, expected one that is concluded.")
            % {"found": row.get_stage_display()}
        )
    if due_on and row.concluded_on and due_on < row.concluded_on:
        expected = _("%(day)s or later") % {"day": f"{row.concluded_on:%d/%m/%Y}"}
        raise ValidationError({"due_on": _day(due_on, expected)})
    remedy = Remedy.objects.create(inspection=row, text=text, due_on=due_on)
    write_trail(Verb.UPDATED, row, by=by, details={"remedy": text})
    return remedy


def may_finish(remedy: Remedy, user) -> bool:
    """The inspected unit says that it is done; so may who inspects."""
    inspection = remedy.inspection
    return can(user, Permission.RECORD_EDIT, inspection.inspected) or inspection.may_edit(user)


@transaction.atomic
def finish_remedy(remedy: Remedy, *, on: dt.date, evidence: str, today: dt.date, by) -> Remedy:
    """It was put right on that day, and this shows it."""
    remedy = (
        Remedy.objects.select_for_update(of=("self",))
        .select_related("inspection__inspected")
        .get(pk=remedy.pk)
    )
    if by is not None and not may_finish(remedy, by):
        raise PermissionDenied
    if not evidence.strip():
        raise ValidationError(
            {"evidence": _("Evidence: found nothing, expected what shows that it was done.")}
        )
    if on > today:
        raise ValidationError({"on": _day(on, _("today or earlier"))})
    remedy.done_on, remedy.evidence = on, evidence.strip()[:300]
    remedy.save(update_fields=["done_on", "evidence"])
    write_trail(
        Verb.CLOSED, remedy.inspection, by=by, details={"remedy": remedy.text, "evidence": remedy.evidence}
    )
    return remedy

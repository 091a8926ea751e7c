"""The findings of unified management, the numbers in force, and the condition of each (domain.md 2.1-2.3, 7.2)."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from portal.deadlines.rules import rule

from ..models import Delegation, Direction, DossierState, Event, Mode, OurRole, Planned, State
from ..models.activity import Activity


class Finding(models.TextChoices):
    """What is wrong, or wants a word of explanation."""

    OUT_OF_PLAN = "out_of_plan", gettext_lazy("Not in the plan")
    NO_REASON = "no_reason", gettext_lazy("Not in the plan, no reason given")
    NO_PERMISSION = "no_permission", gettext_lazy("No permission recorded")
    BEFORE_PERMISSION = "before_permission", gettext_lazy("Began before the permission")
    REPORT_MISSING = "report_missing", gettext_lazy("Report overdue")
    REPORT_LATE = "report_late", gettext_lazy("Report handed in late")
    TOO_LATE = "too_late", gettext_lazy("Proposed too late")
    SECOND = "second", gettext_lazy("Second delegation on the same matter")
    COURTING = "courting", gettext_lazy("Several units with the same partner")


#: Which of them weigh as broken; the others ask for an explanation.
BROKEN = (
    Finding.NO_REASON,
    Finding.NO_PERMISSION,
    Finding.BEFORE_PERMISSION,
    Finding.REPORT_MISSING,
    Finding.REPORT_LATE,
)


@dataclass(frozen=True)
class Limits:
    """The numbers in force on a day; None where a rule has ended: nothing is then found by it."""

    on: dt.date
    report_days: int | None
    event_report_days: int | None
    outgoing_days: int | None
    incoming_days: int | None
    event_days: int | None
    years: int | None
    same: int | None
    partner_days: int | None
    sources: dict[str, str]


RULES = {
    "report_days": "R13",
    "event_report_days": "R11",
    "outgoing_days": "R14-late",
    "incoming_days": "R15",
    "event_days": "R9",
    "years": "R19",
    "same": "R19-same",
    "partner_days": "R19-partner",
}


def limits(on: dt.date) -> Limits:
    found = {name: rule(code, on) for name, code in RULES.items()}
    numbers = {name: one.number if one else None for name, one in found.items()}
    sources = {name: f"{one.code}: {one.description} ({one.source})" for name, one in found.items() if one}
    return Limits(on=on, sources=sources, **numbers)


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


def subject_to_rules(rows):
    """What the rules speak of: trips abroad, guests, conferences that we hold; begun or to come, not called off."""
    found = rows.live().exclude(state__in=(State.CANCELLED, State.POSTPONED)).exclude(mode=Mode.ONLINE)
    if rows.model is Event:
        return found.filter(our_role__in=(OurRole.HOST, OurRole.CO_HOST))
    return found.filter(direction__in=(Direction.OUTGOING, Direction.INCOMING))


def conditions(model: type[Activity], limit: Limits) -> dict[str, Q]:
    """Finding → condition on rows of the model that have passed `with_facts`; `compliance_pairs` asks the others."""
    begun = Q(begins_on__lte=limit.on)
    found = {
        Finding.OUT_OF_PLAN: Q(planned=Planned.UNPLANNED),
        Finding.NO_REASON: Q(planned=Planned.UNPLANNED, unplanned_reason="") & ~Q(dossier_state=""),
        Finding.NO_PERMISSION: begun & Q(permission_number="", permitted_on=None, has_decision=False),
        Finding.BEFORE_PERMISSION: Q(begins_on__lt=F("permitted_on")),
    }
    number = limit.event_report_days if model is Event else limit.report_days
    if number is not None:
        found |= _of_reports(number, limit.on)
    if model is Delegation:
        found |= _of_proposals(limit)
    elif limit.event_days is not None:
        found[Finding.TOO_LATE] = Q(notice__lt=days(limit.event_days))
    return found


def _of_reports(number: int, on: dt.date) -> dict[str, Q]:
    """What only the register expects may not have taken place; whose dossier was approved did, unless put off."""
    held = ~Q(state=State.PLANNED) | Q(dossier_state__in=(DossierState.APPROVED, DossierState.CLOSED))
    missing = Q(reported_on=None, placed_to__lt=on - days(number)) & held
    return {
        Finding.REPORT_MISSING: missing,
        Finding.REPORT_LATE: Q(report_took__gt=days(number)),
    }


def _of_proposals(limit: Limits) -> dict[str, Q]:
    late = Q()
    for direction, number in (
        (Direction.OUTGOING, limit.outgoing_days),
        (Direction.INCOMING, limit.incoming_days),
    ):
        if number is not None:
            late |= Q(direction=direction, notice__lt=days(number))
    return {Finding.TOO_LATE: late} if late else {}

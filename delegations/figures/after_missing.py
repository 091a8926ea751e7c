"""Which approved trips, visits and conferences have ended and still owe their report."""

import datetime as dt
from dataclasses import dataclass

from portal.deadlines.models import Rule, RuleUnit

from ..models import ActivityReport, Delegation, DossierState, Event, ReportStage
from .after import OF_CONFERENCES, OF_TRIPS, report_due

FORGOTTEN = dt.timedelta(days=365)  # what is missing for longer is a matter of the compliance board


def without_report(rows, *, on: dt.date):
    """Of a queryset of delegations or of conferences: approved dossiers that ended before the day, no report handed in."""
    held = (
        rows.live()
        .expected()
        .filter(dossier_state=DossierState.APPROVED, placed_to__lt=on, placed_to__gte=on - FORGOTTEN)
    )
    name = "delegation" if rows.model is Delegation else "event"
    handed_in = ActivityReport.objects.filter(stage=ReportStage.SUBMITTED, **{f"{name}__isnull": False})
    found = held.exclude(pk__in=handed_in.values(name))
    return found.filter(report_submitted_on=None) if rows.model is Delegation else found


@dataclass(frozen=True)
class Awaited:
    """A record whose report is awaited, and until when; None where no rule says so."""

    record: Delegation | Event
    due_on: dt.date | None


def awaited(user, *, unit_ids, on: dt.date, most: int) -> list[Awaited]:
    """The oldest of what the user may see and these units owe; three queries however many there are."""
    found: list[Awaited] = []
    rules = list(Rule.objects.filter(code__in=[OF_TRIPS, OF_CONFERENCES]).order_by("valid_from"))
    for model, code in ((Delegation, OF_TRIPS), (Event, OF_CONFERENCES)):
        rows = without_report(model.objects.visible_to(user).filter(unit_id__in=unit_ids), on=on)
        for record in rows.order_by("placed_to", "pk")[:most]:
            found.append(Awaited(record, _due(record, [rule for rule in rules if rule.code == code])))
    return sorted(found, key=lambda one: one.due_on or on)[:most]


def _due(record: Delegation | Event, rules: list[Rule]) -> dt.date | None:
    """As `report_due`, from rules that were read once; a rule that counts no plain days is asked itself."""
    end = record.placed_to
    held = [
        rule for rule in rules if rule.valid_from <= end and (rule.valid_to is None or rule.valid_to >= end)
    ]
    if not held:
        return None
    if held[-1].unit != RuleUnit.DAYS:
        return report_due(record)
    return end + dt.timedelta(days=held[-1].number or 0)

"""What a unit reports on agreements at the end of the year: annex IV of the year, annex IV-b of what is planned (R8)."""

import datetime as dt

from django.db.models import Q

from ..models import Agreement, AgreementYear
from .annexes import agreement_rows, planned_rows


def annexes_of(report: AgreementYear, *, on: dt.date) -> dict[str, list[dict]]:
    """Rows of both annexes, {"iv", "iv_b"}: as they were sent, else as the registers say on the day."""
    return report.frozen or live_annexes(report, on=on)


def live_annexes(report: AgreementYear, *, on: dt.date) -> dict[str, list[dict]]:
    """Signed in the year or in force at its end (on the day, while the year lasts); planned to be signed."""
    first, last = dt.date(report.year, 1, 1), dt.date(report.year, 12, 31)
    end = max(first, min(on, last))
    mine = answered_for(report.unit_id)
    running = mine.signed_within(first, last) | mine.in_force(on=end)
    return {"iv": agreement_rows(running.distinct()), "iv_b": planned_rows(mine)}


def answered_for(unit_id: int):
    """Agreements for which the unit answers: its own that were not passed on, and those passed on to it."""
    return Agreement.objects.live().filter(Q(unit=unit_id, passed_to=None) | Q(passed_to=unit_id))

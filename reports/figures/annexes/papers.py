"""Annexes IV, IV-b, VI and XI, whose rows other apps know: agreements, resources, plans."""

import datetime as dt
from collections.abc import Collection

from agreements.figures.annexes import agreement_rows as rows_of_agreements
from agreements.figures.annexes import planned_rows as rows_of_signings
from agreements.figures.annexes import resource_rows as rows_of_resources
from agreements.models import Agreement
from delegations.figures.plan_annex import annex_rows as rows_of_plan
from delegations.figures.plans import outside
from delegations.models import Delegation, Event, PlanItem

from .. import queries
from ..window import Window, of_units


def agreement_rows(window: Window) -> list[dict]:
    """Annex IV: agreements signed in the period, and those in force at its end."""
    signed = queries.agreements_signed(window)
    return rows_of_agreements((signed | queries.agreements_in_force(window)).distinct())


def resource_rows(window: Window) -> list[dict]:
    """Annex VI: outside resources that ran in the period, with their sums in it and up to its end."""
    return rows_of_resources(queries.resources_known(window), window.first, window.last)


def signing_rows(window: Window) -> list[dict]:
    """Annex IV-b: agreements that are planned to be signed."""
    return rows_of_signings(of_units(Agreement.objects.live(), window))


def plan_rows(year: int, *, on: dt.date, unit_ids: Collection[int] | None = None) -> list[dict]:
    """Annex XI of these units, or of all: each line of the approved plans and what became of it; then what was done
    outside.
    """
    arisen = outside(Delegation.objects.all(), Event.objects.all(), year=year, unit_ids=unit_ids)
    lines = PlanItem.objects.live().approved().of_year(year)
    if unit_ids is not None:
        lines = lines.filter(plan__unit_id__in=unit_ids)
    return rows_of_plan(lines, arisen.delegations, arisen.events, on=on)

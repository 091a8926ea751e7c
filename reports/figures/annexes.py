"""Rows of annexes II, III, IV, IV-b, VI and XI (domain.md section 3) as plain texts and numbers, in Vietnamese.

Each row carries the key of its record, so that a consolidated annex shows a joint activity once.
"""

import datetime as dt
from collections.abc import Collection

from agreements.figures.annexes import agreement_rows as rows_of_agreements
from agreements.figures.annexes import planned_rows as rows_of_signings
from agreements.figures.annexes import resource_rows as rows_of_resources
from agreements.models import Agreement
from delegations.figures.annexes import incoming_rows as rows_of_incoming
from delegations.figures.annexes import outgoing_rows as rows_of_outgoing
from delegations.figures.plan_annex import annex_rows as rows_of_plan
from delegations.figures.plans import outside
from delegations.models import Delegation, Event, PlanItem

from . import queries
from .window import Window, of_units


def outgoing_rows(window: Window) -> list[dict]:
    """Annex II: outgoing delegations."""
    return rows_of_outgoing(queries.outgoing(window))


def incoming_rows(window: Window) -> list[dict]:
    """Annex III: incoming delegations."""
    return rows_of_incoming(queries.incoming(window))


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


#: The annexes of a unit's report, each with what gives its rows.
ROWS = {"II": outgoing_rows, "III": incoming_rows, "IV": agreement_rows, "VI": resource_rows}

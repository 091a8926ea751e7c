"""Rows of annexes II, III, IV, IV-b, VI and XI (domain.md section 3) as plain texts and numbers, in Vietnamese.

Each row carries the key of its record, so that a consolidated annex shows a joint activity once.
"""

import datetime as dt
from collections.abc import Collection

from django.utils import translation

from agreements.figures.annexes import agreement_rows as rows_of_agreements
from agreements.figures.annexes import planned_rows as rows_of_signings
from agreements.figures.annexes import resource_rows as rows_of_resources
from agreements.models import Agreement
from delegations.figures.plan_annex import annex_rows as rows_of_plan
from delegations.figures.plans import outside
from delegations.models import Delegation, Event, PlanItem

from . import queries
from .window import Window, of_units


def outgoing_rows(window: Window) -> list[dict]:
    """Annex II: outgoing delegations."""
    rows = _related(queries.outgoing(window))
    with translation.override("vi"):
        return [
            {
                "record": record.pk,
                "unit": record.unit.short_name,
                "cells": [
                    record.title,
                    _person(record.head_name, record.head_post),
                    record.get_level_display(),
                    _people(record),
                    record.country_label,
                    ", ".join(record.partner_names),
                    _time(record),
                    record.get_planned_display(),
                    record.permission_label,
                    _money(record),
                    record.result,
                    record.report_submitted_on.strftime("%d/%m/%Y") if record.report_submitted_on else "",
                ],
            }
            for record in rows
        ]


def incoming_rows(window: Window) -> list[dict]:
    """Annex III: incoming delegations."""
    rows = _related(queries.incoming(window))
    with translation.override("vi"):
        return [
            {
                "record": record.pk,
                "unit": record.unit.short_name,
                "cells": [
                    record.title,
                    "; ".join(filter(None, [record.country_label, ", ".join(record.partner_names)])),
                    _person(record.head_name, record.head_post),
                    record.get_guest_class_display(),
                    _people(record),
                    _time(record),
                    record.place,
                    record.unit.short_name,
                    record.agenda,
                    record.permission_label,
                    _money(record),
                    record.result,
                ],
            }
            for record in rows
        ]


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


def _related(queryset):
    rows = queryset.select_related("unit").prefetch_related("partners", "legs", "other_units")
    return rows.order_by("unit__sort_key", "starts_on", "pk")


def _person(name: str, post: str) -> str:
    return ", ".join(filter(None, [name, post]))


def _people(record) -> str:
    """ "7 (3)": persons, women among them; empty when nobody stated it."""
    if record.size is None:
        return ""
    return f"{record.size} ({record.women})" if record.women is not None else str(record.size)


def _time(record) -> str:
    days = f" ({record.days} ngày)" if record.days else ""
    return f"{record.time_label}{days}"


def _money(record) -> str:
    if record.cost is None:
        return record.get_funding_source_display()
    amount = f"{record.cost:,}".replace(",", ".")
    return "; ".join(filter(None, [amount, record.get_funding_source_display()]))

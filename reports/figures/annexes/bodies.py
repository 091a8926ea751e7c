"""Annexes VIII and IX: what a unit did in international bodies and owes them; the seats it holds and runs for.

Rows are those of a unit: what two units do in one body are two rows, each with its key of unit and body.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import translation

from partners.models import (
    OPEN_STAGES,
    Candidacy,
    Initiative,
    Obligation,
    ObligationKind,
    Partner,
    PartnerType,
    Position,
    Touch,
)
from partners.printing.standing import TAKING_PART
from portal.units.models import Unit

from ..window import Window, of_units
from .cells import day, joined, lines

Key = tuple[int, int]  # unit, body
#: bodies of many countries: to take part in their work is multilateral work, membership or not
INTERNATIONAL = (
    PartnerType.GLOBAL_UNION_FEDERATION, PartnerType.GLOBAL_UNION_REGIONAL, PartnerType.REGIONAL_UNION_ORG,
    PartnerType.INTERNATIONAL_UNION_ORG, PartnerType.WFTU_TUI, PartnerType.UN_IGO,
)  # fmt: skip


def membership_rows(window: Window) -> list[dict]:
    """Annex VIII: each body of which a unit is a member, where it put something forward, owes or paid dues, and each
    international one in whose work it took part.
    """
    members = _by_body(_live(Position, window).memberships().held(on=window.last))
    initiatives = _by_body(_live(Initiative, window).within(window.first, window.last))
    owed = _by_body(_obligations(window))
    known = {*members, *initiatives, *owed}
    meetings = _meetings(window, {body for _unit, body in known})
    keys = known | {key for key in meetings if window.unit_ids is None or key[0] in window.unit_ids}
    bodies = Partner.objects.in_bulk({body for _unit, body in keys})
    units = Unit.objects.in_bulk({unit for unit, _body in keys})
    keys = {key for key in keys if key in known or bodies[key[1]].partner_type in INTERNATIONAL}
    with translation.override("vi"):
        found = [
            {
                "record": f"{key[0]}-{key[1]}",
                "unit": units[key[0]].short_name,
                "unit_id": key[0],
                "cells": [
                    bodies[key[1]].name_vi,
                    *_done(members[key], meetings[key], initiatives[key]),
                    *_owed(owed[key]),
                ],
            }
            for key in keys
        ]
    return sorted(found, key=lambda row: (units[row["unit_id"]].sort_key, row["cells"][0]))


def _done(members: list, meetings: list, initiatives: list) -> list[str]:
    """As what we are there, in what we took part and at which level, what we put forward."""
    return [
        lines(row.title for row in members),
        lines(row.title for row in meetings),
        lines(row.get_level_display() for row in meetings),
        lines(joined(row.title, row.forum, by=", ") for row in initiatives),
    ]


def _owed(owed: list[Obligation]) -> list[str]:
    """Dues to be paid, paid, when; reports of the member; the rest."""
    dues = [row for row in owed if row.kind == ObligationKind.DUES]
    told = [row for row in owed if row.kind == ObligationKind.MEMBER_REPORT]
    return [
        lines(f"{row.year}: {row.amount_display or 'chưa nêu số'}" for row in dues),
        lines(f"{row.year}: {row.paid_display or '–'}" for row in dues),
        lines(f"{row.year}: {day(row.done_on) or 'chưa nộp'}" for row in dues),
        lines(f"{row.title}: {day(row.done_on) or 'chưa gửi'}" for row in told),
        lines(row.notes for row in owed),
    ]


def _obligations(window: Window) -> QuerySet:
    """What fell due in the period or was done in it, and what stays unpaid from before."""
    days = (window.first, window.last)
    wanted = Q(due_on__range=days) | Q(done_on__range=days) | Q(done_on=None, due_on__lt=window.first)
    return _live(Obligation, window).filter(wanted).order_by("due_on", "pk")


def _meetings(window: Window, bodies: Iterable[int]) -> dict[Key, list[Touch]]:
    """(unit, body) → visits, talks and conferences with these bodies and with international ones; a joint one stands
    with each of its units.
    """
    found: dict[Key, list[Touch]] = defaultdict(list)
    rows = Touch.objects.done(on=window.last).filter(
        Q(partner__in=bodies) | Q(partner__partner_type__in=INTERNATIONAL),
        kind__in=TAKING_PART, placed_on__range=(window.first, window.last),
    )  # fmt: skip
    for row in rows.prefetch_related("other_units").order_by("placed_on", "pk"):
        for unit in {row.unit_id, *(unit.pk for unit in row.other_units.all())}:
            found[unit, row.partner_id].append(row)
    return found


def _live(model, window: Window) -> Any:
    return of_units(model.objects.live(), window)


def _by_body(rows: Iterable) -> dict[Key, list]:
    found: dict[Key, list] = defaultdict(list)
    for row in rows:
        if row.partner_id:
            found[row.unit_id, row.partner_id].append(row)
    return found


def seat_rows(window: Window) -> list[dict]:
    """Annex IX: mandates held at the end of the period with who is to follow, then other candidacies under way."""
    seats = _live(Position, window).mandates().held(on=window.last)
    rows = _related(seats).order_by("unit__sort_key", "title", "pk")
    candidacies = [row for row in _related(_candidacies(window)) if _is_of(row, window)]
    plans = {row.replaces_id: row for row in candidacies if row.replaces_id}
    with translation.override("vi"):
        held = [_row(f"c{row.pk}", row, _seat(row, plans.get(row.pk))) for row in rows]
        shown = {row.pk for row in rows}
        others = [row for row in candidacies if row.replaces_id not in shown]
        return [*held, *(_row(f"u{row.pk}", row, _candidacy(row)) for row in others)]


def _candidacies(window: Window) -> QuerySet:
    found = _live(Candidacy, window).select_related("replaces").prefetch_related("candidate__skills")
    return found.order_by("unit__sort_key", "seat", "pk")


def _is_of(row: Candidacy, window: Window) -> bool:
    """Elections of the period; of those whose day nobody wrote, the ones that are under way."""
    if row.election_on is None:
        return row.stage in OPEN_STAGES
    return window.first <= row.election_on.latest and row.election_on.earliest <= window.last


def _related(rows: QuerySet) -> QuerySet:
    return rows.select_related("unit", "partner")


def _row(key: str, record, cells: list[str]) -> dict:
    return {"record": key, "unit": record.unit.short_name, "unit_id": record.unit_id, "cells": cells}


def _seat(row: Position, plan: Candidacy | None) -> list[str]:
    return [
        row.title,
        row.partner.name_vi if row.partner else row.organisation_written,
        joined(row.holder, row.holder_post, row.unit.short_name, by=", "),
        row.term_label(),
        plan.candidate_label if plan else "",
        joined(plan.result or plan.get_stage_display() if plan else "", row.outcome),
        row.successors,
        _languages(plan),
    ]


def _candidacy(row: Candidacy) -> list[str]:
    return [
        row.seat, row.partner.name_vi, "", "", row.candidate_label, row.result or row.get_stage_display(), "",
        _languages(row),
    ]  # fmt: skip


def _languages(plan: Candidacy | None) -> str:
    """What the candidate speaks."""
    person = plan.candidate if plan else None
    return ", ".join(str(skill) for skill in person.skills.all()) if person else ""

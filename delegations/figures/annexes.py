"""Rows of annexes II, III and V (domain.md section 3) as plain texts, in the Vietnamese of an official paper.

Each row carries the key of its record, so that an annex of several units shows a joint activity once.
"""

from collections.abc import Callable

from django.utils import translation

from portal.ui.formats import number_vi

from ..models import Delegation, Event
from ..querysets import DelegationQuerySet, EventQuerySet


def outgoing_rows(rows: DelegationQuerySet, most: int | None = None) -> list[dict]:
    """Annex II: {"record", "unit", "cells"} of delegations that the caller has chosen and scoped, at most so many."""
    return _rows(rows, _outgoing, most)


def incoming_rows(rows: DelegationQuerySet, most: int | None = None) -> list[dict]:
    """Annex III, alike."""
    return _rows(rows, _incoming, most)


def conference_rows(rows: EventQuerySet, most: int | None = None) -> list[dict]:
    """Annex V, alike."""
    return _rows(rows, _conference, most)


def _rows(rows, cells: Callable, most: int | None) -> list[dict]:
    found = rows.for_list().order_by("unit__sort_key", "starts_on", "pk")[:most]
    with translation.override("vi"):
        return [
            {"record": record.pk, "unit": record.unit.short_name, "cells": cells(record)} for record in found
        ]


def _outgoing(record: Delegation) -> list[str]:
    return [
        record.title,
        _joined(", ", record.head_name, record.head_post),
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
        record.notes,
    ]


def _incoming(record: Delegation) -> list[str]:
    return [
        record.title,
        _joined("; ", record.country_label, ", ".join(record.partner_names)),
        _joined(", ", record.head_name, record.head_post),
        record.get_guest_class_display(),
        _people(record),
        _time(record),
        record.place,
        record.unit.short_name,
        record.agenda,
        record.permission_label,
        _money(record),
        record.result,
        record.notes,
    ]


def _conference(record: Event) -> list[str]:
    return [
        record.title,
        _joined("; ", record.get_our_role_display(), ", ".join(record.partner_names)),
        record.agenda,
        _joined("; ", record.time_label, _joined(", ", record.place, record.country_label), record.get_mode_display()),
        record.permission_label,
        _joined("; ", _both_sides(record), record.countries_written),
        _money(record),
        _joined("; ", record.result, record.initiative),
        record.notes,
    ]  # fmt: skip


def _joined(between: str, *parts: str) -> str:
    return between.join(str(part) for part in parts if part)


def _people(record: Delegation) -> str:
    """ "7 (3)": persons, women among them; empty when nobody stated it."""
    if record.size is None:
        return ""
    return f"{record.size} ({record.women})" if record.women is not None else str(record.size)


def _both_sides(record: Event) -> str:
    """ "60/20": Vietnamese and foreign participants, else how many in all; empty when nobody stated it."""
    if record.participants_vn is None and record.participants_foreign is None:
        return "" if record.participants is None else number_vi(record.participants)
    sides = (record.participants_vn, record.participants_foreign)
    return "/".join("–" if side is None else number_vi(side) for side in sides)


def _time(record: Delegation) -> str:
    days = f" ({record.days} ngày)" if record.days else ""
    return f"{record.time_label}{days}"


def _money(record: Delegation | Event) -> str:
    amount = "" if record.cost is None else f"{record.cost:,}".replace(",", ".")
    return _joined("; ", amount, record.get_funding_source_display())

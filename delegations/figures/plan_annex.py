"""Rows of annex XI: each line of the plan with what became of it, then what was done outside the plan.

The words are those of an official paper, so they are Vietnamese in every language of the portal.
"""

import datetime as dt
from collections.abc import Iterable

from django.utils import translation

from ..models import CancelReason, Delegation, Event, LineCondition, PlanItem

STATES = {
    LineCondition.PLANNED: "Chưa đến thời gian",
    LineCondition.UNDER_WAY: "Đang chuẩn bị, thực hiện",
    LineCondition.DONE: "Thực hiện",
    LineCondition.LATE: "Quá thời gian, chưa thực hiện",
    LineCondition.POSTPONED: "Hoãn",
    LineCondition.CANCELLED: "Hủy",
    LineCondition.CARRIED: "Chuyển sang năm sau",
}
OUTSIDE = "Phát sinh ngoài kế hoạch"


def annex_rows(items, delegations, events, *, on: dt.date) -> list[dict]:
    """{"record", "unit", "cells"} of each line of `items`, then of each dossier of no line.

    Cells: content, planned time, state, reason, estimate, spent (đồng, None where not stated). `items`,
    `delegations`, `events` are querysets that the caller has scoped.
    """
    lines = (
        items.with_condition(on=on)
        .with_spent()
        .for_list()
        .prefetch_related("changes", "delegation_records", "event_records")
    )
    with translation.override("vi"):
        return [
            *(_line(item) for item in lines.order_by("unit__sort_key", "placed_from", "pk")),
            *_outside(delegations.for_list()),
            *_outside(events.for_list()),
        ]


def _line(item: PlanItem) -> dict:
    state = STATES[LineCondition(item.condition)]
    if item.is_addition and item.condition in (
        LineCondition.DONE,
        LineCondition.UNDER_WAY,
        LineCondition.PLANNED,
    ):
        state = f"{state} (bổ sung trong năm)"
    cells = [item.title, item.time_label, state, reason_of(item), item.estimate, item.spent]
    return {"record": f"item-{item.pk}", "unit": item.unit.short_name, "cells": cells}


def reason_of(item: PlanItem) -> str:
    """Why a line was added, put off or dropped: the coded reason and what was written last."""
    if item.settled:
        last = max((change for change in item.changes.all() if change.kind != "changed"),
                   key=lambda change: (change.at, change.pk), default=None)  # fmt: skip
        code = str(CancelReason(item.cancel_reason).label)
        return ": ".join(filter(None, [code[:1].upper() + code[1:], last.reason if last else ""]))
    if item.condition in (LineCondition.POSTPONED, LineCondition.CANCELLED):
        return "; ".join(filter(None, (_put_off(record) for record in dossiers_of(item))))
    return item.reason


def dossiers_of(item: PlanItem) -> list[Delegation | Event]:
    """The living dossiers of a line; free after they were prefetched."""
    found = [*item.delegation_records.all(), *item.event_records.all()]
    return [record for record in found if record.archived_at is None]


def _put_off(record: Delegation | Event) -> str:
    return ": ".join(filter(None, [str(record.get_put_off_because_display()), record.put_off_note]))


def _outside(records: Iterable[Delegation | Event]) -> list[dict]:
    return [
        {
            "record": f"{record._meta.model_name}-{record.pk}",
            "unit": record.unit.short_name,
            "cells": [record.title, record.time_label, OUTSIDE, record.unplanned_reason, None, record.cost],
        }
        for record in records
    ]

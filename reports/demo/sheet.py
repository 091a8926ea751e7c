"""The registers read once for all units of a cycle: a demonstration sends hundreds of reports."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from reports.figures import annexes, queries
from reports.figures.gather import Registers
from reports.figures.questions import Question
from reports.figures.window import Window

RECORDS_OF = {
    "II": [queries.outgoing],
    "III": [queries.incoming],
    "IV": [queries.agreements_signed, queries.agreements_in_force],
    "VI": [queries.resources_known],
}


class Sheet(Registers):
    """Says of any unit what `Registers` says of it, from one query each and period."""

    def __init__(self) -> None:
        self._known: dict[tuple, Any] = {}

    def answer(self, question: Question, window: Window) -> dict[str, int | None]:
        lines = self._once(question.code, window, lambda everybody: _answers(question, everybody))
        return {record: adds for record, adds, units in lines if units & _units(window)}

    def annexes(self, window: Window) -> dict[str, list[dict]]:
        found = {}
        for code in annexes.ROWS:
            lines = self._once(f"annex {code}", window, lambda everybody, code=code: _rows(code, everybody))
            found[code] = [row for row, units in lines if units & _units(window)]
        return found

    def unplaced(self, window: Window) -> int:
        lines = self._once("unplaced", window, _unplaced)
        return sum(bool(units & _units(window)) for units in lines)

    def _once(self, name: str, window: Window, load: Callable[[Window], list]) -> list:
        key = (name, window.first, window.last)
        if key not in self._known:
            self._known[key] = load(Window(window.first, window.last))
        return self._known[key]


def _units(window: Window) -> frozenset[int]:
    return window.unit_ids or frozenset()


def _answers(question: Question, everybody: Window) -> list[tuple[str, int | None, set[int]]]:
    units = _counted_for(question.records(everybody))
    return [(key, adds, units[int(key)]) for key, adds in question.contributions(everybody).items()]


def _rows(code: str, everybody: Window) -> list[tuple[dict, set[int]]]:
    units: dict[int, set[int]] = {}
    for records in RECORDS_OF[code]:
        units |= _counted_for(records(everybody))
    return [(row, units[row["record"]]) for row in annexes.ROWS[code](everybody)]


def _unplaced(everybody: Window) -> list[set[int]]:
    return [units for rows in queries.unplaced_rows(everybody) for units in _counted_for(rows).values()]


def _counted_for(rows: QuerySet) -> dict[int, set[int]]:
    """Record → its lead unit and those it is shared with."""
    found = {pk: {unit} for pk, unit in rows.values_list("pk", "unit_id")}
    relation = rows.model._meta.get_field("other_units")
    record = relation.m2m_field_name()
    shared = relation.remote_field.through._default_manager.filter(**{f"{record}__in": list(found)})
    for pk, unit in shared.values_list(f"{record}_id", "unit_id"):
        found[pk].add(unit)
    return found

"""The registers read once for all units of a cycle: a demonstration sends hundreds of reports."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db.models import Model, QuerySet

from agreements.models import Agreement
from delegations.models import Delegation, Event, PlanItem
from portal.deadlines.models import PeriodKind
from reports.figures import annexes, queries
from reports.figures.gather import Registers
from reports.figures.loaded import Known, loaded_of
from reports.figures.questions import Answer, Question, answers
from reports.figures.window import Window
from reports.models import Cycle

RECORDS_OF = {
    "II": [queries.outgoing],
    "III": [queries.incoming],
    "IV": [queries.agreements_signed, queries.agreements_in_force],
    "V": [queries.events],
    "VI": [queries.resources_known],
    "VII": [queries.external_information],
}

#: what annex XI is made of, by the names in its keys
PLANNED: dict[str, type[Model]] = {"item": PlanItem, "delegation": Delegation, "event": Event}


class Sheet(Registers):
    """Says of any unit what `Registers` says of it, from one query each and period."""

    def __init__(self) -> None:
        self._known: dict[tuple, Any] = {}
        self._asked: dict[int, dict[str, Question]] = {}

    def questions(self, cycle: Cycle) -> dict[str, Question]:
        if cycle.pk not in self._asked:
            self._asked[cycle.pk] = super().questions(cycle)
        return self._asked[cycle.pk]

    def answers(self, questions: Iterable[Question], window: Window) -> dict[str, Answer]:
        asked = list(questions)
        lines = self._once("figures", window, lambda everybody: _answers(asked, everybody))
        return {code: _narrowed(answer, units, window) for code, answer, units in lines}

    def loaded(self, codes: Iterable[str], window: Window) -> Known:
        """Few periods have historical totals: only for those is each unit asked."""
        known = self._once(f"loaded {codes}", window, lambda _everybody: [loaded_of(codes)])
        return super().loaded(codes, window) if known[0] else {}

    def annexes(self, cycle: Cycle, window: Window) -> dict[str, list[dict]]:
        found = {}
        for code in (code for code in annexes.ROWS if code in cycle.layout.annexes):
            lines = self._once(f"annex {code}", window, lambda everybody, code=code: _rows(code, everybody))
            found[code] = [row for row, units in lines if units & _units(window)]
        return found

    def of_the_year(self, cycle: Cycle, window: Window) -> dict[str, list[dict]]:
        if cycle.kind != PeriodKind.YEAR:
            return super().of_the_year(cycle, window)
        load = {"IV-b": _signings, "XI": partial(_plan_lines, cycle)}
        return {
            code: [row for row, units in self._once(code, window, load[code]) if units & _units(window)]
            if code in cycle.layout.annexes
            else []
            for code in load
        }

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


def _answers(asked: list[Question], everybody: Window) -> list[tuple[str, Answer, dict[int, set[int]]]]:
    """Figure, what it is for all units together, and which units each record counts for."""
    counted: dict[str, dict[int, set[int]]] = {}
    for question in asked:
        if question.source and question.version.query not in counted:
            counted[question.version.query] = _counted_for(question.records(everybody))
    found = answers(asked, everybody)
    return [
        (question.code, found[question.code], counted.get(question.version.query, {})) for question in asked
    ]


def _narrowed(answer: Answer, units: dict[int, set[int]], window: Window) -> Answer:
    """What of the answer is that of the window's units."""
    own = {record for record in answer.records if units[int(record)] & _units(window)}
    return Answer(
        {record: adds for record, adds in answer.records.items() if record in own},
        {
            name: {record: keys for record, keys in rows.items() if record in own}
            for name, rows in answer.parts.items()
        },
    )


def _rows(code: str, everybody: Window) -> list[tuple[dict, set[int]]]:
    if code in annexes.OF_UNITS:
        return [(row, {row["unit_id"]}) for row in annexes.ROWS[code](everybody)]
    units: dict[int, set[int]] = {}
    for records in RECORDS_OF[code]:
        units |= _counted_for(records(everybody))
    return [(row, units[row["record"]]) for row in annexes.ROWS[code](everybody)]


def _signings(everybody: Window) -> list[tuple[dict, set[int]]]:
    units = _counted_for(Agreement.objects.live().planned())
    return [(row, units[row["record"]]) for row in annexes.signing_rows(everybody)]


def _plan_lines(cycle: Cycle, _everybody: Window) -> list[tuple[dict, set[int]]]:
    """A line counts for the unit of its plan, a dossier of no line for its own."""
    rows = annexes.plan_rows(cycle.year, on=cycle.ends_on)
    keys: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        model, _dash, key = row["record"].rpartition("-")
        keys[model].add(int(key))
    units = {}
    for model, column in (("item", "plan__unit_id"), ("delegation", "unit_id"), ("event", "unit_id")):
        found = (
            PLANNED[model]._default_manager.filter(pk__in=keys[model]).order_by().values_list("pk", column)
        )
        units |= {f"{model}-{pk}": {unit} for pk, unit in found}
    return [(row, units[row["record"]]) for row in rows]


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

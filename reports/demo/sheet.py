"""The registers read once for all units of a cycle: a demonstration sends hundreds of reports."""

import datetime as dt

from reports.figures.questions import Question
from reports.figures.window import Window

#: (record, what it adds, the units that it counts for)
Line = tuple[str, int | None, set[int]]


class Sheet:
    """Answers the questions of `reports.figures.gather` for any unit, from one query each and period."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, dt.date, dt.date], list[Line]] = {}

    def read(self, question: Question, window: Window) -> dict[str, int | None]:
        """What `Question.contributions` says of the window's units."""
        units = window.unit_ids or frozenset()
        lines = self._of(question, window.first, window.last)
        return {record: adds for record, adds, led_by in lines if led_by & units}

    def busy(self, question: Question, window: Window) -> bool:
        return bool(self.read(question, window))

    def _of(self, question: Question, first: dt.date, last: dt.date) -> list[Line]:
        key = (question.code, first, last)
        if key not in self._lines:
            self._lines[key] = self._load(question, Window(first, last))
        return self._lines[key]

    @staticmethod
    def _load(question: Question, everybody: Window) -> list[Line]:
        rows = question.records(everybody)
        leads = dict(rows.values_list("pk", "unit_id"))
        counted_for = {pk: {unit} for pk, unit in leads.items()}
        relation = rows.model._meta.get_field("other_units")
        shared = relation.remote_field.through._default_manager.filter(
            **{f"{relation.m2m_field_name()}__in": list(leads)}
        )
        for pk, unit in shared.values_list(f"{relation.m2m_field_name()}_id", "unit_id"):
            counted_for[pk].add(unit)
        adds = question.contributions(everybody)
        return [(record, number, counted_for[int(record)]) for record, number in adds.items()]

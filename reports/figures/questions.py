"""The figures of a report, each an indicator as it was defined for the period, asked of its register.

An answer gives, for every record behind a figure, what it adds; so a total over several units counts a joint activity
once (the union of the records), and every figure leads to its records.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet

from reports.models import Cycle, Dimension, FigureSpec, IndicatorVersion

from .sources import BROKEN_DOWN_BY, SOURCES, Source
from .window import Window


@dataclass(frozen=True)
class Answer:
    """`records`: record → what it adds, None where it does not state its number (missing is not zero).

    `parts`: dimension → record → value of the dimension → what of it; "" stands for what nobody stated.
    """

    records: dict[str, int | None] = field(default_factory=dict)
    parts: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return total(self.records)


@dataclass(frozen=True)
class Question:
    """One figure of a report: an indicator's definition and what the type of report says of it.

    `counts_activity` is False for stocks (agreements in force), which exist without anything having happened. Without
    a `source` no register knows the figure and the unit types it.
    """

    version: IndicatorVersion
    spec: FigureSpec

    @property
    def code(self) -> str:
        return self.version.indicator.code

    @property
    def label_vi(self) -> str:
        return self.version.label

    @property
    def measure_vi(self) -> str:
        return self.version.measure

    @property
    def weight(self) -> str:
        return self.version.weight

    @property
    def counts_activity(self) -> bool:
        return self.version.counts_activity

    @property
    def is_money(self) -> bool:
        return self.version.is_money

    @property
    def source(self) -> Source | None:
        return SOURCES.get(self.version.query)

    @property
    def register(self) -> str:
        return self.source.register if self.source else ""

    @property
    def dimensions(self) -> tuple[str, ...]:
        """What the figure is broken down by: what is asked for and the register knows."""
        known = self.source.dimensions if self.source else ()
        return tuple(name for name in self.version.dimensions if name in known)

    def records(self, window: Window) -> QuerySet:
        """The records behind the figure. LookupError for a figure that no register knows."""
        if self.source is None:
            raise LookupError(self.code)
        return self.source.records(window)

    def value(self, window: Window) -> int:
        return answers([self], window)[self.code].total


def questions_of(cycle: Cycle) -> dict[str, Question]:
    """The figures that reports of the cycle ask for, in their order, as they are defined for its last day."""
    layout = cycle.layout
    found = definitions(on=cycle.ends_on)
    return {
        spec.indicator: Question(found[spec.indicator], spec)
        for spec in layout.figures
        if spec.indicator in found
    }


def definitions(*, on: dt.date) -> dict[str, IndicatorVersion]:
    """Indicator → its definition for a period that ends on the day."""
    rows = IndicatorVersion.objects.in_force(on=on).select_related("indicator")
    return {row.indicator.code: row for row in rows}


def answers(questions: Iterable[Question], window: Window) -> dict[str, Answer]:
    """Figure → its answer, all of them in one query. A figure that no register knows has an empty one."""
    return answers_within(questions, [window])[0]


def answers_within(questions: Iterable[Question], windows: Sequence[Window]) -> list[dict[str, Answer]]:
    """The answers for each of the windows, all of them in one query."""
    asked = list(questions)
    rows = rows_of(asked_within(asked, windows))
    return [read_off(asked, rows, number) for number in range(len(windows))]


def asked_within(
    questions: Iterable[Question], windows: Sequence[Window]
) -> dict[str, tuple[Source, Window]]:
    """Name of each source in each of the windows → the two, for `rows_of`."""
    sources = {question.version.query: question.source for question in questions if question.source}
    return {
        f"{code} {number}": (source, window)
        for number, window in enumerate(windows)
        for code, source in sources.items()
    }


def read_off(
    questions: Iterable[Question], rows: Mapping[str, list[tuple]], number: int
) -> dict[str, Answer]:
    """The answers for the window of that number."""
    return {
        question.code: answer_of(question, rows.get(f"{question.version.query} {number}", []))
        for question in questions
    }


def rows_of(sources: Mapping[str, tuple[Source, Window]]) -> dict[str, list[tuple]]:
    """Name → the rows of its source in its window (record, weight, women, a text a dimension). One query."""
    found: dict[str, list[tuple]] = {name: [] for name in sources}
    queries = [source.rows(name, window) for name, (source, window) in sources.items()]
    if queries:
        for name, *row in queries[0].union(*queries[1:]) if len(queries) > 1 else queries[0].distinct():
            found[name].append(tuple(row))
    return found


def answer_of(question: Question, rows: Iterable[tuple]) -> Answer:
    """The answer that these rows of the question's source make up."""
    dimensions = question.dimensions
    answer = Answer(parts={name: {} for name in dimensions})
    for record, weight, women, *texts in rows:
        adds = weight if question.weight else 1
        key = str(record)
        answer.records[key] = adds
        stands = dict(zip(BROKEN_DOWN_BY, texts, strict=True))
        for name in dimensions:
            answer.parts[name][key] = (
                _by_sex(adds, women) if name == Dimension.SEX else {stands[name]: adds or 0}
            )
    return answer


def _by_sex(persons: int | None, women: int | None) -> dict[str, int]:
    if persons is None:
        return {"": 0}
    if women is None:
        return {"": persons}
    return {"women": women, "men": persons - women}


def parts_of(parts: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """One dimension: its value → the sum over the records."""
    sums: dict[str, int] = {}
    for record in parts.values():
        for key, number in record.items():
            sums[key] = sums.get(key, 0) + number
    return sums


def total(contributions: Mapping[str, int | None]) -> int:
    return sum(number for number in contributions.values() if number is not None)


def unstated(contributions: Mapping[str, int | None]) -> int:
    """How many records do not state their number."""
    return sum(number is None for number in contributions.values())


def as_number(value: Decimal | int | None) -> int | float | None:
    """A figure as JSON holds it: whole numbers stay whole."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)

"""How far a resolution is: by task and by unit, what its figures say, and where the gaps are."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db.models import OuterRef, Subquery

from portal.deadlines.models import PeriodKind
from portal.deadlines.periods import period_of
from portal.units.models import Unit

from ..models import Assignment, FigureSpec, Progress, Resolution, ResolutionTask
from .questions import Question, answers, definitions
from .window import Window

Of = TypeVar("Of", ResolutionTask, Unit)

#: (state, tone), from what asks for something to what is settled
STATES = (
    ("overdue", "bad"), ("silent", "wait"), ("under_way", "run"), ("to_check", "wait"), ("checked", "ok"),
    ("dropped", "neutral"),
)  # fmt: skip


@dataclass
class Line(Generic[Of]):
    """One task or one unit: how many of its assignments stand in which state; the number reached of the target."""

    of: Of
    rows: list[Assignment] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    figure: tuple[str, int] | None = None

    def add(self, row: Assignment, state: str) -> None:
        self.rows.append(row)
        self.counts[state] = self.counts.get(state, 0) + 1

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def done(self) -> int:
        return self.counts.get("to_check", 0) + self.counts.get("checked", 0)

    @property
    def owed(self) -> int:
        """All but those that were given up: what the share of done ones is counted of."""
        return self.total - self.counts.get("dropped", 0)

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.owed) if self.owed else 0

    @property
    def measured(self) -> list[tuple[str, int, int, int]]:
        """(indicator, reached, target, how many units have not said), one line an indicator; given up ones left out."""
        found: dict[str, list[int]] = {}
        for row in self.rows:
            if row.target is None or row.dropped_reason:
                continue
            sums = found.setdefault(row.indicator, [0, 0, 0])
            sums[0] += row.reached or 0
            sums[1] += row.target
            sums[2] += row.reached is None
        return [(indicator, *sums) for indicator, sums in sorted(found.items())]


@dataclass(frozen=True)
class Board:
    """`tasks` in the order of the text, each with all its units; `units` in the order of the organisation."""

    tasks: list[Line[ResolutionTask]]
    units: list[Line[Unit]]

    @property
    def ungiven(self) -> list[ResolutionTask]:
        """Tasks that nobody was given, as far as the reader sees."""
        return [line.of for line in self.tasks if not line.total]

    @property
    def rows(self) -> list[Assignment]:
        return [row for line in self.tasks for row in line.rows]


def state_of(row: Assignment, *, on: dt.date) -> str:
    """One of `STATES`; `row.told_on` (see `with_progress`) is the last day of which progress was reported."""
    if row.dropped_reason:
        return "dropped"
    if row.done_on:
        return "checked" if row.checked_on else "to_check"
    if row.is_overdue(on=on):
        return "overdue"
    return "under_way" if row.told_on else "silent"


def with_progress(queryset):
    """Assignments with the day of the last progress (`told_on`), its words (`told`) and obstacles (`hindered`)."""
    last = Progress.objects.filter(assignment=OuterRef("pk")).order_by("-on", "-pk")
    return queryset.annotate(
        told_on=Subquery(last.values("on")[:1]),
        told=Subquery(last.values("text")[:1]),
        hindered=Subquery(last.values("obstacles")[:1]),
    )


def board(resolution: Resolution, rows: Iterable[Assignment], *, on: dt.date) -> Board:
    """`rows` are the assignments of the resolution that the reader may see, read `with_progress`, units beside."""
    tasks = {task.pk: Line(task) for task in resolution.tasks.all()}
    units: dict[int, Line[Unit]] = {}
    for row in rows:
        state = state_of(row, on=on)
        unit = units.setdefault(row.unit_id, Line(row.unit))
        tasks[row.task_id].add(row, state)
        unit.add(row, state)
    found = figures_of([line.of for line in tasks.values()], on=on)
    for line in tasks.values():
        line.figure = found.get(line.of.figure)
    return Board(list(tasks.values()), sorted(units.values(), key=lambda line: line.of.sort_key))


def rows_of(resolution: Resolution, rows):
    """The live assignments of the resolution among `rows`, ready for `board`. One query."""
    rows = rows.live().filter(task__resolution=resolution).select_related("unit", "task", "owner")
    return with_progress(rows).order_by("task__position", "unit__sort_key", "pk")


def figures_of(tasks: Sequence[ResolutionTask], *, on: dt.date) -> dict[str, tuple[str, int]]:
    """Figure → (its name, its value in the reporting year of the day), all units, each activity once. One query."""
    asked = {task.figure for task in tasks if task.figure}
    if not asked:
        return {}
    known = definitions(on=on)
    questions = [Question(known[code], FigureSpec(code)) for code in sorted(asked) if code in known]
    year = period_of(PeriodKind.YEAR, on)
    found = answers(questions, Window(year.starts_on, min(on, year.ends_on)))
    return {
        question.code: (question.label_vi, found[question.code].total)
        for question in questions
        if question.source
    }


def figure_choices(*, on: dt.date) -> list[tuple[str, str]]:
    """Figures that measure a task: those of the registers, by their names."""
    known = definitions(on=on)
    return [(code, version.label) for code, version in known.items() if version.query]

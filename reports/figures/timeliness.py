"""Who sends reports on time and how good they are, by unit, period and type; fair to units with nothing to report.

A rate counts what was owed alone: a report whose deadline has come, or that was sent before it. "Không phát sinh" is
a report like any other. Returns and differences are told of reports that hold activity: a unit with nothing to report
cannot be praised for having none. A unit is compared with its like: the same kind, as busy or as quiet.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import F, Func, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.units.models import Unit
from reports.models import Cycle, Report, ReviewState, SubmittedVersion

ON_TIME, LATE, MISSING, NOT_DUE = "on_time", "late", "missing", "not_due"
DIFFERING = "$.figures[*] ? (@.is_corrected == true && @.proposed != null && @.value != @.proposed)"
QUIET_FROM = 0.5  # of what a unit sent: at least half says that nothing happened


@dataclass(frozen=True, slots=True)
class Cell:
    """One report: how its first sending stands, by how many days; what came of it afterwards."""

    cycle: int
    unit: int
    standing: str
    days: int
    is_nothing: bool
    returned: int
    differences: int
    days_to_acceptance: int | None
    url: str

    @property
    def is_owed(self) -> bool:
        return self.standing != NOT_DUE

    @property
    def is_sent(self) -> bool:
        return self.standing in (ON_TIME, LATE)


@dataclass(slots=True)
class Sums:
    """What a number of reports come to. Rates are None where nothing can be divided."""

    owed: int = 0
    on_time: int = 0
    late: int = 0
    missing: int = 0
    nothing: int = 0
    active: int = 0
    returned: int = 0
    times_returned: int = 0
    differing: int = 0
    differences: int = 0
    accepted: int = 0
    days_to_acceptance: int = 0

    def add(self, cell: Cell) -> None:
        if not cell.is_owed:
            return
        self.owed += 1
        self.on_time += cell.standing == ON_TIME
        self.late += cell.standing == LATE
        self.missing += cell.standing == MISSING
        if cell.days_to_acceptance is not None:
            self.accepted += 1
            self.days_to_acceptance += cell.days_to_acceptance
        if not cell.is_sent:
            return
        if cell.is_nothing:
            self.nothing += 1
            return
        self.active += 1
        self.returned += cell.returned > 0
        self.times_returned += cell.returned
        self.differing += cell.differences > 0
        self.differences += cell.differences

    def join(self, other: "Sums") -> None:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def without(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, name) - getattr(other, name) for name in self.__slots__))

    @property
    def sent(self) -> int:
        return self.on_time + self.late

    @property
    def rate(self) -> float | None:
        """Percent of what was owed that was sent by its day."""
        return percent(self.on_time, self.owed)

    @property
    def returned_rate(self) -> float | None:
        return percent(self.returned, self.active)

    @property
    def differing_rate(self) -> float | None:
        return percent(self.differing, self.active)

    @property
    def mean_days(self) -> float | None:
        """From the first sending to the acceptance."""
        return round(self.days_to_acceptance / self.accepted, 1) if self.accepted else None

    @property
    def is_quiet(self) -> bool:
        return self.sent > 0 and self.nothing >= QUIET_FROM * self.sent


@dataclass(slots=True)
class Line:
    """One unit: its cells in the order of the periods (None: it owed nothing then), its sums, those of its like."""

    unit: Unit
    cells: list[Cell | None]
    sums: Sums
    like: Sums = field(default_factory=Sums)
    like_units: int = 0

    @property
    def name(self) -> str:
        """With the day on which the unit ended: its successor may bear the same name."""
        ended = self.unit.valid_to
        return (
            f"{self.unit} ({_('until %(day)s') % {'day': f'{ended:%d/%m/%Y}'}})" if ended else str(self.unit)
        )

    @property
    def group(self) -> tuple[str, bool]:
        return self.unit.unit_type, self.sums.is_quiet

    @property
    def gap(self) -> float | None:
        """Points of the on-time rate above or below those of its like."""
        if self.sums.rate is None or self.like.rate is None:
            return None
        return round(self.sums.rate - self.like.rate, 1)


@dataclass(frozen=True)
class Board:
    """Units × periods, the latest period last; all of what is asked for in three queries."""

    cycles: list[Cycle]
    lines: list[Line]
    whole: Sums

    def _by(self, key: Callable[[Cell], object]) -> dict:
        found: dict = {}
        for line in self.lines:
            for cell in line.cells:
                if cell is not None:
                    found.setdefault(key(cell), Sums()).add(cell)
        return found

    def by_period(self) -> list[tuple[Cycle, Sums]]:
        sums = self._by(lambda cell: cell.cycle)
        return [(cycle, sums.get(cycle.pk, Sums())) for cycle in self.cycles]

    def by_type(self) -> list[tuple[str, Sums]]:
        types = {cycle.pk: cycle.type_version.type.name for cycle in self.cycles}
        return sorted(self._by(lambda cell: types[cell.cycle]).items())

    def by_kind_of_unit(self) -> list[tuple[str, Sums]]:
        kinds = {line.unit.pk: str(line.unit.get_unit_type_display()) for line in self.lines}
        return sorted(self._by(lambda cell: kinds[cell.unit]).items())


def percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def board(cycles: Iterable[Cycle], reports, *, on: dt.date, unit_type: str = "") -> Board:
    """`cycles` in any order, `reports` a queryset of what the reader sees; both are asked once, and the units."""
    wanted = sorted(cycles, key=lambda cycle: (cycle.ends_on, cycle.pk))
    codes = {cycle.pk: cycle.code for cycle in wanted}
    rows = reports.direct().filter(cycle__in=codes)
    if unit_type:
        rows = rows.filter(unit__unit_type=unit_type)
    found = list(rows.order_by().annotate(differences=_differences_as_sent()))
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in={row.unit_id for row in found})}
    cells = [_cell(row, units[row.unit_id], codes[row.cycle_id], on) for row in found]
    lines, whole = _lines(cells, units, list(codes)), Sums()
    for cell in cells:
        whole.add(cell)
    _compare(lines)
    return Board(wanted, lines, whole)


def _differences_as_sent():
    """Figures of the version sent last that are not what the registers said when it was sent."""
    number = Func(
        F("content"), template=f"jsonb_array_length(jsonb_path_query_array(%(expressions)s, '{DIFFERING}'))",
        output_field=IntegerField(),
    )  # fmt: skip
    versions = SubmittedVersion.objects.filter(report=OuterRef("pk")).order_by("-number")
    return Coalesce(Subquery(versions.values_list(number)[:1]), 0)


def _cell(report: Report, unit: Unit, code: str, on: dt.date) -> Cell:
    standing, days = standing_of(report, on=on)
    return Cell(
        report.cycle_id, unit.pk, standing, days, report.nothing_to_report, report.times_returned,
        report.differences, days_to_acceptance(report), reverse("reports:report", args=[code, unit.code]),
    )  # fmt: skip


def standing_of(report: Report, *, on: dt.date) -> tuple[str, int]:
    """(how the first sending stands, days late). A return afterwards is told apart and takes nothing away."""
    if report.first_submitted_at is None:
        days = (on - report.due_on).days
        return (MISSING, days) if days > 0 else (NOT_DUE, 0)
    late = (report.first_submitted_at.astimezone().date() - (report.first_due_on or report.due_on)).days
    return (LATE, late) if late > 0 else (ON_TIME, 0)


def days_to_acceptance(report: Report) -> int | None:
    """Days from the first sending to the acceptance, returns and all; None while it is not accepted."""
    if report.state != ReviewState.ACCEPTED or not report.reviewed_at or not report.first_submitted_at:
        return None
    return (report.reviewed_at.astimezone().date() - report.first_submitted_at.astimezone().date()).days


def _lines(cells: list[Cell], units: dict[int, Unit], cycles: list[int]) -> list[Line]:
    places = {pk: place for place, pk in enumerate(cycles)}
    lines = {pk: Line(unit, [None] * len(cycles), Sums()) for pk, unit in units.items()}
    for cell in cells:
        line = lines[cell.unit]
        line.cells[places[cell.cycle]] = cell
        line.sums.add(cell)
    return sorted(lines.values(), key=lambda line: line.unit.sort_key)


def _compare(lines: list[Line]) -> None:
    """Beside each unit the sums of the others of its kind that are as busy, or as quiet, as it is."""
    groups: dict[tuple[str, bool], list[Line]] = {}
    for line in lines:
        if line.sums.owed:
            groups.setdefault(line.group, []).append(line)
    for group in groups.values():
        whole = Sums()
        for line in group:
            whole.join(line.sums)
        for line in group:
            line.like, line.like_units = whole.without(line.sums), len(group) - 1

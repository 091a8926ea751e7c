"""What the unit said in the periods before; all that the page of writing asks of the registers, in one question."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models.fields.json import KeyTransform

from portal.deadlines.models import PeriodKind, PeriodWindow
from portal.deadlines.periods import Period
from reports.models import Cycle, Report, SubmittedVersion

from .gather import Registers
from .loaded import Known, stands_in
from .questions import Answer, Question, asked_within, questions_of, read_off, rows_of
from .sources import UNPLACED
from .window import Window


@dataclass(frozen=True)
class Earlier:
    """The period before: `values` figure → what stood there; `is_reported`: in the unit's report, else in the registers.

    `loaded`: the figures whose value is a historical one, with the number of units that it was loaded of. `last` is the
    unit's last version of an earlier report of the type, from which text can be taken over.
    """

    label: str
    values: dict[str, int | float | None]
    is_reported: bool
    loaded: dict[str, int] = field(default_factory=dict)
    last: SubmittedVersion | None = None


@dataclass
class OnePage(Registers):
    """The registers for one page of one report: this period, the one before and the same a year before together."""

    report: Report
    _asked: dict[str, Question] | None = None
    _days: list[Period] = field(default_factory=list)
    _before: dict[str, Answer] = field(default_factory=dict)
    _loaded: Known = field(default_factory=dict)
    _unplaced: int = 0

    def questions(self, cycle: Cycle) -> dict[str, Question]:
        if self._asked is None:
            self._asked = questions_of(cycle)
        return self._asked

    def year_before(self, cycle: Cycle, window: Window) -> Window:
        self._days = neighbours(cycle)
        return Window(self._days[1].starts_on, self._days[1].ends_on, window.unit_ids)

    def now_and_before(self, questions: Iterable[Question], now: Window, before: Window) -> tuple[dict, dict]:
        last = Window(self._days[0].starts_on, self._days[0].ends_on, now.unit_ids)
        asked = list(questions)
        coarse = {f"unplaced {n}": (source, now) for n, source in enumerate(UNPLACED)}
        rows = rows_of(asked_within(asked, [now, before, last]) | coarse)
        self._unplaced = sum(len(rows[name]) for name in coarse)
        self._before = read_off(asked, rows, 2)
        return read_off(asked, rows, 0), read_off(asked, rows, 1)

    def loaded(self, codes: Iterable[str], window: Window) -> Known:
        self._loaded = super().loaded([period.code for period in self._days], window)
        return self._loaded

    def unplaced(self, window: Window) -> int:
        return self._unplaced

    def earlier(self) -> Earlier:
        """The period before, once the content was gathered: as reported, else as the registers say today."""
        period, last = self._days[0], last_sent(self.report)
        if last is not None and period.code and last.report.cycle.code == period.code:
            values = {row["code"]: row["value"] for row in last.figures}
            return Earlier(period.label, values, True, last=last)
        asked = self.questions(self.report.cycle)
        values = {code: self._before[code].total for code, question in asked.items() if question.source}
        stand_in = {
            code: stands_in(question, self._before[code], period.code, self._loaded)
            for code, question in asked.items()
        }
        loaded = {code: one for code, one in stand_in.items() if one}
        values |= {code: one.value for code, one in loaded.items()}
        return Earlier(period.label, values, False, {code: one.units for code, one in loaded.items()}, last)


def last_sent(report: Report) -> SubmittedVersion | None:
    """The unit's last version of a report of the same type for an earlier period, its figures alone; or None."""
    return (
        SubmittedVersion.objects.filter(
            report__unit=report.unit_id, report__cycle__state="open",
            report__cycle__type_version__type=report.cycle.type_version.type_id,
            report__cycle__ends_on__lt=report.cycle.ends_on,
        )
        .annotate(figures=KeyTransform("figures", "content"))
        .defer("content")
        .select_related("report__cycle")
        .order_by("-report__cycle__ends_on", "-number")
        .first()
    )  # fmt: skip


def neighbours(cycle: Cycle) -> list[Period]:
    """The period before and the same a year before, for their days and names alone: when they were due is not asked."""
    if not cycle.kind:
        return [cycle.period.previous(), cycle.period.previous_year()]
    kind = PeriodKind(cycle.kind)
    place = cycle.year * kind.count + cycle.index - 2
    places = [(place // kind.count, place % kind.count + 1), (cycle.year - 1, cycle.index)]
    windows = list(PeriodWindow.objects.filter(kind=kind).order_by("valid_from"))
    return [_period(kind, year, index, windows) for year, index in places]


def _period(kind: PeriodKind, year: int, index: int, windows: list[PeriodWindow]) -> Period:
    """LookupError where no window is set for the year."""
    in_force = [window for window in windows if window.valid_from <= dt.date(year, 1, 1)]
    if not in_force:
        raise LookupError(kind)
    first, last = in_force[-1].bounds(year, (index - 1) * kind.months + 1)
    return Period(kind.value, year, index, first, last, last)

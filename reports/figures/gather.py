"""Everything a unit's report says, as plain data: what the page shows, what a version keeps, what is printed."""

from portal.deadlines.models import PeriodKind
from reports.models import Cycle, Report
from reports.models.sections import SECTION_CODES

from . import annexes, queries
from .questions import QUESTIONS, Question, as_number, total, unstated
from .window import Window, units_of


class Registers:
    """The registers as one report reads them; who gathers for many units reads them once for all."""

    def answer(self, question: Question, window: Window) -> dict[str, int | None]:
        return question.contributions(window)

    def annexes(self, window: Window) -> dict[str, list[dict]]:
        return {code: rows(window) for code, rows in annexes.ROWS.items()}

    def of_the_year(self, cycle: Cycle, window: Window) -> dict[str, list[dict]]:
        """Annexes IV-b and XI as the last day of the year leaves them; shorter periods have none."""
        if cycle.kind != PeriodKind.YEAR:
            return {"IV-b": [], "XI": []}
        plan = annexes.plan_rows(cycle.year, on=cycle.ends_on, unit_ids=window.unit_ids)
        return {"IV-b": annexes.signing_rows(window), "XI": plan}

    def unplaced(self, window: Window) -> int:
        return queries.unplaced(window)


LIVE = Registers()


def window_of(report: Report) -> Window:
    return Window(report.cycle.starts_on, report.cycle.ends_on, units_of(report.unit))


def gather(report: Report, *, registers: Registers = LIVE) -> dict:
    """The content of the report as it stands now: figures, sections, annex rows; JSON throughout."""
    window = window_of(report)
    return {
        "unit": {"code": report.unit.code, "name": report.unit.name, "short_name": report.unit.short_name},
        "cycle": report.cycle.code,
        "nothing_to_report": report.nothing_to_report,
        "figures": figures(report, window, registers),
        "sections": sections(report),
        "annexes": {**registers.annexes(window), **registers.of_the_year(report.cycle, window)},
        "unplaced": registers.unplaced(window),
    }


def figures(report: Report, window: Window, registers: Registers = LIVE) -> list[dict]:
    """One row a figure: proposed by the registers, corrected by the unit, the records behind it, the year before."""
    corrections = {row.indicator: row for row in report.corrections.all()}
    before = window.a_year_before(report.cycle.period)
    rows = []
    for question in QUESTIONS.values():
        contributions = registers.answer(question, window)
        correction = corrections.get(question.code)
        proposed = total(contributions)
        value = as_number(correction.value) if correction else proposed
        rows.append(
            {
                "code": question.code,
                "label": question.label_vi,
                "measure": question.measure_vi,
                "proposed": proposed,
                "value": value,
                "condition": condition(value, report.nothing_to_report),
                "reason": correction.reason if correction else "",
                "is_corrected": correction is not None,
                "unstated": unstated(contributions),
                "records": contributions,
                "previous": total(registers.answer(question, before)),
                "counts_activity": question.counts_activity,
                "is_money": question.is_money,
            }
        )
    return rows


def condition(value, nothing_to_report: bool) -> str:
    """One of the four conditions of a figure; a report that is not there is "missing" and has no row at all."""
    if value:
        return "number"
    return "nothing" if nothing_to_report else "zero"


def sections(report: Report) -> dict[str, str]:
    stored = {row.section: row.text for row in report.narratives.all()}
    return {code: stored.get(code, "") for code in SECTION_CODES}

"""Everything a unit's report says, as plain data: what the page shows, what a version keeps, what is printed."""

from collections.abc import Iterable

from portal.deadlines.models import PeriodKind
from reports.models import Correction, Cycle, Report

from . import annexes, queries
from .loaded import Known, Loaded, code_a_year_before, loaded_of, stands_in
from .questions import Answer, Question, answers, as_number, parts_of, questions_of, unstated
from .window import Window, units_of


class Registers:
    """The registers as one report reads them; who gathers for many units reads them once for all."""

    def questions(self, cycle: Cycle) -> dict[str, Question]:
        return questions_of(cycle)

    def answers(self, questions: Iterable[Question], window: Window) -> dict[str, Answer]:
        return answers(questions, window)

    def year_before(self, cycle: Cycle, window: Window) -> Window:
        return window.a_year_before(cycle.period)

    def now_and_before(self, questions: Iterable[Question], now: Window, before: Window) -> tuple[dict, dict]:
        """The answers for both windows."""
        asked = list(questions)
        return self.answers(asked, now), self.answers(asked, before)

    def loaded(self, codes: Iterable[str], window: Window) -> Known:
        """Historical totals of these periods."""
        return loaded_of(codes, window.unit_ids)

    def annexes(self, cycle: Cycle, window: Window) -> dict[str, list[dict]]:
        """Annex → its rows, for those that the type of report asks for."""
        asked = cycle.layout.annexes
        return {code: rows(window) for code, rows in annexes.ROWS.items() if code in asked}

    def of_the_year(self, cycle: Cycle, window: Window) -> dict[str, list[dict]]:
        """Annexes IV-b and XI as the last day of the year leaves them; shorter periods have none."""
        if cycle.kind != PeriodKind.YEAR:
            return {"IV-b": [], "XI": []}
        found: dict[str, list[dict]] = {"IV-b": [], "XI": []}
        if "IV-b" in cycle.layout.annexes:
            found["IV-b"] = annexes.signing_rows(window)
        if "XI" in cycle.layout.annexes:
            found["XI"] = annexes.plan_rows(cycle.year, on=cycle.ends_on, unit_ids=window.unit_ids)
        return found

    def unplaced(self, window: Window) -> int:
        return queries.unplaced(window)


LIVE = Registers()


def window_of(report: Report) -> Window:
    """The days of its cycle and the units that count as its own, as `ReportQuerySet.with_reach` has read them, or now."""
    reached = getattr(report, "reached", None)
    units = units_of(report.unit) if reached is None else frozenset(reached)
    return Window(report.cycle.starts_on, report.cycle.ends_on, units)


def gather(report: Report, *, registers: Registers = LIVE) -> dict:
    """The content of the report as it stands now: figures, sections, annex rows; JSON throughout."""
    window = window_of(report)
    return {
        **_written(report, window, registers),
        "annexes": {**registers.annexes(report.cycle, window), **registers.of_the_year(report.cycle, window)},
    }


def gather_to_write(report: Report, *, registers: Registers = LIVE) -> dict:
    """The content as the page on which it is written needs it: all but the rows of the annexes."""
    return {**_written(report, window_of(report), registers), "annexes": {}}


def annex_of(report: Report, code: str) -> list[dict]:
    """The rows of one annex as the registers have them now."""
    window = window_of(report)
    if code in annexes.ROWS:
        return annexes.ROWS[code](window)
    return LIVE.of_the_year(report.cycle, window).get(code, [])


def _written(report: Report, window: Window, registers: Registers) -> dict:
    return {
        "unit": {"code": report.unit.code, "name": report.unit.name, "short_name": report.unit.short_name},
        "cycle": report.cycle.code,
        "titles": report.cycle.layout.titles,
        "nothing_to_report": report.nothing_to_report,
        "figures": figures(report, window, registers),
        "sections": sections(report),
        "unplaced": registers.unplaced(window),
    }


def figures(report: Report, window: Window, registers: Registers = LIVE) -> list[dict]:
    """One row a figure: proposed by the registers, corrected by the unit, the records behind it, the periods before."""
    corrections = {row.indicator: row for row in report.corrections.all()}
    questions = registers.questions(report.cycle)
    before = registers.year_before(report.cycle, window)
    now, year_before = registers.now_and_before(questions.values(), window, before)
    period = code_a_year_before(report.cycle)
    known = registers.loaded([period], window)
    return [
        _figure(
            question, now[code], corrections.get(code), year_before[code].total if question.source else None,
            stands_in(question, year_before[code], period, known), is_nothing=report.nothing_to_report,
        )
        for code, question in questions.items()
    ]  # fmt: skip


def _figure(
    question: Question,
    answer: Answer,
    correction: Correction | None,
    previous: int | None,
    loaded: Loaded | None,
    *,
    is_nothing: bool,
) -> dict:
    """`proposed` is None where no register knows the figure; `value` is None while the unit has not typed it.

    `historical`: what of the periods before was loaded, and of how many units.
    """
    proposed = answer.total if question.source else None
    value = as_number(correction.value) if correction else proposed
    by_record = _by_record(question, answer, correction)
    return {
        "code": question.code,
        "label": question.label_vi,
        "measure": question.measure_vi,
        "definition": question.version.number,
        "query": question.version.query,
        "proposed": proposed,
        "value": value,
        "condition": condition(value, is_nothing or bool(correction and correction.is_nothing)),
        "cause": correction.cause if correction else "",
        "reason": correction.reason if correction else "",
        "is_corrected": correction is not None,
        "is_nothing": bool(correction and correction.is_nothing),
        "given_parts": dict(correction.parts) if correction else {},
        "dimensions": list(question.dimensions if question.source else question.version.dimensions),
        "unstated": unstated(answer.records),
        "records": answer.records,
        "parts": {name: parts_of(rows) for name, rows in by_record.items()},
        "by_record": by_record,
        "previous": loaded.value if loaded else previous,
        "historical": {"previous": loaded.units} if loaded else {},
        "counts_activity": question.counts_activity,
        "is_money": question.is_money,
        "across_units": question.version.across_units,
    }


def _by_record(question: Question, answer: Answer, correction: Correction | None) -> dict[str, dict]:
    """Dimension → record → key → number, so that every breaking down adds up to the figure.

    What the unit says beyond the records, or less than they say, stands under a key of the report itself: by the
    parts that the unit gave, the rest under "", which nobody stated.
    """
    if correction is None:
        return answer.parts
    found, own = {name: dict(rows) for name, rows in answer.parts.items()}, f"report:{correction.report_id}"
    for name in question.dimensions if question.source else question.version.dimensions:
        given = correction.parts.get(name, {})
        rest = as_number(correction.value) - answer.total - sum(given.values())
        said = {**given, "": rest} if rest else dict(given)
        found.setdefault(name, {})
        if said:
            found[name][own] = said
    return found


def condition(value, nothing_to_report: bool) -> str:
    """One of the four conditions of a figure: "number", "zero", "nothing", "missing"; so no total takes one for another."""
    if value is None:
        return "nothing" if nothing_to_report else "missing"
    if value:
        return "number"
    return "nothing" if nothing_to_report else "zero"


def sections(report: Report) -> dict[str, str]:
    """Section → its text, in the order of the type; what the type no longer asks for follows, nothing is lost."""
    stored = {row.section: row.text for row in report.narratives.all()}
    asked = report.cycle.layout.section_codes
    kept = {code: text for code, text in stored.items() if code not in asked and text}
    return {code: stored.get(code, "") for code in asked} | kept

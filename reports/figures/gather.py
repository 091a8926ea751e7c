"""Everything a unit's report says, as plain data: what the page shows, what a version keeps, what is printed."""

from collections.abc import Callable

from reports.models import Report
from reports.models.sections import SECTION_CODES

from . import annexes, queries
from .questions import QUESTIONS, Question, as_number, total, unstated
from .window import Window, units_of

#: Answers a question for a window; whoever gathers for many units at once reads the registers once for all.
Reader = Callable[[Question, Window], dict[str, int | None]]


def window_of(report: Report) -> Window:
    return Window(report.cycle.starts_on, report.cycle.ends_on, units_of(report.unit))


def gather(report: Report, *, read: Reader = Question.contributions) -> dict:
    """The content of the report as it stands now: figures, sections, annex rows; JSON throughout."""
    window = window_of(report)
    return {
        "unit": {"code": report.unit.code, "name": report.unit.name, "short_name": report.unit.short_name},
        "cycle": report.cycle.code,
        "nothing_to_report": report.nothing_to_report,
        "figures": figures(report, window, read),
        "sections": sections(report),
        "annexes": {
            "II": annexes.outgoing_rows(window),
            "III": annexes.incoming_rows(window),
            "IV": annexes.agreement_rows(window),
        },
        "unplaced": queries.unplaced(window),
    }


def figures(report: Report, window: Window, read: Reader = Question.contributions) -> list[dict]:
    """One row a figure: proposed by the registers, corrected by the unit, the records behind it, the year before."""
    corrections = {row.indicator: row for row in report.corrections.all()}
    before = window.a_year_before(report.cycle.period)
    rows = []
    for question in QUESTIONS.values():
        contributions = read(question, window)
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
                "previous": total(read(question, before)),
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

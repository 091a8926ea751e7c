"""The whole of a cycle as plain data: totals that count a joint activity once, texts with their origin, who reported."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from delegations.figures.plans import planned_numbers
from portal.deadlines.models import PeriodKind
from portal.deadlines.periods import Period, period_for
from reports.models import Additivity, Cycle, Report, ReviewState

from . import annexes
from .adding import across_periods, across_units, issued_before
from .loaded import loaded_of, stands_in
from .questions import Answer, Question, answers, parts_of, questions_of, total, unstated
from .timeliness import days_to_acceptance
from .traced import CENTRAL_LABEL, records_behind
from .window import Window, central_units


def assemble(cycle: Cycle, versions: list, *, on: dt.date) -> dict:
    """Content of the consolidated report from the accepted `versions` and the Confederation's own registers.

    `figures`: one row an indicator with value, the year before, cumulative, per unit; `records`: what each record
    behind them is called; `texts`: section → list of (unit, text); `annexes`: rows by annex; `compliance`: one row a
    unit; `coverage`: x/y and who is missing.
    """
    window = Window(cycle.starts_on, cycle.ends_on, central_units())
    questions = questions_of(cycle)
    figures = _figures(questions, versions, window, cycle)
    return {
        "cycle": cycle.code,
        "built_on": on.isoformat(),
        "titles": cycle.layout.titles,
        "figures": figures,
        "records": records_behind(questions, figures, versions),
        "texts": _texts(cycle, versions),
        "annexes": _annexes(cycle, versions, window, on=on),
        "compliance": compliance(cycle, on=on),
        "coverage": coverage(cycle, on=on),
        "versions": [version.pk for version in versions],
    }


def _figures(questions: dict[str, Question], versions: list, window: Window, cycle: Cycle) -> list[dict]:
    """One row a figure. What a plan, the period before, the year before and the year so far say stands beside."""
    plan = planned_numbers(cycle.year)
    central = answers(questions.values(), window)
    before, cumulative = _before(questions, cycle.period.previous_year()), _cumulative(questions, cycle)
    last = _before(questions, cycle.period.previous())
    marked = {"previous": before, "last": last}
    issued = issued_before(cycle)
    rows = []
    for code, question in questions.items():
        row = _figure(question, versions, central[code])
        row |= {"plan": plan.get(code), **{name: known.values.get(code) for name, known in marked.items()}}
        row["historical"] = {
            name: known.loaded[code] for name, known in marked.items() if code in known.loaded
        }
        corrections = row.pop("corrections")
        row["cumulative"] = across_periods(
            question.version.across_periods, row["value"],
            year_so_far=cumulative[code].total + corrections if question.source else None,
            earlier=[known.get(code) for known in issued],
        )  # fmt: skip
        rows.append(row)
    return rows


def _figure(question: Question, versions: list, central: Answer) -> dict:
    """One total: every record once, then what units corrected; the parts by unit stand beside it.

    `reported`: how many of the received reports state the figure; one that does not is never taken for nought.
    """
    found = [
        (version.report.unit.short_name, row) for version in versions if (row := _row(version, question.code))
    ]
    records, by_unit, corrections = dict(central.records), [[CENTRAL_LABEL, central.total]], 0
    for unit, row in found:
        records |= row["records"]
        by_unit.append([unit, row["value"]])
        corrections += (row["value"] or 0) - (row["proposed"] or 0)
    stated = sum(row["value"] is not None for _unit, row in found)
    said = [*([central.total] if question.source else []), *(row["value"] for _unit, row in found)]
    return {
        "code": question.code,
        "label": question.label_vi,
        "measure": question.measure_vi,
        "definition": question.version.number,
        "value": across_units(question.version.across_units, total(records) + corrections, said),
        "corrections": corrections,
        "corrected": corrections,
        "parts": _parts(question, central, [row.get("by_record", {}) for _unit, row in found]),
        "unstated": unstated(records),
        "joint": len(central.records) + sum(len(row["records"]) for _unit, row in found) - len(records),
        "by_unit": by_unit,
        "central": central.records,
        "register": question.register,
        "reported": [stated, len(versions)],
        "is_money": question.is_money,
    }


def _parts(question: Question, central: Answer, told: Iterable[Mapping]) -> dict[str, dict[str, int]]:
    """Dimension → key → number, which together make the total; none of what is an average or not added up.

    A record that several units tell counts once; with each of them where the rule is their sum.
    """
    rule, found = question.version.across_units, {name: dict(rows) for name, rows in central.parts.items()}
    if rule in (Additivity.AVERAGE, Additivity.NONE):
        return {}
    for number, parts in enumerate(told):
        for name, rows in parts.items():
            keys = (
                {(number, record): part for record, part in rows.items()} if rule == Additivity.SUM else rows
            )
            found.setdefault(name, {}).update(keys)
    return {name: parts_of(rows) for name, rows in found.items()}


def _row(version, code: str) -> dict | None:
    return next((row for row in version.content["figures"] if row["code"] == code), None)


@dataclass(frozen=True)
class Before:
    """Figure → its value in an earlier period; `loaded`: those that are historical totals, of how many units."""

    values: dict[str, int | float | None]
    loaded: dict[str, int] = field(default_factory=dict)


def _before(questions: dict[str, Question], before: Period) -> Before:
    """An earlier period: as it was issued, else as the registers say, else as it was loaded from before the portal."""
    issued = (
        Cycle.objects.filter(code=before.code or None, consolidations__issued_at__isnull=False)
        .order_by("-consolidations__issued_at")
        .values_list("consolidations__content", flat=True)
        .first()
    )
    if issued:
        return Before({row["code"]: row["value"] for row in issued["figures"]})
    read = answers(questions.values(), Window(before.starts_on, before.ends_on))
    values = {code: read[code].total for code, question in questions.items() if question.source}
    known = loaded_of([before.code])
    found = {code: stands_in(asked, read[code], before.code, known) for code, asked in questions.items()}
    loaded = {code: one for code, one in found.items() if one}
    return Before(
        values | {code: one.value for code, one in loaded.items()},
        {code: one.units for code, one in loaded.items()},
    )


def _cumulative(questions: dict[str, Question], cycle: Cycle) -> dict[str, Answer]:
    """From the first day of the reporting year to the end of the period, all units, as the registers say."""
    first = period_for(PeriodKind.YEAR, cycle.year).starts_on if cycle.kind else cycle.starts_on
    return answers(questions.values(), Window(min(first, cycle.starts_on), cycle.ends_on))


def _texts(cycle: Cycle, versions: list) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {code: [] for code in cycle.layout.section_codes}
    for version in versions:
        for code in found:
            text = version.content["sections"].get(code, "").strip()
            if text:
                unit = version.report.unit
                found[code].append(
                    {"unit": unit.short_name, "code": unit.code, "version": version.pk, "text": text}
                )
    return found


def _annexes(cycle: Cycle, versions: list, window: Window, *, on: dt.date) -> dict[str, list[dict]]:
    """Annex → its rows, for those that the type asks for; IV-b and XI in the report of a year alone."""
    asked, is_of_the_year = cycle.layout.annexes, cycle.kind == PeriodKind.YEAR
    found = {
        code: _rows(code, versions, rows(window)) for code, rows in annexes.ROWS.items() if code in asked
    }
    signing = is_of_the_year and "IV-b" in asked
    plan = annexes.plan_rows(cycle.year, on=on) if is_of_the_year and "XI" in asked else []
    return found | {
        "IV-b": _rows("IV-b", versions, annexes.signing_rows(window)) if signing else [],
        "XI": plan,
    }


def _rows(annex: str, versions: list, central: list[dict]) -> list[dict]:
    """Rows of an annex: the Confederation's first, then by unit; a record that several units report stands once.

    Versions that were sent before an annex was kept have none of its rows.
    """
    rows, seen = [], set()
    for row in [
        *central,
        *(row for version in versions for row in version.content["annexes"].get(annex, [])),
    ]:
        if row["record"] not in seen:
            seen.add(row["record"])
            rows.append(row)
    return rows


def compliance(cycle: Cycle, *, on: dt.date) -> list[dict]:
    """Annex XII: each unit with its deadline, the day it sent, days late, times returned."""
    reports = (
        Report.objects.of_cycle(cycle).direct().select_related("unit", "cycle").order_by("unit__sort_key")
    )
    return [_compliance_row(report, on) for report in reports]


def _compliance_row(report: Report, on: dt.date) -> dict:
    timeliness, days = report.timeliness(on=on)
    sent = report.first_submitted_at
    return {
        "unit": report.unit.short_name,
        "code": report.unit.code,
        "due_on": report.due_on.strftime("%d/%m/%Y"),
        "sent_on": sent.astimezone().strftime("%d/%m/%Y") if sent else "",
        "timeliness": timeliness.value,
        "days": days,
        "returned": report.times_returned,
        "days_to_acceptance": days_to_acceptance(report),
        "state": report.state,
        "nothing": report.nothing_to_report and report.state in (ReviewState.SUBMITTED, ReviewState.ACCEPTED),
    }


def coverage(cycle: Cycle, *, on: dt.date) -> dict:
    """x/y: how many units owe a report, have sent it, had it received; and the names of the rest."""
    rows = compliance(cycle, on=on)
    sent = [row for row in rows if row["state"] in (ReviewState.SUBMITTED, ReviewState.ACCEPTED)]
    return {
        "owing": len(rows),
        "sent": len(sent),
        "accepted": sum(row["state"] == ReviewState.ACCEPTED for row in rows),
        "on_time": sum(row["timeliness"] == "on_time" for row in rows),
        "late": sum(row["timeliness"] == "late" for row in rows),
        "nothing": [row["unit"] for row in rows if row["nothing"]],
        "waiting": [row["unit"] for row in rows if row["state"] == ReviewState.SUBMITTED],
        "returned": [row["unit"] for row in rows if row["state"] == ReviewState.RETURNED],
        "missing": [row["unit"] for row in rows if row["state"] == ReviewState.DRAFT],
    }

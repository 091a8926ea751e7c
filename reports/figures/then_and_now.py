"""A period's figures as units reported them, beside the same converted to today's units; both for two periods."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from portal.deadlines.periods import from_code
from portal.units.models import Unit

from ..models import Cycle, HistoricalFigure, Report, ReviewState, SubmittedVersion
from .conversion import Converted, Descent, Number, Stated, convert, descent, together
from .questions import Question, questions_of

#: figure → what each unit said of it
Said = dict[str, list[Stated]]


@dataclass(frozen=True)
class Side:
    """One period of a line: what each unit of then said, and what that is for the unit of today."""

    then: tuple[tuple[str, Number | None, bool], ...]
    value: Number | None
    is_historical: bool


@dataclass(frozen=True)
class Row:
    """One unit of today and one figure; `gathers` are the units that merged into it, `parts_of` those split."""

    unit: Unit
    figure: Question
    now: Side
    before: Side
    gathers: tuple[str, ...]
    parts_of: tuple[str, ...]
    needs_rule: bool


@dataclass(frozen=True)
class Sums:
    """All units: the total as they reported, and how many stated it, for both periods."""

    now: Number | None
    before: Number | None
    units_now: int
    units_before: int


@dataclass(frozen=True)
class Comparison:
    """A cycle beside an earlier period, by figure."""

    figures: Mapping[str, Question]
    rows: Mapping[str, list[Row]]
    sums: Mapping[str, Sums]


def before_of(cycle: Cycle, asked: str) -> str:
    """The code of the period to compare with: the one asked for, else the same a year before. ValueError for neither."""
    return from_code(asked).code if asked else cycle.period.previous_year().code


def compare(cycle: Cycle, before: str, user, *, on: dt.date, unit: Unit | None = None) -> Comparison:
    """Whatever of both periods the reader may see, on the units of the day; of one unit alone where named.

    Seven queries, however many units and figures there are.
    """
    figures = questions_of(cycle)
    now, then = said_in(cycle.code, user), said_in(before, user)
    lines = descent(on=on)
    units = {one.pk: one for one in Unit.objects.all()}
    rows, sums = {}, {}
    for code, figure in figures.items():
        rule = figure.version.across_units
        rows[code] = _rows(figure, now.get(code, []), then.get(code, []), lines, units)
        if unit is not None:
            rows[code] = [
                row for row in rows[code] if row.unit.pk in (lines.shares_of(unit.pk) or {unit.pk: 1})
            ]
        sums[code] = _sums(now.get(code, []), then.get(code, []), rule)
    return Comparison(figures, rows, sums)


def said_in(code: str, user) -> Said:
    """What units reported for a period, the last version of each; where they did not, what was loaded as historical."""
    reports = Report.objects.visible_to(user).live().filter(
        cycle__code=code, state__in=(ReviewState.SUBMITTED, ReviewState.ACCEPTED)
    )  # fmt: skip
    versions = (
        SubmittedVersion.objects.filter(report__in=reports)
        .order_by("report_id", "-number")
        .distinct("report_id")
    )
    found: Said = {}
    for unit_id, figures in versions.values_list("report__unit_id", "content__figures"):
        for row in figures or []:
            found.setdefault(row["code"], []).append(Stated(unit_id, row["value"], row.get("records") or {}))
    known = {(one.unit_id, code) for code, said in found.items() for one in said if one.value is not None}
    loaded = HistoricalFigure.objects.visible_to(user).filter(period=code)
    for unit_id, indicator, value in loaded.values_list("unit_id", "indicator", "value"):
        if (unit_id, indicator) not in known:
            whole = int(value) if value == int(value) else value
            found.setdefault(indicator, []).append(Stated(unit_id, whole, is_historical=True))
    return found


def _rows(
    figure: Question, now: list[Stated], then: list[Stated], lines: Descent, units: dict[int, Unit]
) -> list[Row]:
    rule = figure.version.across_units
    today, earlier = convert(now, lines, rule), convert(then, lines, rule)
    order = sorted({*today, *earlier}, key=lambda pk: units[pk].sort_key)
    return [_row(figure, today.get(pk, Converted(pk)), earlier.get(pk, Converted(pk)), units) for pk in order]


def _row(figure: Question, now: Converted, before: Converted, units: dict[int, Unit]) -> Row:
    gathered = {one.unit_id for side in (now, before) for one in side.whole} - {now.unit_id}
    parts = {one.unit_id for side in (now, before) for one, _number in side.pieces}
    rule = figure.version.across_units
    return Row(
        units[now.unit_id], figure, _side(now, rule, units), _side(before, rule, units), _names(gathered, units),
        _names(parts, units), now.needs_rule or before.needs_rule,
    )  # fmt: skip


def _side(found: Converted, rule: str, units: dict[int, Unit]) -> Side:
    said = sorted(found.stated, key=lambda one: units[one.unit_id].sort_key)
    then = tuple((units[one.unit_id].short_name, one.value, one.is_historical) for one in said)
    return Side(then, found.value(rule), found.is_historical)


def _names(ids: set[int], units: dict[int, Unit]) -> tuple[str, ...]:
    """ "Quảng Bình cũ": the province where the unit has one, for its name may live on in another."""
    ordered = sorted((units[pk] for pk in ids), key=lambda unit: unit.sort_key)
    return tuple(f"{unit.province_name or unit.short_name} cũ" for unit in ordered)


def _sums(now: list[Stated], then: list[Stated], rule: str) -> Sums:
    return Sums(
        together(now, rule), together(then, rule), sum(one.value is not None for one in now),
        sum(one.value is not None for one in then),
    )  # fmt: skip


def periods_known(cycle: Cycle, user) -> list[str]:
    """Codes of earlier periods of which anything is known, the latest first. Two queries."""
    codes = set(
        Cycle.objects.visible_to(user).open().filter(ends_on__lt=cycle.ends_on).values_list("code", flat=True)
    )
    codes |= set(
        HistoricalFigure.objects.visible_to(user).order_by().values_list("period", flat=True).distinct()
    )
    return sorted(codes - {cycle.code}, reverse=True)

"""Totals loaded from before the portal, where neither a report nor a record of the period tells the figure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from portal.deadlines.periods import Period
from portal.units.models import Lineage
from reports.models import Cycle, HistoricalFigure

from .conversion import Number, Stated, together
from .questions import Answer, Question, as_number


@dataclass(frozen=True)
class Loaded:
    """What one figure comes to by the rule of its indicator, and of how many units it was loaded."""

    value: Number | None
    units: int


def code_a_year_before(cycle: Cycle) -> str:
    """The code of the same period a year before; a subject of its own has none."""
    if not cycle.kind:
        return ""
    return Period(cycle.kind, cycle.year - 1, cycle.index, cycle.starts_on, cycle.ends_on, cycle.ends_on).code


#: period → figure → what was loaded of it
Known = Mapping[str, Mapping[str, list[Stated]]]


def loaded_of(codes: Iterable[str], unit_ids: Iterable[int] | None = None) -> Known:
    """One query. Of these units, those merged into them among them; of all where None.

    A unit that was split is left out of what its successors had: how it is divided is a rule of the conversion.
    """
    rows = HistoricalFigure.objects.filter(period__in=[code for code in codes if code])
    if unit_ids is not None:
        split = Lineage.objects.values("predecessor").annotate(heirs=Count("pk")).filter(heirs__gt=1)
        rows = rows.filter(unit__in=list(unit_ids)).exclude(unit__in=split.values("predecessor"))
    found: dict[str, dict[str, list[Stated]]] = defaultdict(lambda: defaultdict(list))
    for unit, period, figure, value in rows.order_by("pk").values_list(
        "unit", "period", "indicator", "value"
    ):
        found[period][figure].append(Stated(unit, value, is_historical=True))
    return found


def stands_in(question: Question, answer: Answer, period: str, known: Known) -> Loaded | None:
    """What stands for a figure of which the registers hold no record in the period; None where nothing was loaded."""
    stated = known.get(period, {}).get(question.code, [])
    if answer.records or not stated:
        return None
    value = together(stated, question.version.across_units)
    return Loaded(as_number(value), len({one.unit_id for one in stated}))

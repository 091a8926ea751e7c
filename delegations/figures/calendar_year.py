"""The year at a glance: how much begins in each month, by kind, unit, country or level. Counted by the database."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, TextField
from django.db.models.functions import Cast, Coalesce, Substr
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.countries import name as country_name
from portal.units.models import Unit

from ..models import Delegation, Event, Level
from ..models.delegation import HOME
from .calendar import kind_of

GROUPINGS: dict[str, str | Promise] = {
    "kind": _("by kind"),
    "unit": _("by unit"),
    "country": _("by country"),
    "level": _("by level"),
}
KINDS: dict[str, str | Promise] = {
    "outgoing": _("Outgoing delegations"),
    "incoming": _("Incoming delegations"),
    "here": _("Online and at home"),
    "conference": _("Conferences"),
}
COLUMNS = {
    "kind": ("direction", "mode"),
    "unit": ("unit_id",),
    "country": ("country",),
    "level": ("level",),
}
MOST_ROWS = 40


@dataclass(frozen=True)
class Line:
    """One row of the year: `months` holds twelve counts, `open` what is known by its year alone."""

    value: str
    label: str
    months: tuple[int, ...]
    open: int

    @property
    def total(self) -> int:
        return sum(self.months) + self.open


@dataclass(frozen=True)
class YearTable:
    lines: list[Line]
    left_out: int  # rows beyond the first MOST_ROWS

    @property
    def sums(self) -> Line:
        columns = list(zip(*(line.months for line in self.lines), strict=True)) or [()] * 12
        return Line("", "", tuple(sum(column) for column in columns), sum(line.open for line in self.lines))

    def heat(self, count: int) -> int:
        """0 for nothing, then 1 to 3: the share of the busiest month of any row, in thirds."""
        busiest = max((count for line in self.lines for count in line.months), default=0)
        return -(-3 * count // busiest) if busiest else 0


def year_table(
    delegations: models.QuerySet, events: models.QuerySet, year: int, grouping: str = "kind"
) -> YearTable:
    """Counts by the month in which an activity begins. Two queries, and one for the names of units."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for rows in (delegations, events):
        for value, month, count in _counted(rows, year, grouping):
            counts[value][month] += count
    labels = _labels(grouping, counts)
    lines = [
        Line(value, labels[value], tuple(found[month] for month in range(1, 13)), found[0])
        for value, found in counts.items()
        if value in labels
    ]
    if grouping in ("kind", "level"):
        order = list(labels)
        lines.sort(key=lambda line: order.index(line.value))
    else:
        lines.sort(key=lambda line: (-line.total, line.label))
    return YearTable(lines[:MOST_ROWS], max(0, len(lines) - MOST_ROWS))


def _counted(rows: models.QuerySet, year: int, grouping: str) -> list[tuple[str, int, int]]:
    """(value, month or 0, how many) of what begins in the year."""
    columns = COLUMNS[grouping]
    if rows.model is Event and grouping == "kind":
        columns = ()
    begins = Cast(Coalesce("starts_on", "ends_on"), TextField())
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    found = (
        rows.filter(placed_to__gte=first)
        .annotate(begins=begins, month=Substr(begins, 6, 2))
        .filter(begins__gte=str(year), begins__lte=last.isoformat())
        .order_by()
        .values_list("month", *columns)
        .annotate(count=Count("pk"))
    )
    return [(_value(rows.model, grouping, values), int(month or 0), count) for month, *values, count in found]


def _value(model: type[Delegation] | type[Event], grouping: str, values: list) -> str:
    if grouping == "kind":
        return "conference" if model is Event else kind_of(*values)
    return str(values[0]) if values else ""


def _labels(grouping: str, counts: dict[str, Counter[int]]) -> dict[str, str]:
    """Value → words, in the order of the rows. Our own country is none that we went to."""
    if grouping == "kind":
        return {value: str(label) for value, label in KINDS.items()}
    if grouping == "level":
        return {**{value: str(label) for value, label in Level.choices}, "": str(_("no level stated"))}
    if grouping == "unit":
        units = Unit.objects.filter(pk__in=[int(value) for value in counts]).values_list("pk", "short_name")
        return {str(pk): name for pk, name in units}
    return {
        code: country_name(code) if code else str(_("no country stated")) for code in counts if code != HOME
    }


__all__ = ["GROUPINGS", "KINDS", "Line", "YearTable", "year_table"]

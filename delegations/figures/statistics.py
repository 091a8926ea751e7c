"""Statistics as the department is asked for them: one table of delegations by any of the usual dimensions.

PostgreSQL sums the delegations with their countries, partners and persons; what somebody left unstated is counted
as such beside each sum and never as nought. A delegation that reached two countries stands under each of
them, and once in the line of all.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import Partner
from portal.countries import name as country_name
from portal.text import fold
from portal.units.models import Unit

from ..models import Direction, FundingSource, Level, Planned, Purpose
from ..querysets import DelegationQuerySet
from .records import Total
from .statistics_sums import Sums, sums


class Dimension(models.TextChoices):
    """By what the rows of the table are made."""

    UNIT = "unit", gettext_lazy("Unit")
    COUNTRY = "country", gettext_lazy("Country")
    PARTNER = "partner", gettext_lazy("Partner")
    PURPOSE = "purpose", gettext_lazy("Kind of purpose")
    FUNDING = "funding", gettext_lazy("Source of funds")
    LEVEL = "level", gettext_lazy("Level")
    PLANNED = "planned", gettext_lazy("Annual plan")
    DIRECTION = "direction", gettext_lazy("Direction")
    MONTH = "month", gettext_lazy("Month")
    QUARTER = "quarter", gettext_lazy("Quarter")
    YEAR = "year", gettext_lazy("Year")


class Measure(models.TextChoices):
    """What a table of two dimensions counts."""

    NUMBER = "number", gettext_lazy("Delegations")
    TURNS = "turns", gettext_lazy("Person-trips")
    PERSONS = "persons", gettext_lazy("Different persons")
    DAYS = "days", gettext_lazy("Days")
    COST = "cost", gettext_lazy("Cost (đồng)")


#: Dimensions in which one delegation may stand in several rows: the rows then add up to more than all.
SEVERAL = frozenset({Dimension.COUNTRY, Dimension.PARTNER})


@dataclass(frozen=True)
class Line:
    """One row: its key ("" for what nobody stated), its words, its sums."""

    key: str
    label: str
    sums: Sums


@dataclass(frozen=True)
class Table:
    lines: list[Line]
    whole: Sums


CODED = {
    Dimension.PURPOSE: Purpose,
    Dimension.FUNDING: FundingSource,
    Dimension.LEVEL: Level,
    Dimension.PLANNED: Planned,
    Dimension.DIRECTION: Direction,
}
IN_TIME = (Dimension.MONTH, Dimension.QUARTER, Dimension.YEAR)


def table(rows: DelegationQuerySet, by: str) -> Table:
    """Sums by a dimension, the largest first; periods in their order; what nobody stated stands last."""
    found = sums(rows, by)
    return Table(_lines(by, {a: line for (a, _b), line in found.items() if a is not None}), found[None, None])


def across(
    rows: DelegationQuerySet, by: str, beside: str, measure: str
) -> tuple[Table, list[Line], list[list[Total]]]:
    """A table of two dimensions: `table(rows, by)`, its columns, and for each of its lines the values in them."""
    found = sums(rows, by, beside)
    lines = _lines(by, {a: line for (a, b), line in found.items() if a is not None and b is None})
    columns = _lines(beside, {b: line for (a, b), line in found.items() if a is None and b is not None})
    cells = [
        [found.get((line.key, column.key), Sums()).value(measure) for column in columns] for line in lines
    ]
    return Table(lines, found[None, None]), columns, cells


def _lines(by: str, found: dict[str, Sums]) -> list[Line]:
    names = labels(by, found)
    return sorted(
        (Line(key, names[key], line) for key, line in found.items()), key=lambda line: _place(line, by)
    )


def _place(line: Line, by: str) -> tuple:
    if by in IN_TIME:
        return (line.key == "", line.key)
    return (line.key == "", -line.sums.number, fold(line.label))


def labels(by: str, keys: Iterable[str]) -> dict[str, str]:
    """Words for the keys of a dimension, in at most one query."""
    wanted = [key for key in keys if key]
    if by in CODED:
        found = {key: str(CODED[Dimension(by)](key).label) for key in wanted}
    elif by == Dimension.UNIT:
        found = {str(unit.pk): unit.short_name for unit in Unit.objects.filter(pk__in=wanted)}
    elif by == Dimension.PARTNER:
        found = {str(one.pk): one.name_vi for one in Partner.objects.filter(pk__in=wanted)}
    elif by == Dimension.COUNTRY:
        found = {key: country_name(key) for key in wanted}
    else:
        found = {key: _period_label(by, key) for key in wanted}
    return {**found, "": _("not stated")}


def _period_label(by: str, key: str) -> str:
    year, _dash, part = key.partition("-")
    if by == Dimension.MONTH:
        return f"{part}/{year}"
    return _("Quarter %(number)s/%(year)s") % {"number": part, "year": year} if part else year


def held_between(rows: DelegationQuerySet, first: dt.date, last: dt.date) -> DelegationQuerySet:
    """What statistics count: held, not archived, surely inside the days."""
    return rows.live().held().within(first, last)

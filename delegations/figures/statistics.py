"""Statistics as the department is asked for them: one table of delegations by any of the usual dimensions.

Every delegation is read once, with its countries, partners and persons; what somebody left unstated is counted
as such beside each sum and never as nought. A delegation that reached two countries stands under each of
them, and once in the line of all.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import Partner
from portal.countries import name as country_name
from portal.text import PartialDate, fold
from portal.units.models import Unit

from ..models import Delegation, Direction, FundingSource, Leg, Level, Member, Planned, Purpose
from ..models.delegation import HOME
from ..querysets import DelegationQuerySet
from .records import Total


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
class One:
    """A delegation as statistics see it. `persons`: keys of the people that are named in it."""

    pk: int
    unit: int
    direction: str
    level: str
    purpose: str
    funding: str
    planned: str
    end: PartialDate | None
    days: int | None
    size: int | None
    cost: int | None
    countries: frozenset[str]
    partners: frozenset[int]
    persons: frozenset[str]


@dataclass
class Sums:
    """What is summed over some delegations. `persons` are different people, where lists of members name them."""

    ones: list[One] = field(default_factory=list)

    @property
    def number(self) -> int:
        return len(self.ones)

    @property
    def turns(self) -> Total:
        return _total([one.size for one in self.ones])

    @property
    def days(self) -> Total:
        return _total([one.days for one in self.ones])

    @property
    def cost(self) -> Total:
        return _total([one.cost for one in self.ones])

    @property
    def persons(self) -> Total:
        """Different people; `missing` are delegations without a list of members."""
        named = [one for one in self.ones if one.persons]
        people = frozenset[str]().union(*(one.persons for one in named))
        return Total.of(len(self.ones), len(named), len(people))

    def value(self, measure: str) -> Total:
        if measure == Measure.NUMBER:
            return Total.of(self.number, self.number, self.number)
        return getattr(self, measure)


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


def _total(values: list[int | None]) -> Total:
    stated = [value for value in values if value is not None]
    return Total.of(len(values), len(stated), sum(stated))


def read(rows: DelegationQuerySet) -> list[One]:
    """The delegations of a scoped queryset, in four queries however many they are."""
    plain = rows.order_by()
    countries, partners, persons = _countries(plain), _partners(plain), _persons(plain)
    columns = (
        "pk", "unit_id", "direction", "level", "purpose", "funding_source", "planned", "starts_on", "ends_on",
        "size", "cost", "country",
    )  # fmt: skip
    found = []
    for pk, unit, direction, level, purpose, funding, planned, first, last, size, cost, country in (
        plain.values_list(*columns)
    ):  # fmt: skip
        reached = countries[pk] | {country}
        found.append(
            One(
                pk, unit, direction, level, purpose, funding, planned, last or first, _days(first, last),
                size, cost, frozenset(code for code in reached if code and code != HOME),
                frozenset(partners[pk]), frozenset(persons[pk]),
            )
        )  # fmt: skip
    return found


def _days(first: PartialDate | None, last: PartialDate | None) -> int | None:
    """Both ends counted; None where one is missing or coarse, as on the delegation's page."""
    if first is None or last is None or first.precision != "day" or last.precision != "day":
        return None
    return (last.earliest - first.earliest).days + 1


def _pairs(pairs: Iterable[tuple]) -> dict[int, set]:
    found: dict[int, set] = defaultdict(set)
    for pk, value in pairs:
        found[pk].add(value)
    return found


def _countries(rows: DelegationQuerySet) -> dict[int, set]:
    legs = Leg.objects.filter(delegation__in=rows.values("pk")).order_by()
    return _pairs(legs.values_list("delegation_id", "country"))


def _partners(rows: DelegationQuerySet) -> dict[int, set]:
    links = Delegation.partners.through.objects.filter(delegation__in=rows.values("pk"))
    return _pairs(links.values_list("delegation_id", "partner_id"))


def _persons(rows: DelegationQuerySet) -> dict[int, set]:
    """A person of ours is known by the register of people, another by name and unit as written."""
    members = Member.objects.filter(delegation__in=rows.values("pk")).order_by()
    columns = members.values_list("delegation_id", "person_id", "name", "unit_id", "unit_written")
    return _pairs(
        (pk, f"person {person}" if person else f"{fold(name)} / {unit or fold(written)}")
        for pk, person, name, unit, written in columns
    )


def _when(one: One, precise: tuple[str, ...], words: Callable[[PartialDate], str]) -> list[str]:
    """The period a delegation stands in by its end; [""] where its date is too coarse for it."""
    return [words(one.end)] if one.end is not None and one.end.precision in precise else [""]


KEYS: dict[str, Callable[[One], list[str]]] = {
    Dimension.UNIT: lambda one: [str(one.unit)],
    Dimension.COUNTRY: lambda one: sorted(one.countries) or [""],
    Dimension.PARTNER: lambda one: [str(pk) for pk in sorted(one.partners)] or [""],
    Dimension.PURPOSE: lambda one: [one.purpose],
    Dimension.FUNDING: lambda one: [one.funding],
    Dimension.LEVEL: lambda one: [one.level],
    Dimension.PLANNED: lambda one: [one.planned],
    Dimension.DIRECTION: lambda one: [one.direction],
    Dimension.MONTH: lambda one: _when(one, ("month", "day"), lambda d: f"{d.year}-{d.month:02d}"),
    Dimension.QUARTER: lambda one: _when(
        one, ("month", "day"), lambda d: f"{d.year}-{((d.month or 1) + 2) // 3}"
    ),
    Dimension.YEAR: lambda one: _when(one, ("year", "month", "day"), lambda d: str(d.year)),
}
CODED = {
    Dimension.PURPOSE: Purpose,
    Dimension.FUNDING: FundingSource,
    Dimension.LEVEL: Level,
    Dimension.PLANNED: Planned,
    Dimension.DIRECTION: Direction,
}
IN_TIME = (Dimension.MONTH, Dimension.QUARTER, Dimension.YEAR)


def table(ones: list[One], by: str) -> Table:
    """Sums by a dimension, the largest first; periods in their order; what nobody stated stands last."""
    groups: dict[str, Sums] = defaultdict(Sums)
    for one in ones:
        for key in KEYS[by](one):
            groups[key].ones.append(one)
    names = labels(by, groups)
    lines = [Line(key, names[key], sums) for key, sums in groups.items()]
    return Table(sorted(lines, key=lambda line: _place(line, by)), Sums(ones))


def _place(line: Line, by: str) -> tuple:
    if by in IN_TIME:
        return (line.key == "", line.key)
    return (line.key == "", -line.sums.number, fold(line.label))


def across(ones: list[One], by: str, beside: str, measure: str) -> tuple[list[Line], list[list[Total]]]:
    """A table of two dimensions: the columns, and for each row of `table(ones, by)` its values in them."""
    columns = table(ones, beside).lines
    rows = []
    for line in table(ones, by).lines:
        inside = {one.pk for one in line.sums.ones}
        rows.append(
            [Sums([one for one in column.sums.ones if one.pk in inside]).value(measure) for column in columns]
        )
    return columns, rows


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

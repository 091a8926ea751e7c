"""Sums and counts over the registers of delegations and conferences, as named questions.

Every question starts from a queryset that the caller has scoped, and asks nobody who is reading. A record
belongs to the period of its end, else of its start (`DatedMethods.within`); one too coarse to place is in
`unplaced`. Archived records, and what was only planned, postponed or cancelled, are never counted.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, Sum, Value, When
from django.db.models.functions import Coalesce

from ..models import ContentTheme, Direction, Mode, Planned
from ..models.delegation import HOME, Leg
from ..querysets import DelegationQuerySet, EventQuerySet


@dataclass(frozen=True)
class Total:
    """A sum over rows of which some do not state the value.

    `value` is None when there are rows and none of them states it: missing is never printed as 0.
    """

    value: int | None
    stated: int
    missing: int

    @classmethod
    def of(cls, rows: int, stated: int, value: int | None) -> "Total":
        return cls((value or 0) if stated or not rows else None, stated, rows - stated)


@dataclass(frozen=True)
class DelegationSums:
    """`number` delegations; lượt người, women and cost (đồng) each with how many rows do not state it."""

    number: int
    persons: Total
    women: Total
    cost: Total


@dataclass(frozen=True)
class EventSums:
    number: int
    participants: Total
    participants_foreign: Total
    cost: Total


def within(rows, first: dt.date, last: dt.date, unit_ids: Iterable[int] | None = None):
    """What was held in the days, of the given units (None: of all that `rows` holds)."""
    found = rows.live().held().within(first, last)
    return found if unit_ids is None else found.of_units(list(unit_ids))


def unplaced(rows, first: dt.date, last: dt.date, unit_ids: Iterable[int] | None = None):
    """What may have been held in the days but whose date is too coarse to say: "chưa rõ kỳ"."""
    found = rows.live().held().unplaced(first, last)
    return found if unit_ids is None else found.of_units(list(unit_ids))


def outgoing(rows: DelegationQuerySet, first, last, unit_ids=None) -> DelegationQuerySet:
    return within(rows.outgoing(), first, last, unit_ids)


def incoming(rows: DelegationQuerySet, first, last, unit_ids=None) -> DelegationQuerySet:
    return within(rows.incoming(), first, last, unit_ids)


def online(rows: DelegationQuerySet, first, last, unit_ids=None) -> DelegationQuerySet:
    return within(rows.online(), first, last, unit_ids)


def at_home(rows: DelegationQuerySet, first, last, unit_ids=None) -> DelegationQuerySet:
    return within(rows.at_home(), first, last, unit_ids)


def unplanned(rows: DelegationQuerySet, first, last, unit_ids=None) -> DelegationQuerySet:
    """Outgoing delegations that stood in no annual plan."""
    return outgoing(rows, first, last, unit_ids).filter(planned=Planned.UNPLANNED)


def events(rows: EventQuerySet, first, last, unit_ids=None) -> EventQuerySet:
    return within(rows, first, last, unit_ids)


def events_hosted(rows: EventQuerySet, first, last, unit_ids=None) -> EventQuerySet:
    return within(rows.hosted(), first, last, unit_ids)


def events_attended(rows: EventQuerySet, first, last, unit_ids=None) -> EventQuerySet:
    return within(rows.attended(), first, last, unit_ids)


def initiatives(rows: EventQuerySet, first, last, unit_ids=None) -> EventQuerySet:
    """Conferences at which we put something forward (domain.md 7.2, question 1)."""
    return within(rows, first, last, unit_ids).exclude(initiative="")


def delegation_sums(rows: DelegationQuerySet) -> DelegationSums:
    """One query over rows that a question above has found."""
    found = _summed(rows, "size", "women", "cost")
    return DelegationSums(found["rows"], *(_total(found, name) for name in ("size", "women", "cost")))


def event_sums(rows: EventQuerySet) -> EventSums:
    """Where no total of participants is stated, what is stated of the two sides is added."""
    sides = Case(
        When(participants_vn=None, participants_foreign=None, then=None),
        default=Coalesce("participants_vn", 0) + Coalesce("participants_foreign", 0),
    )
    people = rows.annotate(everybody=Coalesce("participants", sides))
    found = _summed(people, "everybody", "participants_foreign", "cost")
    totals = (_total(found, name) for name in ("everybody", "participants_foreign", "cost"))
    return EventSums(found["rows"], *totals)


def _summed(rows, *names: str) -> dict:
    asked = {f"sum_{name}": Sum(name) for name in names} | {f"stated_{name}": Count(name) for name in names}
    return rows.order_by().aggregate(rows=Count("pk"), **asked)


def _total(found: dict, name: str) -> Total:
    return Total.of(found["rows"], found[f"stated_{name}"], found[f"sum_{name}"])


def by_country(rows: DelegationQuerySet) -> Counter[str]:
    """Country code → number of delegations; one that went to three countries is counted under each once."""
    keys = rows.order_by().values_list("pk", flat=True)
    pairs = set(rows.order_by().values_list("pk", "country"))
    pairs |= set(Leg.objects.filter(delegation__in=keys).values_list("delegation_id", "country").order_by())
    return Counter(country for _key, country in pairs if country and country != HOME)


def by_theme(rows) -> dict[str, int]:
    """Theme → number of records, all themes named; "" holds those without one."""
    found = Counter(rows.order_by().values_list("content_theme", flat=True))
    return {theme: found[theme] for theme in [*ContentTheme.values, ""]}


@dataclass(frozen=True)
class YearSums:
    """Delegations of a stretch of days, and lượt người: None where nobody stated a number."""

    outgoing: int
    outgoing_people: int | None
    incoming: int
    incoming_people: int | None


Days = tuple[dt.date, dt.date]


def year_sums(rows: DelegationQuerySet, now: Days, before: Days) -> tuple[YearSums, YearSums]:
    """The sums of two stretches of days in one query, for figures that stand beside each other."""
    asked = {}
    for name, days in (("now", now), ("before", before)):
        for direction in (Direction.OUTGOING, Direction.INCOMING):
            inside = Q(direction=direction, placed_from__gte=days[0], placed_to__lte=days[1])
            asked[f"{name}_{direction}"] = Count("pk", filter=inside)
            asked[f"{name}_{direction}_people"] = Sum("size", filter=inside)
    found = rows.live().held().exclude(mode=Mode.ONLINE).order_by().aggregate(**asked)
    return _year_sums(found, "now"), _year_sums(found, "before")


def _year_sums(found: dict, name: str) -> YearSums:
    directions = (Direction.OUTGOING, Direction.INCOMING)
    return YearSums(*(found[f"{name}_{one}{end}"] for one in directions for end in ("", "_people")))


def by_month(rows: DelegationQuerySet, months: Iterable[Days]) -> dict[str, list[int]]:
    """Direction → how many in each of the months. A date that spans several months stands in none."""
    stretches = list(months)
    number = Case(
        *(
            When(placed_from__gte=first, placed_to__lte=last, then=Value(place))
            for place, (first, last) in enumerate(stretches)
        ),
        output_field=IntegerField(),
    )
    found = rows.live().held().exclude(mode=Mode.ONLINE).annotate(month=number).exclude(month=None)
    counts = {
        (direction, month): count
        for direction, month, count in found.order_by()
        .values_list("direction", "month")
        .annotate(Count("pk"))
    }
    return {
        direction: [counts.get((direction, month), 0) for month in range(len(stretches))]
        for direction in (Direction.OUTGOING, Direction.INCOMING)
    }


@dataclass(frozen=True)
class Places:
    """Country code → activities; and those with international bodies alone, which stand under no country."""

    countries: Counter[str]
    bodies: int


def places(rows: DelegationQuerySet, first: dt.date, last: dt.date) -> Places:
    """Where the delegations of these days went or came from."""
    found = within(rows, first, last)
    bodies = found.with_international_bodies()
    return Places(by_country(found.exclude(pk__in=bodies.values("pk"))), bodies.count())

"""Money that came and went in a period, in whole đồng: in all, by year, by donor, by unit.

Every function takes a queryset of resources that starts at `Resource.objects.visible_to(user)` (and, as a rule,
`.live().received()`). Committed counts in the period of approval, else of the beginning; what came and went
counts by the day of its row, or, for a resource without rows, with what was typed, where it was committed.
A row that stands for several months counts on its last day.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from partners.models import Partner
from portal.units.models import Unit

from ..models import DonorShare, Movement, MovementKind, Resource
from .money import divided, parts_of, rate_of_disbursement

NAMED = 1000  # so many resources are named in a question
NONE = 0  # no resource has this key: a question about none is asked as one about some
SUMS = ("committed", "received", "disbursed", "settled", "counterpart", "returned")
#: What was typed, for resources without rows; our own share is a promise and none of what was paid.
TYPED = {"received": "received_vnd", "disbursed": "disbursed_vnd", "settled": "settled_vnd"}


@dataclass(frozen=True)
class Flow:
    """Whole đồng. `unstated` resources were approved in the period without a sum that is known in đồng."""

    committed: int = 0
    received: int = 0
    disbursed: int = 0
    settled: int = 0
    counterpart: int = 0
    returned: int = 0
    resources: int = 0
    unstated: int = 0

    @property
    def rate(self) -> int | None:
        """Disbursed in per cent of what was received."""
        return rate_of_disbursement(self.received, self.disbursed)

    @property
    def is_empty(self) -> bool:
        return not (self.resources or any(getattr(self, name) for name in SUMS))

    @classmethod
    def of(cls, found: Counter) -> "Flow":
        return cls(**{name: found[name] for name in (*SUMS, "resources", "unstated")})


@dataclass(frozen=True)
class DonorFlow:
    """`partner` None: nobody is named as donor of these sums."""

    partner: Partner | None
    flow: Flow


@dataclass(frozen=True)
class UnitFlow:
    unit: Unit
    flow: Flow


# -- the rows behind the figures --


def movements_between(resources: QuerySet[Resource], first: dt.date, last: dt.date) -> QuerySet[Movement]:
    """Movements of these resources in the days from `first` to `last`."""
    return Movement.objects.filter(
        resource__in=resources.order_by().values("pk"), happened_on__range=(first, last)
    )


def without_movements(resources: QuerySet[Resource]) -> QuerySet[Resource]:
    """Resources whose totals are as somebody typed them."""
    return resources.exclude(pk__in=Movement.objects.order_by().values("resource_id"))


# -- figures --


def flow_between(resources: QuerySet[Resource], first: dt.date, last: dt.date) -> Flow:
    """All sums of the days from `first` to `last`. Three queries."""
    return Flow.of(sum(_rows(resources, first, last, ()).values(), Counter()))


def flow_until(resources: QuerySet[Resource], last: dt.date) -> Flow:
    """The same from the beginning on: cumulative figures."""
    return flow_between(resources, dt.date.min, last)


def flow_by_year(resources: QuerySet[Resource], years: Sequence[int]) -> dict[int, Flow]:
    """Calendar year → its flow, for each of the years asked for (a trend); three queries however many years."""
    first, last = dt.date(min(years), 1, 1), dt.date(max(years), 12, 31)
    found = _rows(resources, first, last, ("year",))
    return {year: Flow.of(found.get((year,), Counter())) for year in years}


def flow_by_unit(resources: QuerySet[Resource], first: dt.date, last: dt.date) -> list[UnitFlow]:
    """By the unit that owns the grant, the greatest commitment first."""
    found = _rows(resources, first, last, ("unit",))
    units = Unit.objects.in_bulk([unit for (unit,) in found])
    rows = [UnitFlow(units[unit], Flow.of(sums)) for (unit,), sums in found.items()]
    return sorted(rows, key=lambda row: (-row.flow.committed, -row.flow.received, row.unit.sort_key))


def flow_by_donor(resources: QuerySet[Resource], first: dt.date, last: dt.date) -> list[DonorFlow]:
    """By donor, each with its share (equal parts where none is stated), the greatest commitment first.

    A resource of two donors counts for each of them once among its `resources`.
    """
    by_donor: dict[int | None, Counter] = defaultdict(Counter)
    shared = _of_several_donors()
    apart = resources if shared is None else resources.filter(pk__in=shared)
    if shared is not None:
        for (donor,), sums in _rows(resources.exclude(pk__in=shared), first, last, ("donor",)).items():
            by_donor[donor].update(sums)
    found = _rows(apart, first, last, ("resource",))
    parts = donor_parts([resource for (resource,) in found], among=apart)
    for (resource,), sums in found.items():
        mine = parts[resource]
        for name in filter(sums.__getitem__, SUMS):
            for donor, vnd in divided(sums[name], mine).items():
                by_donor[donor][name] += vnd
        for donor in mine:
            by_donor[donor].update(resources=sums["resources"], unstated=sums["unstated"])
    partners = Partner.objects.in_bulk([donor for donor in by_donor if donor is not None])
    rows = [
        DonorFlow(partners.get(donor) if donor else None, Flow.of(sums)) for donor, sums in by_donor.items()
    ]
    return sorted(
        (row for row in rows if not row.flow.is_empty),
        key=lambda row: (-row.flow.committed, -row.flow.received, row.partner.pk if row.partner else 0),
    )


def _of_several_donors() -> list[int] | None:
    """Resources that donors share, or give in part; None where they are too many to be named.

    All others are given whole by one donor or by nobody known: those the database sums up by itself.
    """
    links = Resource.partners.through.objects.order_by().values("resource_id")
    several = links.annotate(donors=Count("pk")).filter(donors__gt=1).values_list("resource_id")
    stated = DonorShare.objects.order_by().values_list("resource_id")
    found = [key for (key,) in several.union(stated)[: NAMED + 1]]
    return (found or [NONE]) if len(found) <= NAMED else None


def share_of_the_largest(rows: Iterable[DonorFlow], count: int = 3) -> int | None:
    """What the largest donors committed in per cent of all; None where nothing was committed."""
    sums = [row.flow.committed for row in rows]
    named = sorted((row.flow.committed for row in rows if row.partner), reverse=True)
    return rate_of_disbursement(sum(sums), sum(named[:count]))


def donor_parts(resource_ids: Sequence[int], *, among: QuerySet[Resource] | None = None) -> dict[int, dict]:
    """Resource id → {partner id or None: part}. Two queries.

    `among` are resources that hold them all: ten thousand are then asked for without the number of each.
    """
    which = resource_ids if among is None else among.order_by().values("pk")
    linked: dict[int, list[int]] = defaultdict(list)
    through = Resource.partners.through.objects.filter(resource_id__in=which).order_by("pk")
    for resource, donor in through.values_list("resource_id", "partner_id"):
        linked[resource].append(donor)
    shares: dict[int, list[DonorShare]] = defaultdict(list)
    for share in DonorShare.objects.filter(resource_id__in=which):
        shares[share.resource_id].append(share)
    return {pk: parts_of(linked[pk], shares[pk]) for pk in resource_ids}


def _rows(resources, first: dt.date, last: dt.date, by: tuple[str, ...]) -> dict[tuple, Counter]:
    """Sums by the keys asked for ("year", "unit", "resource", "donor"). Three queries.

    "donor" is for resources of one donor at most: one of two would count for each of them whole.
    """
    found: dict[tuple, Counter] = defaultdict(Counter)
    placed = resources.order_by().within(first, last)
    of_resource = {
        "year": ExtractYear("placed_to"), "unit": F("unit_id"), "resource": F("pk"), "donor": F("partners"),
    }  # fmt: skip
    keys = {f"by_{name}": of_resource[name] for name in by}
    stated = {"committed": Sum("amount_vnd"), "resources": Count("pk"), "unstated": Count("pk", filter=Q(amount_vnd=None))}  # fmt: skip
    _add(found, placed.values(**keys).annotate(**stated) if keys else [placed.aggregate(**stated)], keys)
    typed = {name: Sum(column) for name, column in TYPED.items()}
    bare = without_movements(placed)
    _add(found, bare.values(**keys).annotate(**typed) if keys else [bare.aggregate(**typed)], keys)
    of_movement = {
        "year": ExtractYear("happened_on"), "unit": F("resource__unit_id"), "resource": F("resource_id"),
        "donor": F("resource__partners"),
    }  # fmt: skip
    keys = {f"by_{name}": of_movement[name] for name in by}
    moved = movements_between(resources, first, last).order_by()
    for row in moved.values("kind", **keys).annotate(vnd=Sum("amount_vnd")):
        found[tuple(row[name] for name in keys)][MovementKind(row["kind"]).value] += int(row["vnd"] or 0)
    return found


def _add(found: dict[tuple, Counter], rows, keys) -> None:
    for row in rows:
        mine = found[tuple(row[name] for name in keys)]
        for name, value in row.items():
            if name not in keys:
                mine[name] += int(value or 0)

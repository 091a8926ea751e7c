"""One grant that two units entered: the same donor, about the same title, sum and beginning.

Of a donor given only by what was written the words count. Sums are the same when they are equal in one currency, or
within a twentieth in đồng; two stated sums that differ are two grants. A sum that nobody stated says nothing: then
the titles have to be nearly the same.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from portal.text import fold

from ..models import Resource

CLOSE_TITLE, SAME_TITLE = 60, 85  # of 100; the first beside an equal sum, the second without sums
NEAR = dt.timedelta(days=92)  # between the beginnings
TWENTIETH = Decimal("0.05")


@dataclass(frozen=True)
class Traits:
    """What is compared of one resource."""

    pk: int | None
    unit: int
    direction: str
    title: str
    donors: frozenset
    amount: Decimal | None
    currency: str
    vnd: Decimal | None
    begins: tuple[dt.date, dt.date] | None

    @classmethod
    def of(cls, resource: Resource, partner_ids: Iterable[int]) -> "Traits":
        donors = {("partner", pk) for pk in partner_ids}
        if not donors and resource.partners_written.strip():
            donors = {("written", fold(resource.partners_written))}
        starts = resource.starts_on or resource.approved_on
        return cls(
            resource.pk, resource.unit_id, resource.direction, fold(resource.title), frozenset(donors),
            resource.amount, resource.currency, resource.amount_vnd,
            (starts.earliest, starts.latest) if starts else None,
        )  # fmt: skip


def alike(one: Traits, other: Traits) -> bool:
    """Whether two units very likely mean one grant."""
    if one.unit == other.unit or one.direction != other.direction or not one.donors & other.donors:
        return False
    same = _same_money(one, other)
    if same is False or not _near(one, other):
        return False
    return fuzz.token_set_ratio(one.title, other.title) >= (CLOSE_TITLE if same else SAME_TITLE)


def _same_money(one: Traits, other: Traits) -> bool | None:
    """None: of one of them nobody stated a sum that can be compared."""
    if one.amount is None or other.amount is None:
        return None
    if one.currency == other.currency:
        return one.amount == other.amount
    if one.vnd is None or other.vnd is None:
        return None
    return abs(one.vnd - other.vnd) <= TWENTIETH * max(one.vnd, other.vnd)


def _near(one: Traits, other: Traits) -> bool:
    """Both begin at about the same time; a year alone can mean any of its days."""
    if one.begins is None or other.begins is None:
        return True
    return one.begins[0] <= other.begins[1] + NEAR and other.begins[0] <= one.begins[1] + NEAR


def entered_elsewhere(resource: Resource, partner_ids: Sequence[int]) -> Resource | None:
    """The first live resource of another unit that is very likely the same; whoever may see it. Two queries."""
    mine = Traits.of(resource, partner_ids)
    if not mine.donors:
        return None
    donors = Q(partners__in=partner_ids) if partner_ids else Q(partners=None, partners_written__iexact=resource.partners_written)  # fmt: skip
    rows = Resource.objects.live().filter(donors, direction=resource.direction).exclude(unit=resource.unit_id)
    rows = rows.exclude(pk=resource.pk).distinct().select_related("unit").prefetch_related("partners")
    for row in rows.order_by("pk"):
        if alike(mine, Traits.of(row, [partner.pk for partner in row.partners.all()])):
            return row
    return None


@dataclass(frozen=True)
class Double:
    """Two records of two units; who answers for both decides whether they are one."""

    one: Resource
    other: Resource


def doubles(resources: QuerySet[Resource]) -> list[Double]:
    """Pairs among the resources for which nobody has said why they are two. Four queries however many there are."""
    by_donor: dict[tuple, list[Traits]] = defaultdict(list)
    for traits in _traits(resources.live().filter(distinct_reason="")):
        for donor in traits.donors:
            by_donor[donor].append(traits)
    found = {
        (min(one.pk, other.pk), max(one.pk, other.pk))
        for group in by_donor.values()
        for one, other in _begun_near(group)
        if alike(one, other)
    }
    rows = Resource.objects.select_related("unit").prefetch_related("partners")
    by_pk = rows.in_bulk({pk for pair in found for pk in pair})
    return [Double(by_pk[one], by_pk[other]) for one, other in sorted(found)]


#: The columns that `Traits` are read from; the long texts of twenty thousand resources stay where they are.
COMPARED = (
    "unit", "direction", "title", "partners_written", "amount", "currency", "amount_vnd", "starts_on", "approved_on",
)  # fmt: skip


def _traits(resources: QuerySet[Resource]) -> Iterator[Traits]:
    """What is compared of each. Two queries."""
    linked: dict[int, list[int]] = defaultdict(list)
    through = Resource.partners.through.objects.filter(resource_id__in=resources.order_by().values("pk"))
    for resource, donor in through.values_list("resource_id", "partner_id"):
        linked[resource].append(donor)
    for row in resources.order_by("pk").only(*COMPARED).iterator():
        yield Traits.of(row, linked[row.pk])


def _begun_near(group: Sequence[Traits]) -> Iterator[tuple[Traits, Traits]]:
    """Pairs that may have begun at about the same time: in the order of their beginnings few stand near each other."""
    undated = [one for one in group if one.begins is None]
    dated = sorted(((one.begins, place, one) for place, one in enumerate(group) if one.begins is not None))
    yield from combinations(undated, 2)
    yield from product(undated, (one for _begins, _place, one in dated))
    for place, (begins, _place, one) in enumerate(dated):
        for at in range(place + 1, len(dated)):
            later, _place, other = dated[at]
            if later[0] > begins[1] + NEAR:
                break
            yield one, other

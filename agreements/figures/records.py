"""Sums and counts over agreements and resources, as named questions.

`agreements` and `resources` are querysets that the caller has scoped already (`visible_to`, `of_units`);
archived records are left out here. Days are whole days, both ends counted.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from partners.figures.twin_facts import Asked, Pair

from ..models import EXPIRING_DAYS
from ..querysets import AgreementQuerySet, ResourceQuerySet


def signed_in_period(agreements: AgreementQuerySet, first: dt.date, last: dt.date) -> AgreementQuerySet:
    """Agreements signed in the period: the records behind the figure, so the count is `.count()`."""
    return agreements.live().signed_within(first, last)


def of_unclear_period(agreements: AgreementQuerySet, first: dt.date, last: dt.date) -> AgreementQuerySet:
    """Signed on a date too coarse to say whether it lies in the period."""
    return agreements.live().concluded().unplaced(first, last)


def in_force_at(agreements: AgreementQuerySet, day: dt.date) -> AgreementQuerySet:
    return agreements.live().in_force(on=day)


def expiring_after(
    agreements: AgreementQuerySet, day: dt.date, days: int = EXPIRING_DAYS
) -> AgreementQuerySet:
    return agreements.live().expiring_within(days=days, on=day)


def signed_by_kind(agreements: AgreementQuerySet, first: dt.date, last: dt.date) -> dict[str, int]:
    """Kind → how many were signed in the period."""
    rows = signed_in_period(agreements, first, last).order_by().values("kind").annotate(count=Count("pk"))
    return {row["kind"]: row["count"] for row in rows}


@dataclass(frozen=True)
class ResourceSums:
    """Sums in whole đồng. `unstated` rows name no sum, or one without a known rate: the sums lack them."""

    count: int
    committed_vnd: int
    counterpart_vnd: int
    received_vnd: int
    disbursed_vnd: int
    unstated: int

    @classmethod
    def of(cls, resources: ResourceQuerySet) -> "ResourceSums":
        found = resources.totals()
        sums = ("committed", "counterpart", "received", "disbursed")
        return cls(found["count"], *(int(found[name] or 0) for name in sums), found["unstated"])


def resources_new_in_period(resources: ResourceQuerySet, first: dt.date, last: dt.date) -> ResourceSums:
    """Resources approved (else begun) in the period, with what was committed, received, disbursed so far."""
    return ResourceSums.of(resources.live().within(first, last))


def resources_active_in_period(resources: ResourceQuerySet, first: dt.date, last: dt.date) -> ResourceSums:
    """Resources that ran on at least one day of the period, with their sums so far: the rows of annex VI."""
    return ResourceSums.of(resources.live().active_within(first, last))


def per_twin(rows: QuerySet, asked: Asked, weight: Callable[..., int]) -> dict[Pair, int]:
    """Sum of `weight(record)` for each twin across the border; a record of both provinces counts for each."""
    rows = rows.filter(partners__in=asked.partners).distinct().prefetch_related("partners", "other_units")
    found: Counter[Pair] = Counter()
    for row in rows:
        units = [row.unit_id, *(unit.pk for unit in row.other_units.all())]
        for pair in asked.pairs(units, [partner.pk for partner in row.partners.all()]):
            found[pair] += weight(row)
    return dict(found)

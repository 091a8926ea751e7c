"""What resources aimed at and what they brought: per indicator, of one resource or of many.

A value says what there was in all by its day, for its unit and sector: of several days the last one counts, and
values of different units and sectors are added. What one resource brought in a period is the difference.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from ..models import Indicator, Resource, ResourceResult
from .money import rate_of_disbursement


@dataclass(frozen=True)
class Measured:
    """One indicator: the target and what was reached, with the women among them where they were counted."""

    indicator: Indicator
    target: int | None
    reached: int | None
    women: int | None

    @property
    def rate(self) -> int | None:
        """Reached in per cent of the target."""
        return rate_of_disbursement(self.target, self.reached)


def measured(rows: Iterable[ResourceResult], *, until: dt.date | None = None) -> list[Measured]:
    """One for each indicator with a row, in the order of the indicators; rows after `until` are left out."""
    found: dict[int, list[ResourceResult]] = defaultdict(list)
    indicators: dict[int, Indicator] = {}
    for row in rows:
        if until is None or row.is_target or row.measured_on <= until:
            found[row.indicator_id].append(row)
            indicators[row.indicator_id] = row.indicator
    order = sorted(indicators.values(), key=lambda one: (one.position, one.pk))
    return [_of(one, found[one.pk]) for one in order]


def reached(resources: QuerySet[Resource], indicator: Indicator) -> tuple[int, Measured | None]:
    """By how many of the resources it is measured, and what they aimed at and brought together. One query."""
    rows = ResourceResult.objects.filter(indicator=indicator, resource__in=resources.order_by().values("pk"))
    found = list(rows.select_related("indicator"))
    return len({row.resource_id for row in found}), next(iter(measured(found)), None)


def _of(indicator: Indicator, rows: list[ResourceResult]) -> Measured:
    targets = _last([row for row in rows if row.is_target])
    results = _last([row for row in rows if not row.is_target])
    women = [row.women for row in results if row.women is not None]
    return Measured(
        indicator,
        sum(row.value for row in targets) if targets else None,
        sum(row.value for row in results) if results else None,
        sum(women) if women else None,
    )


def _last(rows: list[ResourceResult]) -> list[ResourceResult]:
    """Of each resource, unit and sector the row of the last day."""
    newest: dict[tuple, ResourceResult] = {}
    for row in sorted(rows, key=lambda row: (row.measured_on, row.pk or 0)):
        newest[row.resource_id, row.unit_id, row.sector.casefold()] = row
    return list(newest.values())

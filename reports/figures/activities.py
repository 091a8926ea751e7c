"""Counts over the register of other activities, as named questions.

`activities` is a queryset that the caller has scoped already; archived records are left out here.
"""

import datetime as dt

from django.db import models
from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from reports.models.activity import ActivityKind


def of_kind_in_period(
    activities: models.QuerySet, kind: str, first: dt.date, last: dt.date
) -> models.QuerySet:
    """Activities of a kind in the period: the records behind the figure."""
    return activities.live().filter(kind=kind).within(first, last)


def counts_by_kind(activities: models.QuerySet, first: dt.date, last: dt.date) -> dict[str, int]:
    """Kind → records in the period; kinds without any are 0."""
    rows = activities.live().within(first, last).order_by().values("kind").annotate(count=Count("pk"))
    found = {row["kind"]: row["count"] for row in rows}
    return {kind: found.get(kind, 0) for kind in ActivityKind.values}


def items_of_information(activities: models.QuerySet, first: dt.date, last: dt.date) -> int:
    """News, articles, videos … published in the period; a row without a quantity is one item (annex VII)."""
    rows = of_kind_in_period(activities, ActivityKind.EXTERNAL_INFORMATION, first, last)
    return rows.aggregate(items=Sum(Coalesce("quantity", 1)))["items"] or 0


def training(activities: models.QuerySet, first: dt.date, last: dt.date) -> tuple[int, int]:
    """(courses, persons trained) in the period; a row that states no quantity is one course (annex X)."""
    rows = of_kind_in_period(activities, ActivityKind.TRAINING, first, last)
    sums = rows.aggregate(courses=Sum(Coalesce("quantity", 1)), persons=Sum("participants"))
    return sums["courses"] or 0, sums["persons"] or 0

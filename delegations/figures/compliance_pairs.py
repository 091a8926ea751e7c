"""Several units with the same partner within some days.

Every dossier would have to be held against every other. Instead one pass goes over all of them in the order of
their days, so that many dossiers cost little more each than few.
"""

import datetime as dt

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models import Count, Max, Min

from ..models import State
from .compliance_rules import days

#: Beside each row the nearest day before and after it on which another unit dealt with the partner. A row of a
#: unit that follows another row of that unit inherits the day before from it: the days of changes only grow.
#: What is known by its month or year alone (`first` < `last`) is held against all rows of the partner: it is rare.
NEAR = """
WITH linked AS MATERIALIZED (
    SELECT link.partner_id AS partner, seen.id, seen.unit_id AS unit, seen.placed_from AS first, seen.placed_to AS last
    FROM {links} AS link JOIN ({seen}) AS seen ON seen.id = link.{source}
), beside AS (
    SELECT *, lag(unit) OVER up AS unit_before, lag(last) OVER up AS day_before,
              lead(unit) OVER up AS unit_after, lead(last) OVER up AS day_after
    FROM linked WHERE first = last WINDOW up AS (PARTITION BY partner ORDER BY last, id)
), nearest AS (
    SELECT id, last,
           max(CASE WHEN unit_before <> unit THEN day_before END) OVER (PARTITION BY partner ORDER BY last, id) AS before,
           min(CASE WHEN unit_after <> unit THEN day_after END) OVER (PARTITION BY partner ORDER BY last DESC, id DESC)
               AS after
    FROM beside
)
SELECT id FROM nearest WHERE before >= last - {near} OR after <= last + {near}
UNION ALL
SELECT unnest(ARRAY[coarse.id, other.id]) FROM linked AS coarse JOIN linked AS other
    ON other.partner = coarse.partner AND other.unit <> coarse.unit
    AND other.last >= coarse.first - {near} AND other.first <= coarse.last + {near}
WHERE coarse.first < coarse.last
"""


def courting(rows: models.QuerySet, seen: models.QuerySet, near: int) -> set[int]:
    """Keys of records with a partner of whom another unit has one within so many days. Two questions.

    `rows` are the records that are judged, `seen` all of which the reader may know. The keys come here: a
    question that holds these as a part of itself goes through them anew for each row once they are many.
    """
    first, last = _span(rows)
    if first is None or last is None:
        return set()
    others = (
        seen.live()
        .exclude(state__in=(State.CANCELLED, State.POSTPONED))
        .filter(placed_to__gte=first - days(near), placed_from__lte=last + days(near))
    )
    partners = rows.model._meta.get_field("partners")
    try:
        sql, values = (
            others.order_by().values("id", "unit_id", "placed_from", "placed_to").query.sql_with_params()
        )
    except EmptyResultSet:
        return set()
    links, source = partners.remote_field.through._meta.db_table, partners.m2m_column_name()
    with connections[rows.db].cursor() as cursor:
        cursor.execute(NEAR.format(seen=sql, links=links, source=source, near=int(near)), values)
        return {key for (key,) in cursor.fetchall()}


def _span(rows: models.QuerySet) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day that the rows can mean. Without the count PostgreSQL would look for the first
    day alone, through all that lies before.
    """
    found = rows.order_by().aggregate(first=Min("placed_from"), last=Max("placed_to"), number=Count("pk"))
    return found["first"], found["last"]

"""Dossiers that are found by another one beside them: the same partner, the same matter.

Every dossier would have to be held against every other. Instead each question is one pass over all of them in the
order of their days, so that many dossiers cost little more each than few.
"""

import datetime as dt

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models import Count, Max, Min

from ..models import Delegation, Direction, State
from ..models.activity import Activity
from .compliance_rules import Finding, Limits, days

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

#: Purpose, country and level as one number: four texts would be compared in the order of a language.
MATTER = "hashtextextended(purpose || ' ' || country || ' ' || level, 0)"

#: Ends of trips and beginnings of what is judged, in the order of their days: the last end before each beginning.
#: On one day the beginning stands first, for a trip must have ended before it.
SECOND = """
SELECT id FROM (
    SELECT id, day, max(CASE WHEN id IS NULL THEN day END) OVER (
        PARTITION BY unit_id, matter ORDER BY day, id NULLS LAST ROWS UNBOUNDED PRECEDING
    ) AS ended
    FROM (
        SELECT NULL::bigint AS id, unit_id, {matter} AS matter, placed_to AS day FROM ({trips}) AS trips
        UNION ALL
        SELECT id, unit_id, {matter} AS matter, placed_from AS day FROM ({judged}) AS judged
    ) AS days
) AS found WHERE id IS NOT NULL AND ended >= day - {near}
"""


def asked_beside(model: type[models.Model], limit: Limits) -> list[Finding]:
    """The findings of this kind whose rule is in force and speaks of the model."""
    second = model is Delegation and limit.years is not None
    return [
        *([Finding.COURTING] if limit.partner_days is not None else []),
        *([Finding.SECOND] if second else []),
    ]


def found_beside(rows: models.QuerySet, limit: Limits, seen: models.QuerySet) -> dict[Finding, set[int]]:
    """Each of `asked_beside` with the keys of the records of which it is found. At most three questions.

    `rows` are the records that are judged, `seen` all of which the reader may know. The keys come here: a
    question that holds these as a part of itself goes through them anew for each row once they are many.
    """
    found: dict[Finding, set[int]] = {name: set() for name in asked_beside(rows.model, limit)}
    first, last = _span(rows) if found else (None, None)
    if first is None or last is None:
        return found
    if limit.partner_days is not None:
        found[Finding.COURTING] = _near_with_a_partner(rows.model, seen, limit.partner_days, first, last)
    if Finding.SECOND in found and limit.years is not None:
        found[Finding.SECOND] = _second_on_the_matter(rows, seen, 365 * limit.years, first, last)
    return found


def _span(rows: models.QuerySet) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day that the rows can mean. Without the count PostgreSQL would look for the first
    day alone, through all that lies before.
    """
    found = rows.order_by().aggregate(first=Min("placed_from"), last=Max("placed_to"), number=Count("pk"))
    return found["first"], found["last"]


def _near_with_a_partner(
    model: type[Activity], seen: models.QuerySet, near: int, first: dt.date, last: dt.date
) -> set[int]:
    """Records with a partner of whom another unit has one within so many days; of all that the reader may see."""
    others = (
        seen.live()
        .exclude(state__in=(State.CANCELLED, State.POSTPONED))
        .filter(placed_to__gte=first - days(near), placed_from__lte=last + days(near))
    )
    links = model.partners.through._meta.db_table
    source = model._meta.get_field("partners").m2m_column_name()
    return _keys(
        NEAR, {"seen": others.values("id", "unit_id", "placed_from", "placed_to")},
        links=links, source=source, near=int(near),
    )  # fmt: skip


def _second_on_the_matter(
    rows: models.QuerySet, seen: models.QuerySet, near: int, first: dt.date, last: dt.date
) -> set[int]:
    """Records before which, by at most so many days, a trip of the same unit ended that went to the same country
    with the same purpose at the same level.
    """
    columns = ("unit_id", "purpose", "country", "level")
    trips = (
        seen.live()
        .held()
        .filter(direction=Direction.OUTGOING, placed_to__gte=first - days(near), placed_to__lt=last)
        .exclude(purpose="")
        .exclude(country="")
    )
    judged = rows.exclude(purpose="").exclude(country="").exclude(placed_from=None)
    parts = {
        "trips": trips.values(*columns, "placed_to"),
        "judged": judged.values("id", *columns, "placed_from"),
    }
    return _keys(SECOND, parts, near=int(near), matter=MATTER)


def _keys(template: str, parts: dict[str, models.QuerySet], **plain: str | int) -> set[int]:
    """What the question answers, whole questions in their places, each once and in the order of `parts`."""
    sql, values = {}, []
    for name, rows in parts.items():
        try:
            sql[name], found = rows.order_by().query.sql_with_params()
        except EmptyResultSet:
            return set()
        values += found
    with connections[rows.db].cursor() as cursor:
        cursor.execute(template.format(**sql, **plain), values)
        return {key for (key,) in cursor.fetchall()}

"""The sums of the statistics, made by PostgreSQL: one statement reads the delegations once for all rows and columns.

Names of members are the exception: whether two of them are one person is told by their letters without marks, so
each different name is folded here, and the statement is told its number.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connections

from portal.text import fold

from ..models import Delegation, Leg, Member
from ..models.delegation import HOME
from ..querysets import DelegationQuerySet
from .records import Total

COLUMNS = (
    "id", "unit_id", "direction", "level", "purpose", "funding_source", "planned", "country", "size", "cost",
    "starts_on", "ends_on",
)  # fmt: skip
LINKS = Delegation.partners.through._meta.db_table
LEGS, MEMBERS = Leg._meta.db_table, Member._meta.db_table

#: Days are counted where both ends are known to the day; a period is that of the end, else of the start.
STATEMENT = f"""
WITH base AS MATERIALIZED (
    SELECT *, coalesce(ends_on, starts_on, '') AS placed,
           CASE WHEN length(starts_on) = 10 AND length(ends_on) = 10
                THEN CAST(ends_on AS date) - CAST(starts_on AS date) + 1 END AS days
    FROM ({{rows}}) AS rows
), people AS MATERIALIZED (
    SELECT member.delegation_id AS id, coalesce('known ' || member.person_id, 'named ' || named.number) AS person
    FROM {MEMBERS} AS member JOIN base ON base.id = member.delegation_id
    LEFT JOIN unnest(%s::text[], %s::bigint[], %s::text[], %s::int[]) AS named(name, unit_id, unit_written, number)
        ON named.name = member.name AND named.unit_written = member.unit_written
        AND named.unit_id IS NOT DISTINCT FROM member.unit_id
)
{{parts}}
"""
SUMS = """
SELECT {a} AS a, {b} AS b, count(*), count(size), sum(size), count(days), sum(days), count(cost), sum(cost), 0, 0
FROM base {joined} GROUP BY 1, 2
UNION ALL
SELECT {a} AS a, {b} AS b, 0, 0, 0, 0, 0, 0, 0, count(DISTINCT people.id), count(DISTINCT person)
FROM people JOIN base ON base.id = people.id {joined} GROUP BY 1, 2
"""

#: Dimension → each delegation with the keys under which it stands; "" where nobody stated one.
KEYS = {
    "unit": "SELECT id, unit_id::text AS key FROM base",
    "country": f"""
        SELECT base.id, coalesce(reached.country, '') AS key FROM base LEFT JOIN (
            SELECT id, country FROM base UNION SELECT leg.delegation_id, leg.country FROM {LEGS} AS leg
        ) AS reached ON reached.id = base.id AND reached.country NOT IN ('', '{HOME}')""",
    "partner": f"""
        SELECT base.id, coalesce(link.partner_id::text, '') AS key
        FROM base LEFT JOIN {LINKS} AS link ON link.delegation_id = base.id""",
    "funding": "SELECT id, funding_source AS key FROM base",
    **{name: f"SELECT id, {name} AS key FROM base" for name in ("purpose", "level", "planned", "direction")},
    "month": "SELECT id, CASE WHEN length(placed) >= 7 THEN left(placed, 7) ELSE '' END AS key FROM base",
    "quarter": """
        SELECT id, CASE WHEN length(placed) >= 7
            THEN left(placed, 4) || '-' || (substr(placed, 6, 2)::int + 2) / 3 ELSE '' END AS key FROM base""",
    "year": "SELECT id, left(placed, 4) AS key FROM base",
}  # fmt: skip


@dataclass(frozen=True)
class Sums:
    """What is summed over some delegations. `persons` are different people, where lists of members name them."""

    number: int = 0
    turns: Total = Total.of(0, 0, 0)
    days: Total = Total.of(0, 0, 0)
    cost: Total = Total.of(0, 0, 0)
    persons: Total = Total.of(0, 0, 0)

    @classmethod
    def read(cls, line: Sequence[int]) -> "Sums":
        number, sized, turns, dated, days, priced, cost, named, persons = line
        return cls(
            number, Total.of(number, sized, turns), Total.of(number, dated, days),
            Total.of(number, priced, cost), Total.of(number, named, persons),
        )  # fmt: skip

    def value(self, measure: str) -> Total:
        if measure == "number":
            return Total.of(self.number, self.number, self.number)
        return getattr(self, measure)


Found = dict[tuple[str | None, str | None], Sums]


def sums(rows: DelegationQuerySet, by: str, beside: str = "") -> Found:
    """(key of `by` or None, key of `beside` or None) → sums; None stands for all, each delegation once.

    Two questions, however many delegations, rows and columns.
    """
    try:
        base, values = rows.order_by().values(*COLUMNS).query.sql_with_params()
    except EmptyResultSet:
        return {(None, None): Sums()}
    dimensions = [("", ""), (by, "")] + ([("", beside), (by, beside)] if beside else [])
    statement = STATEMENT.format(rows=base, parts=" UNION ALL ".join(_part(a, b) for a, b in dimensions))
    with connections[rows.db].cursor() as cursor:
        cursor.execute(statement, [*values, *_named(rows)])
        lines = cursor.fetchall()
    added: dict = {(None, None): [0] * 9}
    for a, b, *numbers in lines:
        before = added.get((a, b), [0] * 9)
        added[a, b] = [have + (more or 0) for have, more in zip(before, numbers, strict=True)]
    return {keys: Sums.read(line) for keys, line in added.items()}


def _part(a: str, b: str) -> str:
    joined = " ".join(
        f"JOIN ({KEYS[name]}) AS {place} ON {place}.id = base.id"
        for place, name in (("a", a), ("b", b))
        if name
    )
    keys = {place: f"{place}.key" if name else "NULL::text" for place, name in (("a", a), ("b", b))}
    return SUMS.format(joined=joined, **keys)


def _named(rows: DelegationQuerySet) -> tuple[list, list, list, list]:
    """Each different name of a member who is no person of the register, and the number of who is meant by it."""
    members = Member.objects.filter(delegation__in=rows.order_by().values("pk"), person=None).order_by()
    found = list(members.values_list("name", "unit_id", "unit_written").distinct())
    numbers: dict[tuple, int] = {}
    meant = [
        numbers.setdefault((fold(name), unit or fold(written)), len(numbers)) for name, unit, written in found
    ]
    names, units, writings = ([line[place] for line in found] for place in range(3))
    return names, units, writings, meant

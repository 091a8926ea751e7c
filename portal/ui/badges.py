"""The numbers in the sidebar: all of a person's in one question, whose words are remembered.

To word such a question costs more than the database takes to answer it, and it is asked on every page.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

Counted = Callable[[Any], Iterable[QuerySet]]  # the rows that a badge counts for a user
Question = tuple[str, tuple]  # SQL and its parameters


class _Asker:
    """A user, known by what such a question may depend on: the account, its offices, the day."""

    def __init__(self, user):
        self.user = user
        self.key = (user.standing, timezone.localdate())

    def __eq__(self, other):
        return self.key == other.key

    def __hash__(self):
        return hash(self.key)


def numbers(counted: Mapping[str, Counted], user) -> dict[str, int]:
    """How many rows each of `counted` has for the user now.

    Each may depend on the user's `standing` and on the day, on nothing else, and may ask the database nothing
    while it is worded; for "now" it takes the database's clock (`Now()`).
    """
    if not counted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(*_question(tuple(counted.values()), _Asker(user)))
        return dict(zip(counted, cursor.fetchone(), strict=True))


@lru_cache(maxsize=1024)
def _question(counted: tuple[Counted, ...], asker: _Asker) -> Question:
    sums = [[_count(rows) for rows in one(asker.user)] for one in counted]
    columns = ", ".join(" + ".join(sql for sql, _given in parts) or "0" for parts in sums)
    return f"SELECT {columns}", tuple(value for parts in sums for _sql, given in parts for value in given)


def _count(rows: QuerySet) -> Question:
    try:
        sql, given = rows.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:  # `none()`
        return "0", ()
    return f"(SELECT COUNT(*) FROM ({sql}) counted)", given

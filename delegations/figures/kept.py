"""Figures over many rows, kept for a short while: asked again, they are counted again only where something changed.

Who turns the pages of a board, or follows one of its numbers, asks for the same thousands of rows each time.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models

from portal.ui.remembered import Remembered


class Kept:
    """Results by the questions that they answer, as of the last change of the tables that they were read from.

    SECURITY: a question in the words of the database holds the reader and the offices by which the rows are seen.
    `tables` are models with history: the number of the last change is read anew each time. What has none (who shared
    what with whom, which unit stands below which) and changes that end in another order are noticed after a minute.
    """

    def __init__(self, tables: Sequence[type[models.Model]], size: int = 64):
        self._found = Remembered(size)
        self._tables = tables

    def get(
        self, asked: Iterable[models.QuerySet], *beside: Hashable, at: dt.datetime, make: Callable[[], Any]
    ):
        """`make()`, or what it gave before. `asked`: all questions that it puts; `beside`: what else it hangs on."""
        try:
            words = [(rows.db, *map(str, rows.query.sql_with_params())) for rows in asked]
        except EmptyResultSet:
            return make()
        minute = at.replace(second=0, microsecond=0)
        return self._found.get((*words, *beside, minute, *self._changes(words[0][0])), make)

    def _changes(self, database: str) -> Sequence[int]:
        """The number of the last change of each table. One question, answered from indexes alone."""
        parts = [
            f"(SELECT coalesce(max(pgh_id), 0) FROM {events._meta.db_table})" for events in self._histories()
        ]
        with connections[database].cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}")  # noqa: S608 - names of our own tables
            return cursor.fetchone()

    def _histories(self) -> list[type[models.Model]]:
        found: dict[type[models.Model], None] = {}
        for table in self._tables:
            for part in (table, *(field.remote_field.through for field in table._meta.many_to_many)):
                found |= dict.fromkeys(getattr(part, "pgh_event_models", {}).values())
        return list(found)

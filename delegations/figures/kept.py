"""Figures over many rows, kept until a row changes: asked again, they are counted again only then.

Who turns the pages of a board, or follows one of its numbers, asks for the same thousands of rows each time.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.utils.translation import get_language

from portal.access.scope import sight
from portal.audit.stamps import stamp
from portal.ui.remembered import Remembered
from portal.units.models import Lineage, Unit


class Kept:
    """Results by the questions that they answer, as of the last change of the models that they were read from.

    `tables` are models with history; units and their lineage are read by every question. SECURITY: the key holds
    what the reader sees and the questions in the words of the database.
    """

    def __init__(self, tables: Sequence[type[models.Model]], size: int = 64):
        self._found = Remembered(size)
        self._tables = (*tables, Unit, Lineage)

    def get(self, reader, asked: Iterable[models.QuerySet], *beside: Hashable, make: Callable[[], Any]):
        """`make()`, or what it gave before. `asked`: all questions that it puts; `beside`: what else it hangs on,
        the day included.
        """
        at = stamp(*self._tables)
        if at is None:
            return make()
        try:
            words = [tuple(map(str, rows.query.sql_with_params())) for rows in asked]
        except EmptyResultSet:
            return make()
        return self._found.get((sight(reader), *words, *beside, get_language(), at), make)

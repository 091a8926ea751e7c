"""Questions whose SQL is remembered: to word one anew costs more than the database takes to answer it.

Only the words are remembered; the answer is read anew each time.
"""

from collections.abc import Callable, Hashable
from copy import copy
from functools import partial
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from portal.ui.remembered import Remembered

ANY_RECORD = 987654321  # stands for the key of a record in words that are the same for all


class Worded:
    """The question of a queryset in SQL; what is related to its rows is asked for as they are found.

    Raises ValueError for rows of one record (`partner.names.all()`): each answer would hold that record.
    """

    def __init__(self, make: Callable[[], QuerySet]):
        asked: list[str] = []

        def note(execute, sql, *rest):
            asked.append(sql)
            return execute(sql, *rest)

        with connections["default"].execute_wrapper(note):
            rows = make()
            if rows._known_related_objects:
                raise ValueError("Expected rows asked for at their model, found those of one record.")
            self._beside = rows._prefetch_related_lookups
            self._rows = rows.prefetch_related(None)
            self._compiler = rows.query.get_compiler(rows.db)
            try:
                self._said = self._compiler.as_sql()
            except EmptyResultSet:
                self._said = None
        #: Whether the words hang on nothing that the database says.
        self.lasts = not asked

    def answer(self, of: int | None = None) -> list:
        """The rows now; with `of` those of the record with this key, where they were worded for `ANY_RECORD`."""
        if self._said is None:
            return []
        rows = self._rows.prefetch_related(*map(_fresh, self._beside))
        rows.query.get_compiler = partial(self._again, self._said_of(of))
        return list(rows)

    def count(self, of: int | None = None) -> int:
        """How many rows there are now; `of` as in `answer`."""
        if self._said is None:
            return 0
        sql, given = self._said_of(of)
        with connections[self._rows.db].cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM ({sql}) counted", given)
            return cursor.fetchone()[0]

    def _said_of(self, of: int | None) -> tuple[str, tuple]:
        sql, given = self._said
        if of is None:
            return sql, given
        if ANY_RECORD not in given:
            raise ValueError("Expected a question about one record, found one that does not name it.")
        return sql, tuple(of if value == ANY_RECORD else value for value in given)

    def _again(self, said, using=None, connection=None, elide_empty=True):
        """The compiler that has said it, for the connection of this thread."""
        again = copy(self._compiler)
        again.connection = connections[self._rows.db]
        again.as_sql = lambda *given, **named: said
        return again


def _fresh(lookup: Any) -> Any:
    """Django notes at the rows of a `Prefetch` for whom they were read."""
    if not isinstance(lookup, Prefetch) or lookup.queryset is None:
        return lookup
    again = copy(lookup)
    again.queryset = lookup.queryset.all()
    return again


_WORDED = Remembered(4096)


def worded(key: Hashable, make: Callable[[], QuerySet]) -> Worded:
    """`make()` in words, remembered by `key`, the day and the language.

    SECURITY: `key` holds all else that the question hangs on, the reader's `standing` before all. Where the
    database is asked something while the question is worded, it is worded anew each time.
    """
    whole = (key, timezone.localdate(), get_language())
    return _WORDED.get(whole, lambda: Worded(make), keep=lambda found: found.lasts)


class WordedRows:
    """Rows in their order as a paginator asks for them, by `key` as in `worded`."""

    def __init__(self, key: Hashable, make: Callable[[], QuerySet]):
        self._key, self._make = key, make
        self._of: int | None = None

    def __getitem__(self, part: slice) -> list:
        return worded((self._key, part.start, part.stop), lambda: of_page(self._make(), part)).answer(
            self._of
        )

    def counted(self, limit: int) -> int:
        """How many there are, at most `limit`."""
        return worded((self._key, "counted", limit), lambda: to_count(self._make(), limit)).count(self._of)


class RowsOf(WordedRows):
    """Rows of the record with the key `of`: worded once for all records, by `make(key)`, and answered for this one.

    `make` asks for nothing of the record but its key.
    """

    def __init__(self, key: Hashable, make: Callable[[int], QuerySet], of: int):
        super().__init__(key, partial(make, ANY_RECORD))
        self._of = of


def of_page(rows: QuerySet, part: slice) -> QuerySet:
    """`rows[part]`; what stands beside a row is joined to the rows of the page, not to all that come before them.

    Rows with columns of their own (annotations, chosen values) are asked for as they are.
    """
    asked = rows.query
    is_plain = asked.select_related and asked.order_by and not rows._known_related_objects
    if not is_plain or asked.annotations or asked.values_select or asked.distinct or asked.combinator:
        return rows[part]
    keys = rows.select_related(None).prefetch_related(None).values("pk")[part]
    page = rows.model._base_manager.using(rows.db).filter(pk__in=keys).order_by(*asked.order_by)
    page.query.select_related = asked.select_related
    page.query.deferred_loading = asked.deferred_loading
    return page.prefetch_related(*rows._prefetch_related_lookups)


def to_count(rows: QuerySet, limit: int) -> QuerySet:
    """The keys of at most `limit` rows: what each row is shown with is not counted.

    Rows that are chosen values already (names, each once) have no key and are counted as they are.
    """
    plain = rows.order_by()
    return plain[:limit] if plain.query.values_select else plain.values("pk")[:limit]

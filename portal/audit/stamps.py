"""Has anything changed? What was worked out from rows holds as long as the stamp of their models is the same."""

from collections.abc import Sequence
from functools import lru_cache

from django.db import connection, models

from .history import link_events

#: A transaction that writes holds the lock of its own number until it ends. Other databases of the server do not
#: matter; a lock whose holder is not known (a transaction that was prepared) does.
WRITING = """
    SELECT FROM pg_locks LEFT JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'transactionid' AND mode = 'ExclusiveLock'
      AND COALESCE(pg_stat_activity.datname, current_database()) = current_database()
"""

Stamp = tuple[int | None, ...]


def stamp(*tracked_models: type[models.Model]) -> Stamp | None:
    """The last rows of the histories of these models and of their links. One query, whatever their number.

    None while anybody is writing: a row written earlier than the last one seen may still be on its way, and would
    appear under the same stamp. What is worked out then holds for that moment alone.
    """
    last, is_quiet = _last(tracked_models)
    return last if is_quiet else None


def marks(*tracked_models: type[models.Model]) -> tuple[dict[type[models.Model], Stamp], bool]:
    """The same for each model of its own, in one query, and whether nobody was writing.

    What was worked out while it was quiet holds as long as its marks are the same, even while somebody writes: all
    rows up to those marks were there or given up. What is worked out while somebody writes is not to be trusted later.
    """
    found, is_quiet = _last(tracked_models)
    last = dict(zip(_tables(tracked_models), found, strict=True))
    told = {model: tuple(last[table] for table in _tables((model,))) for model in tracked_models}
    return told, is_quiet


def _last(tracked_models: tuple[type[models.Model], ...]) -> tuple[Stamp, bool]:
    with connection.cursor() as cursor:
        cursor.execute(_question(tracked_models))
        is_quiet, *last = cursor.fetchone()
    return tuple(last), is_quiet


def _tables(tracked_models: Sequence[type[models.Model]]) -> list[str]:
    return sorted({event._meta.db_table for model in tracked_models for event in _histories(model)})


@lru_cache(maxsize=64)
def _question(tracked_models: tuple[type[models.Model], ...]) -> str:
    last = "".join(f', (SELECT MAX("pgh_id") FROM "{table}")' for table in _tables(tracked_models))
    return f"SELECT NOT EXISTS ({WRITING}){last}"  # noqa: S608 - names of our tables


def _histories(model: type[models.Model]) -> list[type[models.Model]]:
    """The event models of a model. AttributeError for one whose changes nobody keeps."""
    return [*model.pgh_event_models.values(), *(event for _field, event in link_events(model))]

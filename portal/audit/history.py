"""Field history: models are tracked by database triggers, so no way of saving escapes it."""

from collections.abc import Iterator

import pghistory
import pgtrigger
from django.db import connections, models, transaction


def tracked(*, links: bool = True, **options):
    """Class decorator for a model: every insert, update and delete is kept, append-only, by PostgreSQL itself.

    Links to many (partners, other units) are rows of tables of their own; with `links` these are tracked too,
    so that `link_events` can tell what a record was linked to at any time.
    """

    def decorate(model):
        pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            append_only=True,
            **options,
        )(model)
        for field in model._meta.local_many_to_many if links else ():
            pghistory.track(
                pghistory.InsertEvent(), pghistory.DeleteEvent(), append_only=True, obj_field=None
            )(field.remote_field.through)
        return model

    return decorate


def link_events(model: type[models.Model]) -> Iterator[tuple[models.ManyToManyField, type[models.Model]]]:
    """Each tracked link of a model with the event model of its rows: one `insert` or `delete` row a change."""
    for field in model._meta.many_to_many:
        for event_model in set(getattr(field.remote_field.through, "pgh_event_models", {}).values()):
            yield field, event_model  # one model for both labels


def install_triggers(using: str) -> None:
    """Put every registered trigger in place, and none else; the same ones again change nothing.

    It follows each migration. As operations of migrations they would cost a minute on an empty database, and the
    tables that Django makes by itself for links would have none.
    """
    with connections[using].cursor() as cursor:
        existing = set(connections[using].introspection.table_names(cursor))
    with transaction.atomic(using=using):
        for model, trigger in pgtrigger.registered():
            if model._meta.db_table in existing:
                trigger.install(model, database=using)
    pgtrigger.prune(database=using)

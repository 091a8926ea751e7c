"""Trigram indexes on the stored words, where the server offers `pg_trgm`; the same questions do without them.

They are no migration: whether the extension is there is the server's own matter, and may change.
"""

from django.apps import apps
from django.db import connections, transaction
from django.db.models import CharField, TextField
from django.db.utils import DatabaseError

from portal.documents.models import VersionText

from .kinds import kinds

EXTENSION = "pg_trgm"


def columns() -> list[tuple[str, str]]:
    """(table, column) of every stored column in which words are looked for."""
    found = {(VersionText._meta.db_table, "folded")}
    for one in kinds():
        if one.folded and "__" not in one.folded:
            field = one.model._meta.get_field(one.folded) if _has(one) else None
            if isinstance(field, TextField | CharField):
                found.add((one.model._meta.db_table, field.column))
    return sorted(found)


def _has(one) -> bool:
    return any(field.name == one.folded for field in one.model._meta.concrete_fields)


def make_indexes(using: str = "default") -> list[str] | None:
    """Make what lacks, and give the names of all; None where the server does not offer the extension or refuses it."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = %s", [EXTENSION])
        if cursor.fetchone() is None:
            return None
        try:
            with transaction.atomic(using=using):
                cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {EXTENSION}")
        except DatabaseError:  # not ours to make: the administrator of the server does it once
            return None
        existing = set(connection.introspection.table_names(cursor))
        return [_make(cursor, table, column) for table, column in columns() if table in existing]


def _make(cursor, table: str, column: str) -> str:
    name = f"{table}_{column}_words"[:63]
    cursor.execute(f'CREATE INDEX IF NOT EXISTS "{name}" ON "{table}" USING gin ("{column}" gin_trgm_ops)')
    return name


def after_migrate(sender, using="default", **kwargs) -> None:
    """Once a migration, after the last app that holds models."""
    holding = [config for config in apps.get_app_configs() if config.models_module is not None]
    if "plan" in kwargs and sender is holding[-1]:
        make_indexes(using)

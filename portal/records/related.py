"""The rows that many records of a list point to, read for all of them at once and as plain lists.

Django's own prefetching makes a manager for each record, and another one each time the record is asked: for
fifty rows that is dearer than the question itself.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import models

_PREFIX = "listed_"


def trimmed(rows: models.QuerySet, beside: Mapping[str, Sequence[str]]) -> models.QuerySet:
    """`rows` with the columns alone that `beside` names, by relation, of the rows that stand beside each of them:
    a unit has two dozen, a list prints its short name. Relations that `rows` does not select are passed over.
    """
    selected = rows.query.select_related
    if not isinstance(selected, dict):
        return rows
    names = [
        name for one in beside if one in selected for name in _unread(rows.model, one, tuple(beside[one]))
    ]
    return rows.defer(*names) if names else rows


@lru_cache
def _unread(model: type[models.Model], relation: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    fields = model._meta.get_field(relation).related_model._meta.concrete_fields
    return tuple(
        f"{relation}__{field.name}" for field in fields if not (field.primary_key or field.name in columns)
    )


def listed(model: type[models.Model], name: str, *columns: str) -> models.Prefetch:
    """For `prefetch_related` of a list of `model` that asks by `related(record, name)`, and for `columns` alone;
    "unit__short_name" brings that column of the row beside.
    """
    relation = model._meta.get_field(name)
    rows = relation.related_model._default_manager.all()
    beside = [column.rpartition("__")[0] for column in columns if "__" in column]
    if beside:
        rows = rows.select_related(*beside)
    back = [relation.field.name] if columns and relation.one_to_many else []
    return models.Prefetch(name, rows.only(*columns, *beside, *back), to_attr=f"{_PREFIX}{name}")


def related(record: models.Model, name: str) -> Sequence[Any]:
    """The rows of the relation `name`: those that the list has read (`listed`), else as Django gives them."""
    found = record.__dict__.get(f"{_PREFIX}{name}")
    return getattr(record, name).all() if found is None else found

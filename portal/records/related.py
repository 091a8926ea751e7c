"""The rows that many records of a list point to, read for all of them at once and as plain lists.

Django's own prefetching makes a manager for each record, and another one each time the record is asked: for
fifty rows that is dearer than the question itself.
"""

from collections.abc import Sequence
from typing import Any

from django.db import models

_PREFIX = "listed_"


def listed(model: type[models.Model], name: str, *columns: str) -> models.Prefetch:
    """For `prefetch_related` of a list of `model` that asks by `related(record, name)`, and for `columns` alone."""
    rows = model._meta.get_field(name).related_model._default_manager.only(*columns)
    return models.Prefetch(name, rows, to_attr=f"{_PREFIX}{name}")


def related(record: models.Model, name: str) -> Sequence[Any]:
    """The rows of the relation `name`: those that the list has read (`listed`), else as Django gives them."""
    found = record.__dict__.get(f"{_PREFIX}{name}")
    return getattr(record, name).all() if found is None else found

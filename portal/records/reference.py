"""Records stored before their long texts were searched: what they tell joins their words, once."""

from collections.abc import Iterator
from itertools import islice

from django.apps import apps
from django.db.models import Q, QuerySet

from .models import Kept
from .querysets import PROSE_AFTER

AT_ONCE = 500


def load() -> int:
    """How many records were found to lack their long texts among the words of the search, and have them now."""
    return sum(_fill(model) for model in _models())


def _models() -> Iterator[type[Kept]]:
    for model in apps.get_models():
        if issubclass(model, Kept) and model.prose:
            yield model


def _fill(model: type[Kept]) -> int:
    filled, rows = 0, _lacking(model).iterator(AT_ONCE)
    while some := list(islice(rows, AT_ONCE)):
        told = [row for row in some if row.folded_prose()]
        for row in told:
            row.search_text += row.folded_prose()
        filled += model._base_manager.bulk_update(told, ["search_text"])
    return filled


def _lacking(model: type[Kept]) -> QuerySet:
    written = Q()
    for name in model.prose:
        written |= ~Q(**{name: ""})
    rows = model._base_manager.filter(written).exclude(search_text__contains=PROSE_AFTER)
    return rows.only("pk", "search_text", *model.prose).order_by("pk")

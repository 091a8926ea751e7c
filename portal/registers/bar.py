"""The filters above a list, drawn again only when they offer or hold something else."""

from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django_filters.filters import QuerySetRequestMixin

from portal.ui.addresses import place
from portal.ui.controls import RemoteSelect
from portal.ui.filtering import filter_bar
from portal.ui.remembered import Remembered
from portal.ui.worded import worded

_BARS = Remembered(256)


def drawn_bar(filters, request) -> SafeString:
    """The bar of a `RegisterFilter`. One that nobody has filled in shows what its class says in a language, and
    the choices that the database, the day or the reader give: by these it is remembered.
    """

    def draw():
        return filter_bar(filters.form, request.GET, request.path)

    if filters.is_bound:
        return draw()
    return _BARS.get((type(filters), _offered(filters, request), request.path, get_language(), place()), draw)


def _offered(filters, request) -> tuple:
    """The choices of the filters that do not always offer the same."""
    reader = (type(filters), request.user.standing)
    return tuple(
        found
        for name, one in filters.filters.items()
        if (found := _varying(one, request, (*reader, name))) is not None
    )


def _varying(one, request, key: tuple) -> tuple | None:
    """The choices of one filter now; None where its class alone says them, or one asks for them while typing."""
    if isinstance(one.extra.get("widget"), RemoteSelect):
        return None
    if isinstance(one, QuerySetRequestMixin):
        return _known_by(worded(key, lambda: _telling(one.get_queryset(request))).answer())
    choices = one.extra.get("choices")
    return tuple(choices()) if callable(choices) else None


def _telling(rows: models.QuerySet) -> models.QuerySet:
    """What tells these choices from others: the columns that `only` names, for their label says no more than they
    do; else the rows themselves.
    """
    columns, all_but_these = rows.query.deferred_loading
    return rows.values_list("pk", *sorted(columns)) if columns and not all_but_these else rows


def _known_by(found: list) -> tuple:
    return tuple(row if isinstance(row, tuple) else (row.pk, str(row)) for row in found)

"""The filters above a list, drawn again only when they offer or hold something else."""

from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django_filters.filters import QuerySetRequestMixin

from portal.ui.addresses import place
from portal.ui.controls import RemoteSelect
from portal.ui.filtering import filter_bar
from portal.ui.remembered import Remembered

_BARS = Remembered(256)


def drawn_bar(filters, request) -> SafeString:
    """The bar of a `RegisterFilter`. One that nobody has filled in shows what its class says in a language, and
    the choices that the database, the day or the reader give: by these it is remembered.
    """

    def draw():
        return filter_bar(filters.form, request.GET, request.path)

    if filters.is_bound:
        return draw()
    return _BARS.get((type(filters), _offered(filters), request.path, get_language(), place()), draw)


def _offered(filters) -> tuple:
    """The choices of the filters that do not always offer the same."""
    return tuple(found for one in filters.filters.values() if (found := _varying(one)) is not None)


def _varying(one) -> tuple | None:
    """The choices of one filter now; None where its class alone says them, or one asks for them while typing."""
    if isinstance(one.extra.get("widget"), RemoteSelect):
        return None
    if isinstance(one, QuerySetRequestMixin):
        return _known_by(one.get_queryset(one.get_request()))
    choices = one.extra.get("choices")
    return tuple(choices()) if callable(choices) else None


def _known_by(rows: models.QuerySet) -> tuple:
    """What tells these choices from others: the columns that `only` names, for their label says no more than they
    do; else the label of each.
    """
    columns, all_but_these = rows.query.deferred_loading
    if columns and not all_but_these:
        return tuple(rows.values_list("pk", *sorted(columns)))
    return tuple((row.pk, str(row)) for row in rows)

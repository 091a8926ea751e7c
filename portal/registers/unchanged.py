"""Figures over all records of a register, drawn again only when a record has changed."""

from collections.abc import Callable, Collection, Hashable

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.access.scope import sight
from portal.audit.stamps import stamp
from portal.ui.addresses import place
from portal.ui.remembered import Remembered
from portal.units.models import Lineage, Unit

_DRAWN = Remembered(128)


def drawn_unchanged(
    request: HttpRequest,
    read: Collection[type[models.Model]],
    names: Collection[str],
    draw: Callable[[], SafeString],
) -> SafeString:
    """`unchanged` for what the query of an address asks for.

    A query with other names than these is not remembered: it may ask for what other models say.
    """
    if not set(request.GET) <= {*names, "page"}:
        return draw()
    return unchanged(request.user, (request.path, request.GET.urlencode()), read, draw)


def unchanged(
    user, asked: Hashable, read: Collection[type[models.Model]], draw: Callable[[], SafeString]
) -> SafeString:
    """`draw()`, remembered as long as no row of the models `read`, of a unit or of its lineage changes.

    SECURITY: by all else it hangs on: what is asked, what the reader sees, the day, the language.
    """
    at = stamp(*read, Unit, Lineage)
    if at is None:
        return draw()
    key = asked, sight(user), timezone.localdate(), get_language(), place(), at
    return _DRAWN.get(key, draw)

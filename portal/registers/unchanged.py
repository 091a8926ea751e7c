"""Figures over all records of a register, drawn again only when a record has changed."""

from collections.abc import Callable, Collection

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
    """`draw()`, remembered until a row of the models `read`, of a unit or of its lineage changes.

    SECURITY: by all else it hangs on: what the reader sees, the address with its query, the day, the language. A
    query with other names than these is not remembered: it may ask for what other models say.
    """
    if not set(request.GET) <= {*names, "page"}:
        return draw()
    at = stamp(*read, Unit, Lineage)
    if at is None:
        return draw()
    asked = request.path, request.GET.urlencode(), timezone.localdate(), get_language(), place()
    return _DRAWN.get((sight(request.user), asked, at), draw)

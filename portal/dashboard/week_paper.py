"""The printed week of a leader."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.rendering.registry import Printed, printable

from .models import LastLook
from .monday import week_pdf
from .years import FIRST_YEAR, LAST_YEAR


@printable(
    "monday-paper",
    label=_("Foreign relations of the week, for leaders"),
    formats=("pdf",),
    key_help=_("a day of the week, for example 2026-11-23"),
)
def monday_paper(key: str, *, user, format: str) -> Printed:
    """The week as `user` sees it. Raises PermissionDenied for who is no leader, DoesNotExist for a key that is no day."""
    if not has(user, Permission.LEADERSHIP):
        raise PermissionDenied
    try:
        day = dt.date.fromisoformat(key)
    except ValueError as no_day:
        raise LastLook.DoesNotExist(key) from no_day
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise LastLook.DoesNotExist(key)
    return Printed.named(f"doi-ngoai-trong-tuan-{day:%Y-%m-%d}", format, week_pdf(user, day))

"""Papers of the dashboard."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.rendering.registry import Printed, printable
from portal.units.models import Unit

from . import week_paper  # noqa: F401 - the leaders' paper of the week
from .board import panels_for
from .board_page import board_of
from .board_paper import board_pdf
from .years import FIRST_YEAR, LAST_YEAR


@printable(
    "dashboard",
    label=_("Dashboard of foreign relations"),
    formats=("pdf",),
    key_help=_("a reporting year, or that and the code of a unit: 2026, 2026/LDLD-15-2025"),
)
def dashboard(key: str, *, user, format: str) -> Printed:
    """The dashboard as `user` sees it. Raises Unit.DoesNotExist for a key without a year, a unit out of reach, no panel."""
    year, _slash, code = key.partition("/")
    panels = panels_for(user)
    if not (year.isdecimal() and FIRST_YEAR <= int(year) <= LAST_YEAR) or not panels:
        raise Unit.DoesNotExist(key)
    unit = str(Unit.objects.get(code=code).pk) if code else ""
    board = board_of(user, {"year": year, "unit": unit}, today=timezone.localdate())
    if code and (board.asked.unit is None or board.unit.notice):
        raise Unit.DoesNotExist(key)
    return board_pdf(board, panels, at=timezone.now())

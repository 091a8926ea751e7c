"""What happened to agreements since a leader looked last, and their part of the Monday paper."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.dashboard.registry import Change, Reader, changed, weekly
from portal.rendering.sheet import Line, Part

from ..models import Agreement, Procedure
from .records import expiring

MOST = 100  # looked through: a leader's page names a few, and counts the others


@changed(order=40, permission=Permission.RECORD_VIEW)
def agreements_signed(reader: Reader) -> list[Change]:
    """What was signed, extended or ended by a procedure."""
    first = timezone.localtime(reader.since).date()
    rows = (
        Procedure.objects.visible_to(reader.user)
        .live()
        .filter(concluded_on__gte=first, concluded_on__lte=reader.today)
    )
    return [
        Change(_noon(row.concluded_on), row.get_purpose_display(), str(row.agreement), row.get_absolute_url(), str(row.unit), "ok")
        for row in rows.select_related("agreement", "unit").order_by("-concluded_on", "-pk")[:MOST]
    ]  # fmt: skip


@changed(order=42, permission=Permission.RECORD_VIEW)
def agreements_ended(reader: Reader) -> list[Change]:
    """Agreements whose term ran out since."""
    first = timezone.localtime(reader.since).date()
    rows = (
        Agreement.objects.visible_to(reader.user).live().filter(term_to__gte=first, term_to__lt=reader.today)
    )
    return [
        Change(_noon(row.term_to), _("expired"), row.title, row.get_absolute_url(), str(row.unit), "wait")
        for row in rows.select_related("unit").order_by("-term_to", "-pk")[:MOST]
    ]  # fmt: skip


def _noon(day: dt.date) -> dt.datetime:
    """A day among moments stands at its middle."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


@weekly(order=50, permission=Permission.RECORD_VIEW)
def agreements_of_the_week(reader: Reader) -> Part:
    """What ends within the days in which it is announced."""
    rows, count = reader.once(expiring)
    lines = [Line(row.title, f"hết hiệu lực {row.ends_on.display()}, {row.unit.short_name}") for row in rows]
    empty = "Không có thỏa thuận sắp hết hiệu lực."
    return Part("Thỏa thuận sắp hết hiệu lực", lines, empty, left=count - len(rows))

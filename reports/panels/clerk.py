"""Consolidated reports that wait for their number, in the clerk's queue."""

from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import can
from portal.papers.queue import Waits, also_waits
from portal.units.models import Unit
from reports.models import Consolidation


@also_waits(order=30)
def reports_without_number(user) -> list[Waits]:
    """Built, not issued, without number; for who numbers papers of the Confederation."""
    root = Unit.objects.filter(code="TLD").first()
    if root is None or not can(user, Permission.NUMBER, root):
        return []
    rows = Consolidation.objects.visible_to(user).filter(issued_at=None, number="").exclude(pdf=None)
    return [
        Waits(
            str(row),
            row.get_absolute_url(),
            _("waits for its number"),
            unit=root.short_name,
            since=row.built_at,
        )
        for row in rows.select_related("cycle").order_by("built_at", "pk")
    ]

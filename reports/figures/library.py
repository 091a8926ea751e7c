"""What of the library helps to write a report."""

import datetime as dt

from ..models import LibraryItem, LibraryKind

SHOWN = 6


def guidance_for(user, *, on: dt.date) -> list[LibraryItem]:
    """Guidance and forms in force that the reader's unit was sent, the latest first. One query."""
    rows = LibraryItem.objects.visible_to(user).in_force(on=on)
    rows = rows.filter(kind__in=(LibraryKind.GUIDANCE, LibraryKind.FORM))
    return list(rows.order_by("-sent_at", "pk")[:SHOWN])

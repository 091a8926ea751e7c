"""Letters that wait for the clerk, in the queue beside papers and reports."""

from django.utils.translation import gettext_lazy as _

from portal.papers.queue import Waits, also_waits

from ..models import Flow, Message

SHOWN = 50


@also_waits(order=20)
def letters_not_sent(user) -> list[Waits]:
    """Drafts of ours that this user may number."""
    rows = Message.objects.visible_to(user).open().filter(flow=Flow.OURS).select_related("unit", "partner")
    return [
        Waits(
            f"{letter.subject} ({letter.partner})", letter.get_absolute_url(), _("waits for its number"),
            unit=letter.unit.short_name, since=letter.updated_at,
        )
        for letter in rows.order_by("updated_at", "pk")[:SHOWN]
    ]  # fmt: skip

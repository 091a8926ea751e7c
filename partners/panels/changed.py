"""What happened to relations since a leader looked last; promises of both sides that are about to break."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.dashboard.registry import Change, Promised, Reader, changed, promised

from ..models import NextStep, Partner, RelationshipChange

MOST, PROMISES = 100, 300  # looked through: a leader's page names a few, and counts the others
AHEAD, FORGOTTEN = dt.timedelta(days=14), dt.timedelta(days=365)


@changed(order=50, permission=Permission.RECORD_VIEW)
def relations_changed(reader: Reader) -> list[Change]:
    """Relations that began, were interrupted or restored since."""
    first = timezone.localtime(reader.since).date()
    partners = Partner.objects.visible_to(reader.user).live()
    rows = RelationshipChange.objects.filter(partner__in=partners).select_related("partner")
    since = rows.filter(since__gte=first.isoformat(), since__lte=reader.today.isoformat())
    return [
        Change(_noon(row.since.earliest), _("relations"), f"{row.partner}: {row}", row.partner.get_absolute_url(), row.reason, "wait")
        for row in since.order_by("-since", "-pk")[:MOST]
    ]  # fmt: skip


def _noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


@promised(order=10, permission=Permission.RECORD_VIEW)
def promises_about_to_break(reader: Reader) -> list[Promised]:
    """Of both sides: due within two weeks, or overdue and not forgotten; those that rest are left in peace."""
    rows = NextStep.objects.visible_to(reader.user).open().filter(
        kept_on=None, suspended_on=None, due_on__range=(reader.today - FORGOTTEN, reader.today + AHEAD)
    )  # fmt: skip
    rows = rows.select_related("partner", "owner", "unit").order_by("-due_on", "pk")
    return [
        Promised(
            row.text, row.get_absolute_url(), row.due_on, str(row.get_whose_display()),
            " · ".join(filter(None, [row.partner.short_label, str(row.owner or row.unit.short_name)])),
        )
        for row in rows[:PROMISES]
    ]  # fmt: skip

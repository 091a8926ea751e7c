"""What a person wrote to partners or gave to others and waits for: letters, promises."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import seeds
from portal.dashboard.registry import Kind, Reader, Sent, sent

from ..models import Message, MessageState, NextStep
from ..notices.promises import chase_text

FORGOTTEN = dt.timedelta(days=365)  # a letter that nobody answered for a year is not waited for any more


@sent(order=50, permission=Permission.RECORD_EDIT)
def letters_sent(reader: Reader) -> list[Sent]:
    """Letters of the reader's own units to which no answer has come."""
    mine = seeds(reader.user, Permission.RECORD_EDIT)
    rows = Message.objects.visible_to(reader.user).live().filter(
        flow="ours", state=MessageState.SENT, unit__in=mine, sent_on__gte=reader.today - FORGOTTEN
    )  # fmt: skip
    return [
        Sent(
            row.subject, row.get_absolute_url(), row.partner.short_label, row.sent_on, kind=Kind.PARTNER,
            small=" · ".join(filter(None, [str(row.get_kind_display()), row.number])), icon="mail",
        )
        for row in rows.select_related("partner").order_by("sent_on", "pk")[: reader.most]
    ]  # fmt: skip


@sent(order=40, permission=Permission.RECORD_VIEW)
def promises_given_to_others(reader: Reader) -> list[Sent]:
    """Promises that the reader wrote down and somebody else looks after."""
    rows = (
        NextStep.objects.visible_to(reader.user)
        .open()
        .filter(created_by_id=reader.user.pk, suspended_on=None)
    )
    rows = rows.filter(owner__isnull=False, kept_on=None).exclude(owner__user=reader.user)
    rows = rows.select_related("owner", "partner", "unit").most_urgent_first()
    return [
        Sent(
            row.text, row.get_absolute_url(), f"{row.owner} · {row.unit.short_name}",
            timezone.localtime(row.created_at).date(), row.due_on, Kind.FOLLOW_UP,
            small=_("Promised: %(partner)s") % {"partner": row.partner.short_label}, icon="list-checks",
            chase=chase_text(row),
        )
        for row in rows[: reader.most]
    ]  # fmt: skip

"""When a person looked last: what happened after it is new to them."""

import datetime as dt

from django.db import transaction

from .models import LastLook

AWAY = dt.timedelta(minutes=30)  # who was away for so long comes back to a new visit
NOTED = dt.timedelta(minutes=1)  # looks closer together are not written down


@transaction.atomic
def look(user, *, at: dt.datetime) -> dt.datetime | None:
    """Note that the user looks now; the look before this visit, None at the first.

    It moves on only after half an hour away, so that what changed stays while they go down to a record and back.
    """
    row, is_first = LastLook.objects.select_for_update().get_or_create(user=user, defaults={"seen_at": at})
    if is_first or at - row.seen_at < NOTED:
        return row.before_at
    if at - row.seen_at >= AWAY:
        row.before_at = row.seen_at
    row.seen_at = at
    row.save(update_fields=["seen_at", "before_at"])
    return row.before_at

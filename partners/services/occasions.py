"""Keeping days to remember, and telling of them in time."""

import datetime as dt

from django.db import transaction

from portal.records.services import save_record

from ..figures.occasions import coming, lead_times
from ..models import Message, Occasion
from ..notices.occasions import tell_coming, tell_sudden


@transaction.atomic
def save_occasion(occasion: Occasion, *, by, on: dt.date, revision: int | None = None) -> Occasion:
    """Create or change an occasion. What is sudden (election, bereavement) is told at once, once a day of it.

    Raises what `save_record` raises: a day that the calendar does not have, neither a partner nor a country.
    """
    save_record(occasion, by=by, revision=revision)
    if occasion.is_sudden and not occasion.is_yearly:
        open_since = on - dt.timedelta(days=lead_times(on).sudden_open)
        day = occasion.next_on(open_since)
        if day is not None:
            tell_sudden(occasion, on=on, day=day)
    return occasion


def remind_of_occasions(*, on: dt.date) -> int:
    """Tell of every day whose lead time has come and for which no letter has gone; how many notices are new.

    Each lead time of a day is told once; one that was missed (the portal was off) is told when it runs again,
    but only the shortest that has been reached.
    """
    times = lead_times(on)
    occasions = Occasion.objects.to_mark().select_related("partner")
    rows = coming(occasions, on=on, days=max(times.leads, default=0), letters=Message.objects.all())
    told = 0
    for row in rows:
        lead = times.due(row.days_left)
        if lead is not None and not row.is_written:
            told += len(tell_coming(row, lead=lead))
    return told

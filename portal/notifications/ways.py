"""How an event reaches whom: what each chose for its topic, else what is usual for it; and when no mail may come."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from .models import Preference, QuietHours, Way
from .topics import Kind, default_way


class Ways:
    """The choices of some people for some topics, read at once."""

    def __init__(self, people: Iterable[int], topics: Iterable[str]):
        rows = Preference.objects.filter(user__in=set(people), topic__in=set(topics))
        self._chosen = {
            (user, topic): Way(way) for user, topic, way in rows.values_list("user", "topic", "way")
        }

    def of(self, user, kind: Kind, *, urgent: bool, worth_a_letter: bool) -> Way:
        """Urgent: at once. Not worth a letter of its own: at most a line of the morning's. No address: the portal."""
        if not user.email:
            return Way.PORTAL
        way = self._chosen.get((user.pk, kind.topic), default_way(kind.topic))
        if urgent or (kind.alone and way == Way.DIGEST):
            way = Way.AT_ONCE
        return Way.DIGEST if way == Way.AT_ONCE and not worth_a_letter else way


class Quiet:
    """The quiet hours of some people, read at once."""

    def __init__(self, people: Iterable[int]):
        rows = QuietHours.objects.filter(user__in=set(people))
        self._hours = {user: (first, last) for user, first, last in rows.values_list("user", "first", "last")}

    def free_from(self, user_id: int, at: dt.datetime) -> dt.datetime:
        """`at`, or the end of the person's quiet hours where it falls into them."""
        return end_of(*self._hours[user_id], at) if user_id in self._hours else at


def end_of(first: dt.time, last: dt.time, at: dt.datetime) -> dt.datetime:
    """When the hours from `first` to `last`, local time, end that are running at `at`; else `at` itself.

    `last` before `first` means that they span midnight. The minute of `last` is free again.
    """
    now = timezone.localtime(at)
    clock, day = now.time(), now.date()
    if first < last:
        running = first <= clock < last
    else:
        running = clock >= first or clock < last
        day += dt.timedelta(days=1) if clock >= first else dt.timedelta()
    return timezone.make_aware(dt.datetime.combine(day, last)) if running else at

"""Questions about promises of both sides."""

import datetime as dt

from django.db.models import F, Q

from portal.records.querysets import RecordQuerySet

IS_OPEN = Q(kept_on=None, dropped_reason="")
#: Kept, and checked by another where that is asked for.
IS_SETTLED = Q(kept_on__isnull=False) & (Q(is_important=False) | Q(checked_on__isnull=False))
WAITS_FOR_CHECK = Q(kept_on__isnull=False, is_important=True, checked_on=None)


def is_overdue(on: dt.date) -> Q:
    """Open past their day; those of a suspended agreement rest."""
    return IS_OPEN & Q(due_on__lt=on, suspended_on=None)


class NextStepQuerySet(RecordQuerySet):
    def open(self):
        """Promises neither kept nor given up."""
        return self.live().filter(IS_OPEN)

    def overdue(self, *, on):
        return self.live().filter(is_overdue(on))

    def resting(self):
        """Open ones of an agreement that is suspended."""
        return self.open().exclude(suspended_on=None)

    def to_check(self):
        """Important ones that were kept and that nobody else has checked."""
        return self.live().filter(WAITS_FOR_CHECK)

    def kept(self):
        return self.live().exclude(kept_on=None)

    def settled(self):
        """Kept, important ones checked by another: what the implementation rate counts as kept."""
        return self.live().filter(IS_SETTLED)

    def fell_due(self, *, on):
        """What the implementation rate is worked out from: kept, or open past the day."""
        return self.live().filter(Q(kept_on__isnull=False) | is_overdue(on))

    def given_up(self):
        return self.live().exclude(dropped_reason="")

    def owned_by(self, user):
        """Promises that this account's person looks after."""
        return self.filter(owner__user=user)

    def most_urgent_first(self):
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")

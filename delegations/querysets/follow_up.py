"""Questions about what trips and conferences left behind."""

from django.db.models import F, Q

from portal.records.querysets import RecordQuerySet


class FollowUpQuerySet(RecordQuerySet):
    def open(self):
        """Not done, or important and not yet checked by another; given up is not open."""
        unchecked = Q(is_important=True, checked_on=None)
        return self.live().filter(Q(done_on=None) | unchecked, dropped_reason="")

    def overdue(self, *, on):
        return self.live().filter(done_on=None, dropped_reason="", due_on__lt=on)

    def to_check(self):
        """Important ones that are said to be done and wait for the check."""
        return self.live().filter(is_important=True, checked_on=None, dropped_reason="").exclude(done_on=None)

    def settled(self):
        """Done, and checked where that is asked for."""
        unimportant = Q(is_important=False) | Q(checked_on__isnull=False)
        return self.live().filter(unimportant, dropped_reason="").exclude(done_on=None)

    def given_up(self):
        return self.live().exclude(dropped_reason="")

    def unanswered(self):
        """Recommendations whose addressee has not answered."""
        return self.live().filter(kind="recommendation", answered_on=None, dropped_reason="")

    def owned_by(self, user):
        """What this account's person looks after."""
        return self.filter(owner__user=user)

    def of_partner(self, partner):
        """From delegations and conferences with the partner."""
        return self.filter(
            Q(delegation__in=partner.delegation_records.all()) | Q(event__in=partner.event_records.all())
        )

    def most_urgent_first(self):
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")

    def for_list(self):
        return self.select_related("unit", "delegation", "event", "owner")

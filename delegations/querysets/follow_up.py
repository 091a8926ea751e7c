"""Questions about what trips and conferences left behind."""

from django.db.models import Q

from portal.records.querysets import RecordQuerySet


class FollowUpQuerySet(RecordQuerySet):
    def open(self):
        """Not done, or important and not yet checked by another; given up is not open."""
        unchecked = Q(is_important=True, checked_on=None)
        return self.filter(Q(done_on=None) | unchecked, dropped_reason="")

    def overdue(self, *, on):
        return self.live().filter(done_on=None, dropped_reason="", due_on__lt=on)

    def for_list(self):
        return self.select_related("unit", "delegation", "event", "owner")

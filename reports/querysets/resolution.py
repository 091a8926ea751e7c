"""Questions about assignments of resolutions and proposals upward."""

from django.db.models import F

from portal.records.querysets import RecordQuerySet


class AssignmentQuerySet(RecordQuerySet):
    def open(self):
        """Neither done nor given up."""
        return self.live().filter(done_on=None, dropped_reason="")

    def overdue(self, *, on):
        return self.open().filter(due_on__lt=on)

    def done(self):
        return self.live().exclude(done_on=None)

    def most_urgent_first(self):
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")


class ProposalQuerySet(RecordQuerySet):
    def waiting(self):
        """Not answered yet."""
        return self.live().filter(state="open")

"""Questions about needs and offers, as chainable methods."""

from django.db.models import Q

from portal.records.querysets import DatedRecordQuerySet, RecordQuerySet


class NeedQuerySet(RecordQuerySet):
    def open(self):
        """Needs that nobody has met in full."""
        return self.live().filter(state__in=["open", "partly"])


class OfferQuerySet(DatedRecordQuerySet):
    def standing(self, *, on):
        """Offers that wait for our answer and still stand on that day."""
        ended = Q(placed_to__lt=on, ends_on__isnull=False)
        return self.live().filter(state="received").exclude(ended)

    def accepted(self):
        return self.live().filter(state__in=["accepted", "used"])

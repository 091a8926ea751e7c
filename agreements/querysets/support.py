"""Questions about needs and offers, as chainable methods."""

from django.db.models import Q

from portal.records.querysets import DatedRecordQuerySet, RecordQuerySet


class NeedQuerySet(RecordQuerySet):
    def open(self):
        """Needs that nobody has met in full."""
        return self.live().filter(state__in=["open", "partly"])

    def not_asked(self):
        """Open needs for which no partner was asked yet."""
        return self.open().filter(approaches=None)


class OfferQuerySet(DatedRecordQuerySet):
    def standing(self, *, on):
        """Offers that wait for our answer and still stand on that day."""
        return self.live().filter(state="received").exclude(_ended(on))

    def lapsing(self, *, on):
        """Offers whose day has passed: unanswered, or accepted and nothing of them used."""
        return self.live().filter(_ended(on), state__in=["received", "accepted"])

    def accepted(self):
        return self.live().filter(state__in=["accepted", "used"])


def _ended(on) -> Q:
    return Q(placed_to__lt=on, ends_on__isnull=False)

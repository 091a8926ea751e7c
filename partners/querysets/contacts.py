"""Questions about persons at our partners and about counterparts."""

from django.db.models import Q

from portal.records.querysets import RecordQuerySet


class ContactQuerySet(RecordQuerySet):
    """Persons abroad: personal data, so only the unit that entered them and the central readers see them."""

    def current(self, *, on):
        return self.filter(Q(left_on=None) | Q(left_on__gte=on))


class CounterpartQuerySet(RecordQuerySet):
    """Who of ours deals with whom there."""

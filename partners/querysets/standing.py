"""Questions about our standing in international bodies."""

from django.db.models import Q

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.records.querysets import DatedRecordQuerySet, RecordQuerySet


class PositionQuerySet(DatedRecordQuerySet):
    def visible_to(self, user):
        """Our standing in international bodies is no secret inside the union."""
        return self if has(user, Permission.RECORD_VIEW) else self.none()

    def held(self, *, on):
        """Positions held on that day, as far as their partial dates say."""
        day = on.isoformat()
        return self.filter(Q(starts_on=None) | Q(starts_on__lte=day)).filter(
            Q(ends_on=None) | Q(ends_on__gte=day) | Q(placed_to__gte=on)
        )


class StandingQuerySet(RecordQuerySet):
    """Obligations, candidacies and initiatives: of the unit that has them, and of the centre."""

"""Questions about inspections, courses and programmes of coordination."""

from django.db.models import Q

from portal.access.permissions import Permission
from portal.access.scope import OpenQuerySet, has, reached_units, visible
from portal.records.querysets import RecordQuerySet


class InspectionQuerySet(RecordQuerySet):
    def visible_to(self, user):
        """One's own units' inspections; and, once there is a decision, those that look at one's own units."""
        if not has(user, Permission.RECORD_VIEW):
            return self.none()
        units = reached_units(user, Permission.RECORD_VIEW)
        known = self.model._base_manager.filter(
            ~Q(stage="planned"), Q(inspected_id__in=units), archived_at=None
        )
        own = self.model._base_manager.filter(Q(unit_id__in=units) | Q(other_units__in=units))
        return self.filter(Q(pk__in=own.values("pk")) | Q(pk__in=known.values("pk")))

    def open(self):
        return self.live().exclude(stage__in=["concluded", "cancelled"])


class RemedyQuerySet(OpenQuerySet):
    """Seen by whoever sees the inspection."""

    def visible_to(self, user):
        inspection = self.model._meta.get_field("inspection").related_model
        return self.filter(inspection__in=visible(inspection, user))

    def open(self):
        return self.filter(done_on=None, inspection__archived_at=None)

    def overdue(self, *, on):
        return self.open().filter(due_on__lt=on)


class CourseQuerySet(RecordQuerySet):
    def open(self):
        """Planned, neither held nor cancelled."""
        return self.live().filter(activity=None, cancelled_reason="")


class CoordinationQuerySet(RecordQuerySet):
    def in_force(self, *, on):
        valid = (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gte=on))
        return self.live().filter(valid)

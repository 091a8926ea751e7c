"""Questions about objectives, assessments and support. Strategy is read at the centre only."""

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.records.querysets import DatedRecordQuerySet, KeptQuerySet

CENTRAL_READERS = (Permission.PARTNER_EDIT, Permission.LEADERSHIP, Permission.AUDIT_READ)


def reads_at_centre(user) -> bool:
    """The department, leaders and inspectors: who reads the records of all units, and aims and gaps."""
    return has(user, Permission.RECORD_VIEW) and any(has(user, one) for one in CENTRAL_READERS)


class ObjectiveQuerySet(KeptQuerySet):
    def visible_to(self, user):
        """A unit does not read the Confederation's aims."""
        return self if reads_at_centre(user) else self.none()

    def open(self):
        return self.live().filter(state="open")


class AssessmentRulingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who records decisions and who reads what they allow."""
        knows = has(user, Permission.ASSESSMENT_READ) or has(user, Permission.ASSESSMENT_RULE)
        return self if knows else self.none()

    def in_force(self, on):
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


class AssessmentQuerySet(KeptQuerySet):
    def visible_to(self, user):
        """SECURITY: only who holds the permission, and only while a recorded decision is in force."""
        if not has(user, Permission.ASSESSMENT_READ):
            return self.none()
        rulings = apps.get_model("partners", "AssessmentRuling")._default_manager
        return self if rulings.in_force(timezone.localdate()).exists() else self.none()


class SupportQuerySet(DatedRecordQuerySet):
    """What each side did for the other, of the units the reader reaches."""

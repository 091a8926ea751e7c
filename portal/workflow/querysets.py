"""Questions about chains and approvals."""

from django.apps import apps
from django.db import models
from django.db.models import Q

from portal.access.scope import ScopedQuerySet, signed_in, visible
from portal.records.querysets import KeptQuerySet


class ChainQuerySet(KeptQuerySet):  # type: ignore[override]  # as_manager() of django-stubs
    def in_force(self, on):
        return self.live().filter(valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gte=on))

    def fitting(self, *, matter, unit_type, level, planned):
        """Chains whose criteria are empty or equal."""
        return self.filter(
            matter=matter,
            unit_type__in=("", unit_type),
            level__in=("", level),
            planned__in=("", planned),
        )


class DeputisationQuerySet(models.QuerySet):
    def in_force(self, on):
        return self.filter(valid_from__lte=on, valid_to__gte=on, revoked_at=None)

    def visible_to(self, user):
        """Who stands in for whom is no secret in the house: everybody with an office reads it."""
        return signed_in(self, user)


class ApprovalQuerySet(ScopedQuerySet):
    """Seen by who reads the unit's records, and by who has to act or has acted in it."""

    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        steps = apps.get_model("workflow.ApprovalStep")._default_manager.filter(holders=user)
        taken = apps.get_model("workflow.Act")._default_manager.filter(by=user)
        mine = Q(pk__in=steps.values("approval_id")) | Q(pk__in=taken.values("approval_id"))
        return self.filter(Q(pk__in=super().visible_to(user).values("pk")) | mine)

    def of(self, record):
        return self.filter(target_model=record._meta.label_lower, target_id=record.pk)

    def running(self):
        return self.filter(state="running")


class ApprovalStepQuerySet(models.QuerySet):
    def current(self):
        return self.filter(state="current", approval__state="running")

    def visible_to(self, user):
        approvals = visible(apps.get_model("workflow.Approval"), user)
        return self.filter(approval__in=approvals.values("pk"))

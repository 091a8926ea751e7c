"""Questions about delegations, conferences, plans and follow-up, as chainable methods."""

from .follow_up import FollowUpQuerySet
from .plans import PlanItemQuerySet, PlanQuerySet
from .records import ActivityMethods, DelegationQuerySet, EventQuerySet

__all__ = [
    "ActivityMethods",
    "DelegationQuerySet",
    "EventQuerySet",
    "FollowUpQuerySet",
    "PlanItemQuerySet",
    "PlanQuerySet",
]

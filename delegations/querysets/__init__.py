"""Questions about delegations and conferences, as chainable methods."""

from .records import ActivityMethods, DelegationQuerySet, EventQuerySet

__all__ = ["ActivityMethods", "DelegationQuerySet", "EventQuerySet"]

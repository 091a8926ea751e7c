"""Questions about agreements, resources, needs and offers, as chainable methods."""

from .records import AgreementQuerySet, ResourceQuerySet

__all__ = ["AgreementQuerySet", "ResourceQuerySet"]

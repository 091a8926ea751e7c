"""Questions about agreements, their procedures, resources, needs and offers, as chainable methods."""

from .procedure import AgreementYearQuerySet, ProcedureQuerySet
from .records import AgreementQuerySet, ResourceQuerySet
from .support import NeedQuerySet, OfferQuerySet

__all__ = [
    "AgreementQuerySet",
    "AgreementYearQuerySet",
    "NeedQuerySet",
    "OfferQuerySet",
    "ProcedureQuerySet",
    "ResourceQuerySet",
]

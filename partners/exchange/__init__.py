"""What the partners' registers hand up to the import: their columns, and how a partner is recognised."""

from .contacts import ContactResource
from .kinds import PartnerResource, PositionResource
from .matching import PartnerColumn, PartnerMatcher, PartnersColumn

__all__ = [
    "ContactResource",
    "PartnerColumn",
    "PartnerMatcher",
    "PartnerResource",
    "PartnersColumn",
    "PositionResource",
]

"""What the partners' registers hand up to the import: their columns, and how a partner is recognised."""

from .contacts import ContactResource
from .interactions import InteractionResource
from .kinds import PartnerResource, PositionResource
from .matching import PartnerColumn, PartnerMatcher, PartnersColumn
from .occasions import OccasionResource
from .standing import InitiativeResource, ObligationResource
from .supports import SupportResource

__all__ = [
    "ContactResource",
    "InitiativeResource",
    "InteractionResource",
    "ObligationResource",
    "OccasionResource",
    "PartnerColumn",
    "PartnerMatcher",
    "PartnerResource",
    "PartnersColumn",
    "PositionResource",
    "SupportResource",
]

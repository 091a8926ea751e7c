"""Questions about partners and what passes between them and us."""

from .contacts import ContactPostQuerySet, ContactQuerySet, CounterpartQuerySet
from .occasions import MessageQuerySet, MessageTemplateQuerySet, OccasionQuerySet
from .partners import PartnerNameQuerySet, PartnerQuerySet
from .promises import NextStepQuerySet
from .relationship import AssessmentQuerySet, AssessmentRulingQuerySet, ObjectiveQuerySet, SupportQuerySet
from .standing import (
    CandidacyQuerySet,
    InitiativeQuerySet,
    ObligationQuerySet,
    PledgeQuerySet,
    PositionQuerySet,
)
from .touches import InteractionQuerySet, MatterQuerySet, TouchQuerySet

__all__ = [
    "AssessmentQuerySet",
    "AssessmentRulingQuerySet",
    "CandidacyQuerySet",
    "ContactPostQuerySet",
    "ContactQuerySet",
    "CounterpartQuerySet",
    "InitiativeQuerySet",
    "InteractionQuerySet",
    "MatterQuerySet",
    "MessageQuerySet",
    "MessageTemplateQuerySet",
    "NextStepQuerySet",
    "ObjectiveQuerySet",
    "ObligationQuerySet",
    "OccasionQuerySet",
    "PartnerNameQuerySet",
    "PartnerQuerySet",
    "PledgeQuerySet",
    "PositionQuerySet",
    "SupportQuerySet",
    "TouchQuerySet",
]

"""Questions about partners and what passes between them and us."""

from .contacts import ContactQuerySet, CounterpartQuerySet
from .occasions import MessageQuerySet, MessageTemplateQuerySet, OccasionQuerySet
from .partners import PartnerNameQuerySet, PartnerQuerySet
from .relationship import AssessmentQuerySet, AssessmentRulingQuerySet, ObjectiveQuerySet, SupportQuerySet
from .standing import PositionQuerySet, StandingQuerySet
from .touches import InteractionQuerySet, MatterQuerySet, NextStepQuerySet, TouchQuerySet

__all__ = [
    "AssessmentQuerySet",
    "AssessmentRulingQuerySet",
    "ContactQuerySet",
    "CounterpartQuerySet",
    "InteractionQuerySet",
    "MatterQuerySet",
    "MessageQuerySet",
    "MessageTemplateQuerySet",
    "NextStepQuerySet",
    "ObjectiveQuerySet",
    "OccasionQuerySet",
    "PartnerNameQuerySet",
    "PartnerQuerySet",
    "PositionQuerySet",
    "StandingQuerySet",
    "SupportQuerySet",
    "TouchQuerySet",
]

"""Agreements and external resources."""

from .agreement import EXPIRING_DAYS, Agreement, AgreementKind, AgreementState, Recommendation, SigningLevel
from .parts import partner_labels, refusal
from .resource import Direction, Resource, ResourceKind

__all__ = [
    "EXPIRING_DAYS",
    "Agreement",
    "AgreementKind",
    "AgreementState",
    "Direction",
    "Recommendation",
    "Resource",
    "ResourceKind",
    "SigningLevel",
    "partner_labels",
    "refusal",
]

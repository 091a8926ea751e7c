"""Sums and counts of agreements and resources, as named questions."""

from .records import (
    ResourceSums,
    expiring_after,
    in_force_at,
    of_unclear_period,
    per_twin,
    resources_active_in_period,
    resources_new_in_period,
    signed_by_kind,
    signed_in_period,
)

__all__ = [
    "ResourceSums",
    "expiring_after",
    "in_force_at",
    "of_unclear_period",
    "per_twin",
    "resources_active_in_period",
    "resources_new_in_period",
    "signed_by_kind",
    "signed_in_period",
]

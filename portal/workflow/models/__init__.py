"""Chains of approval as data, their runs on records, and who stands in for whom."""

from .approvals import Act, ActKind, Approval, ApprovalState, ApprovalStep, StepState
from .chains import Chain, ChainStep, StepKind, Way, Whose
from .deputising import Deputisation, SigningForm

__all__ = [
    "Act",
    "ActKind",
    "Approval",
    "ApprovalState",
    "ApprovalStep",
    "Chain",
    "ChainStep",
    "Deputisation",
    "SigningForm",
    "StepKind",
    "StepState",
    "Way",
    "Whose",
]

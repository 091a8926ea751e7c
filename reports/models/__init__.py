"""Cycles, the units' reports, the consolidated report; and the register of other activities."""

from .activity import Activity, ActivityKind, MediaKind
from .consolidation import Consolidation
from .cycle import Cycle, CycleState, PaperKind, Recipient
from .decision import AGREED, DecisionWay, Outcome, PresidiumDecision
from .library import LibraryItem, LibraryKind, Question, Receipt, ReceiptChase
from .report import (
    Chase,
    ChaseChannel,
    Correction,
    Narrative,
    Report,
    ReviewState,
    SubmittedVersion,
    Timeliness,
)
from .resolution import Assignment, Progress, Proposal, ProposalState, Resolution, ResolutionTask

__all__ = [
    "AGREED",
    "Assignment",
    "LibraryItem",
    "LibraryKind",
    "Progress",
    "Proposal",
    "ProposalState",
    "Question",
    "Receipt",
    "ReceiptChase",
    "Resolution",
    "ResolutionTask",
    "Activity",
    "ActivityKind",
    "Chase",
    "ChaseChannel",
    "Consolidation",
    "Correction",
    "Cycle",
    "CycleState",
    "DecisionWay",
    "MediaKind",
    "Narrative",
    "Outcome",
    "PaperKind",
    "PresidiumDecision",
    "Recipient",
    "Report",
    "ReviewState",
    "SubmittedVersion",
    "Timeliness",
]

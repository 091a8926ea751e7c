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

__all__ = [
    "AGREED",
    "LibraryItem",
    "LibraryKind",
    "Question",
    "Receipt",
    "ReceiptChase",
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

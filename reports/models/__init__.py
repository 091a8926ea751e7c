"""Types and indicators, cycles, the units' reports, the consolidated report; and registers of other work."""

from .activity import Activity, ActivityKind, AudienceKind, ChannelKind, MediaKind, ResearchKind
from .cell import CellRemark, RemarkKind, SectionReview, Verdict
from .consolidation import Consolidation, PaperStage
from .cycle import Cycle, CycleState, PaperKind, Recipient
from .decision import AGREED, DecisionWay, Outcome, PresidiumDecision
from .desk import PaperRecipient, Passage
from .historical import HistoricalFigure, SplitShare
from .indicator import Additivity, Dimension, Indicator, IndicatorVersion
from .layout import FigureSpec, Layout, SectionSpec
from .library import LibraryItem, LibraryKind, Question, Receipt, ReceiptChase
from .offline import OfflineReading, OfflineTemplate
from .report import (
    Cause,
    Chase,
    ChaseChannel,
    Correction,
    Narrative,
    Report,
    ReviewState,
    SubmittedVersion,
    Timeliness,
    Way,
)
from .report_type import Nature, ReportType, TypeDeadline, TypeVersion
from .resolution import Assignment, Progress, Proposal, ProposalState, Resolution, ResolutionTask
from .work import (
    Attendance,
    BodyKind,
    Coordination,
    CoordinationResult,
    Course,
    Inspection,
    InspectionKind,
    InspectionStage,
    Remedy,
)

__all__ = [
    "AGREED",
    "Activity",
    "ActivityKind",
    "Additivity",
    "Assignment",
    "Attendance",
    "AudienceKind",
    "BodyKind",
    "Cause",
    "CellRemark",
    "ChannelKind",
    "Chase",
    "ChaseChannel",
    "Consolidation",
    "Coordination",
    "CoordinationResult",
    "Correction",
    "Course",
    "Cycle",
    "CycleState",
    "DecisionWay",
    "Dimension",
    "FigureSpec",
    "HistoricalFigure",
    "Indicator",
    "IndicatorVersion",
    "Inspection",
    "InspectionKind",
    "InspectionStage",
    "Layout",
    "LibraryItem",
    "LibraryKind",
    "MediaKind",
    "Narrative",
    "Nature",
    "OfflineReading",
    "OfflineTemplate",
    "Outcome",
    "PaperKind",
    "PaperRecipient",
    "PaperStage",
    "Passage",
    "PresidiumDecision",
    "Progress",
    "Proposal",
    "ProposalState",
    "Question",
    "Receipt",
    "ReceiptChase",
    "Recipient",
    "RemarkKind",
    "Remedy",
    "Report",
    "ReportType",
    "ResearchKind",
    "Resolution",
    "ResolutionTask",
    "ReviewState",
    "SectionReview",
    "SectionSpec",
    "SplitShare",
    "SubmittedVersion",
    "Timeliness",
    "TypeDeadline",
    "TypeVersion",
    "Verdict",
    "Way",
]

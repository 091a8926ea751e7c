"""Questions about cycles, reports, types, the library and other work, as chainable methods."""

from .cycles import (
    WAITING,
    ConsolidationQuerySet,
    CycleQuerySet,
    OfReportQuerySet,
    PresidiumDecisionQuerySet,
    RecipientQuerySet,
    ReportQuerySet,
)
from .library import (
    LibraryItemQuerySet,
    QuestionQuerySet,
    ReceiptChaseQuerySet,
    ReceiptQuerySet,
    addressed_to,
)
from .resolution import AssignmentQuerySet, ProposalQuerySet
from .types import (
    CellRemarkQuerySet,
    HistoricalFigureQuerySet,
    IndicatorQuerySet,
    IndicatorVersionQuerySet,
    OfflineReadingQuerySet,
    OfPaperQuerySet,
    ReportTypeQuerySet,
    SplitShareQuerySet,
    TypeDeadlineQuerySet,
    TypeVersionQuerySet,
)
from .work import CoordinationQuerySet, CourseQuerySet, InspectionQuerySet, RemedyQuerySet

__all__ = [
    "AssignmentQuerySet",
    "CellRemarkQuerySet",
    "ConsolidationQuerySet",
    "CoordinationQuerySet",
    "CourseQuerySet",
    "CycleQuerySet",
    "HistoricalFigureQuerySet",
    "IndicatorQuerySet",
    "IndicatorVersionQuerySet",
    "InspectionQuerySet",
    "LibraryItemQuerySet",
    "OfPaperQuerySet",
    "OfReportQuerySet",
    "OfflineReadingQuerySet",
    "PresidiumDecisionQuerySet",
    "ProposalQuerySet",
    "QuestionQuerySet",
    "ReceiptChaseQuerySet",
    "ReceiptQuerySet",
    "RecipientQuerySet",
    "RemedyQuerySet",
    "ReportQuerySet",
    "ReportTypeQuerySet",
    "SplitShareQuerySet",
    "TypeDeadlineQuerySet",
    "TypeVersionQuerySet",
    "WAITING",
    "addressed_to",
]

"""Questions about cycles, reports, the library, resolutions and proposals, as chainable methods."""

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

__all__ = [
    "AssignmentQuerySet",
    "ConsolidationQuerySet",
    "CycleQuerySet",
    "LibraryItemQuerySet",
    "OfReportQuerySet",
    "PresidiumDecisionQuerySet",
    "ProposalQuerySet",
    "QuestionQuerySet",
    "ReceiptChaseQuerySet",
    "ReceiptQuerySet",
    "RecipientQuerySet",
    "ReportQuerySet",
    "WAITING",
    "addressed_to",
]

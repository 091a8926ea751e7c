"""Questions about cycles, reports, the library, as chainable methods."""

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

__all__ = [
    "ConsolidationQuerySet",
    "CycleQuerySet",
    "LibraryItemQuerySet",
    "OfReportQuerySet",
    "PresidiumDecisionQuerySet",
    "QuestionQuerySet",
    "ReceiptChaseQuerySet",
    "ReceiptQuerySet",
    "RecipientQuerySet",
    "ReportQuerySet",
    "WAITING",
    "addressed_to",
]

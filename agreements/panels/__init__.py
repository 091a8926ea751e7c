"""What the agreements' app hands up."""

from . import (
    board_resources,
    board_support,
    board_terms,
    commitments,
    life,
    procedures,
    records,
    resources,
    support,
)

__all__ = [
    "board_resources",
    "board_support",
    "board_terms",
    "commitments",
    "life",
    "procedures",
    "records",
    "resources",
    "support",
]

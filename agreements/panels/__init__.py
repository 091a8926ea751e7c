"""What the agreements' app hands up."""

from . import (
    board_peers,
    board_resources,
    board_support,
    board_terms,
    changed,
    commitments,
    life,
    procedures,
    records,
    resources,
    sent,
    support,
)

__all__ = [
    "board_peers",
    "board_resources",
    "board_support",
    "board_terms",
    "changed",
    "commitments",
    "life",
    "procedures",
    "records",
    "resources",
    "sent",
    "support",
]

"""What delegations, conferences and plans put on paper."""

from . import paper_kinds, plans

__all__ = ["paper_kinds", "plans"]

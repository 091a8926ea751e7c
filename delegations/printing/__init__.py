"""What delegations, conferences and plans put on paper."""

from . import calendar, paper_kinds, participants, plans

__all__ = ["calendar", "paper_kinds", "participants", "plans"]

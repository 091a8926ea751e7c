"""The verbs of the delegations' app."""

from .records import match_unit, next_code, save_delegation, save_event, settle

__all__ = ["match_unit", "next_code", "save_delegation", "save_event", "settle"]

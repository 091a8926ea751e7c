"""The verbs of the delegations' app."""

from .matching import match_unit
from .participants import recount
from .records import next_code, save_delegation, save_event, settle

__all__ = ["match_unit", "next_code", "recount", "save_delegation", "save_event", "settle"]

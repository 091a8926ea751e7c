"""The tables of steps of dossiers and of annual plans, and what their approval is about."""

from .approving import CONFERENCE_MATTER, INCOMING_MATTER, OUTGOING_MATTER, matter_of, submit_dossier
from .dossiers import BY_THE_APPROVAL, CONFERENCE, DOSSIER, offered_steps, table_of
from .plans import PLAN

__all__ = [
    "BY_THE_APPROVAL",
    "CONFERENCE",
    "CONFERENCE_MATTER",
    "DOSSIER",
    "INCOMING_MATTER",
    "OUTGOING_MATTER",
    "PLAN",
    "matter_of",
    "offered_steps",
    "submit_dossier",
    "table_of",
]

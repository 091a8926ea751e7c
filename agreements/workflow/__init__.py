"""The tables of steps of this app, and what its approvals are about."""

from . import grants
from .procedures import AGREEMENT_MATTER, BY_THE_APPROVAL, PROCEDURE, offered_steps, submit_procedure

__all__ = ["AGREEMENT_MATTER", "BY_THE_APPROVAL", "PROCEDURE", "grants", "offered_steps", "submit_procedure"]

"""The registers of this app: what their lists and pages show."""

from .activity import STATE_TONES, state_badges, state_cell
from .conferences import EventRegister
from .delegations import DelegationRegister, direction_label

__all__ = [
    "STATE_TONES",
    "DelegationRegister",
    "EventRegister",
    "direction_label",
    "state_badges",
    "state_cell",
]

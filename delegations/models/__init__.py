"""Delegations out, in and online, and international conferences."""

from .choices import (
    ContentTheme,
    Direction,
    EventKind,
    FundingSource,
    GuestClass,
    Level,
    MemberRole,
    Mode,
    OurRole,
    Planned,
    Purpose,
    State,
)
from .delegation import Delegation, Leg, Member
from .event import Event

__all__ = [
    "ContentTheme",
    "Delegation",
    "Direction",
    "Event",
    "EventKind",
    "FundingSource",
    "GuestClass",
    "Leg",
    "Level",
    "Member",
    "MemberRole",
    "Mode",
    "OurRole",
    "Planned",
    "Purpose",
    "State",
]

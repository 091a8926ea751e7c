"""What agreements and resources put on paper."""

from . import briefing

__all__ = ["briefing"]

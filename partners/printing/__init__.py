"""What the partners' app puts on paper."""

from . import briefing, letters, matters, standing

__all__ = ["briefing", "letters", "matters", "standing"]

"""What the partners' app puts on paper."""

from . import standing

__all__ = ["standing"]

"""What delegations, conferences and plans put on paper."""

from . import plans

__all__ = ["plans"]

"""What the agreements' app hands up."""

from . import records

__all__ = ["records"]

"""How rows of agreements and resources come in."""

from . import records

__all__ = ["records"]

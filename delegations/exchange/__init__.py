"""How rows of delegations and conferences come in."""

from . import records

__all__ = ["records"]

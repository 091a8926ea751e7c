"""How rows of this app come in."""

from . import activities

__all__ = ["activities"]

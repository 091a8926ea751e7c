"""How rows of this app come in."""

from . import activities, historical

__all__ = ["activities", "historical"]

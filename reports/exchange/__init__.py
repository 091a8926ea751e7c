"""How rows of this app come in."""

from . import activities, historical, work

__all__ = ["activities", "historical", "work"]

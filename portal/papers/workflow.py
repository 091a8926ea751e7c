"""The table of a paper's way, where every app's tables are looked for."""

from .services.steps import PAPER

__all__ = ["PAPER"]

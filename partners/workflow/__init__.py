"""The tables of steps of the partners' app."""

from .candidacies import CANDIDACY

__all__ = ["CANDIDACY"]

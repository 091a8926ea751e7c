"""Filters above the lists of this app."""

from .activities import ActivityFilter

__all__ = ["ActivityFilter"]

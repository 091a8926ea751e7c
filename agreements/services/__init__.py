"""The verbs of the agreements' app."""

from .records import save_agreement, save_resource

__all__ = ["save_agreement", "save_resource"]

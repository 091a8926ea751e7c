"""The verbs of the agreements' app."""

from . import commitments, moving
from .records import save_agreement
from .resources import save_resource

__all__ = ["commitments", "moving", "save_agreement", "save_resource"]

"""The verbs of the agreements' app."""

from . import commitments, moving, passing
from .records import save_agreement
from .resources import save_resource

__all__ = ["commitments", "moving", "passing", "save_agreement", "save_resource"]

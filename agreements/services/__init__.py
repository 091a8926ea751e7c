"""The verbs of the agreements' app."""

from . import moving
from .records import save_agreement
from .resources import save_resource

__all__ = ["moving", "save_agreement", "save_resource"]

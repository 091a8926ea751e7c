"""What the agreements' app hands up."""

from . import records, resources

__all__ = ["records", "resources"]

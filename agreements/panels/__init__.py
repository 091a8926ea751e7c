"""What the agreements' app hands up."""

from . import commitments, records, resources

__all__ = ["commitments", "records", "resources"]

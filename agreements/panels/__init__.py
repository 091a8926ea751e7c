"""What the agreements' app hands up."""

from . import commitments, life, records, resources

__all__ = ["commitments", "life", "records", "resources"]

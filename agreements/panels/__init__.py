"""What the agreements' app hands up."""

from . import commitments, life, records, resources, support

__all__ = ["commitments", "life", "records", "resources", "support"]

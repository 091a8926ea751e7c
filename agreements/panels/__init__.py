"""What the agreements' app hands up."""

from . import commitments, life, procedures, records, resources, support

__all__ = ["commitments", "life", "procedures", "records", "resources", "support"]

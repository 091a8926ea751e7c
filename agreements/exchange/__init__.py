"""How rows of agreements and resources come in."""

from . import commitments, records, support

__all__ = ["commitments", "records", "support"]

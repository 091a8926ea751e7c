"""How rows of delegations and conferences come in."""

from . import plans, records

__all__ = ["plans", "records"]

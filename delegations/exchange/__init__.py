"""How rows of delegations and conferences come in."""

from . import members, participants, plans, programme, records

__all__ = ["members", "participants", "plans", "programme", "records"]

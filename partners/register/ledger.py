"""What stands beside the ledger of promises: matters of other registers that are followed up like promises."""

from collections.abc import Callable

from portal.registers.panels import Panel

#: `function(user, partner_id)` gives a panel, or None where it has nothing to say; `partner_id` None means all.
Beside = Callable[..., Panel | None]
_BESIDE: list[Beside] = []


def beside_ledger(function: Beside) -> Beside:
    """Register what an app shows below the list of promises: by link, its rows stay in its own register."""
    _BESIDE.append(function)
    return function


def panels_beside(user, partner_id: int | None) -> list[Panel]:
    return [shown for function in _BESIDE if (shown := function(user, partner_id)) is not None]

"""What goes over to the successor when units merge: each app registers what it passes on."""

import datetime as dt
from collections.abc import Callable

from .models import Unit

Passing = Callable[..., object]
_PASSINGS: list[Passing] = []


def passes_on_merge(function: Passing) -> Passing:
    """Register `function(old=, successor=, on=, by=)`, run for each unit that merged, in the transaction of the merge."""
    _PASSINGS.append(function)
    return function


def pass_on(*, old: Unit, successor: Unit, on: dt.date, by) -> None:
    for function in _PASSINGS:
        function(old=old, successor=successor, on=on, by=by)

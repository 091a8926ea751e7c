"""What waits for the clerk besides papers: apps hand up their own numbered records (letters, reports)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Waits:
    """`what` is done there ("waits for its number"); `url` is the page on which it is done."""

    label: str
    url: str
    what: str | Promise
    unit: str = ""
    since: dt.datetime | None = None


_SOURCES: dict[str, tuple[int, Callable]] = {}


def also_waits(order: int = 50):
    """Register `function(user) -> list[Waits]`, what this user may see and has to number elsewhere."""

    def decorate(function: Callable) -> Callable:
        _SOURCES[f"{function.__module__}.{function.__qualname__}"] = (order, function)
        return function

    return decorate


def waiting_elsewhere(user) -> list[Waits]:
    return [row for _order, ask in sorted(_SOURCES.values(), key=lambda one: one[0]) for row in ask(user)]

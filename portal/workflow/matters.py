"""What a chain of approval is about: each app names its matters here, and who is too close to decide on them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.functional import Promise

#: A record → ids of the accounts that may neither appraise nor decide: who proposed it, who travels in it.
Interested = Callable[[object], set[int]]
#: Runs in the transaction of the act that ended the chain: `ended(record, approval, by=, at=)`.
Ended = Callable[..., None]


@dataclass(frozen=True)
class Matter:
    """One kind of matter. `levels` are the codes by which chains may differ, with their labels."""

    code: str
    label: str | Promise
    model: str
    levels: tuple[tuple[str, str | Promise], ...] = ()
    interested: Interested = field(default=lambda record: set())
    ended: Ended = field(default=lambda record, approval, **told: None)


_MATTERS: dict[str, Matter] = {}


def matter(code: str, label, model: str, **more) -> Matter:
    """Register a matter; apps call it in their `workflow` package. Returns it."""
    _MATTERS[code] = Matter(code, label, model, **more)
    return _MATTERS[code]


def find(code: str) -> Matter:
    """KeyError for a code that no app has named."""
    return _MATTERS[code]


def choices() -> list[tuple[str, str | Promise]]:
    """Codes with their labels, in the order in which the apps named them."""
    return [(one.code, one.label) for one in _MATTERS.values()]

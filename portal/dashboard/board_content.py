"""What a panel says as plain JSON and back: stored answers and fresh ones are drawn from the same plain facts."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import fields
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any

from django.utils.functional import Promise

from portal.text import PartialDate

from .board import Content, Drawing, Headline

#: How each kind of value is written, the first that fits; what comes back is asked again where it is not plain yet.
WAYS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    ((bool, int, float, NoneType), lambda value: value.value if isinstance(value, Enum) else value),
    (Promise, str),
    (Enum, lambda value: plain(value.value)),
    (str, lambda value: str(value + "")),  # a text that is marked as safe is a text like any other
    (Decimal, lambda value: int(value) if value == value.to_integral_value() else float(value)),
    (PartialDate, PartialDate.display),
    (dt.date, dt.date.isoformat),
    (Mapping, lambda value: {str(plain(key)): plain(one) for key, one in value.items()}),
    ((list, tuple, set, frozenset), lambda value: [plain(one) for one in value]),
    (
        (Content, Headline, Drawing),
        lambda value: {one.name: plain(getattr(value, one.name)) for one in fields(value)},
    ),
)


def plain(value: Any) -> Any:
    """`value` as what JSON knows: translations in the language of the moment, days in ISO, decimals as numbers.

    Raises TypeError for anything that would not come back as it went, a record for example.
    """
    for kinds, write in WAYS:
        if isinstance(value, kinds):
            return write(value)
    raise TypeError(f"{value!r} ({type(value).__name__}) cannot be kept as an answer of a panel.")


def content_of(kept: Mapping[str, Any] | None) -> Content | None:
    """What a panel said, from what `plain` made of it."""
    if kept is None:
        return None
    parts = {
        "headlines": [Headline(**one) for one in kept["headlines"]],
        "drawings": [Drawing(**one) for one in kept["drawings"]],
    }
    return Content(**{**kept, **parts})

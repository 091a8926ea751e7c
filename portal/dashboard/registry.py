"""What the home page shows: apps hand it up from their `panels.py`, this module decides in which order.

    @waiting(order=10)                                     what waits for me → list[Item]
    @figure(order=10)                                      figures of the year → Figure | list[Figure] | None
    @picture(order=10, permission=Permission.LEADERSHIP)   drawings with their tables → Picture | None
    @coming(order=10)                                      meetings and visits → list[Meeting]
    @listing(order=10)                                     short lists → Listing | None

Each function takes the `Reader`. With `permission` it is asked only for those who hold it somewhere.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from portal.access.scope import has

from .years import ShownYear

Words = str | Promise
Answer = TypeVar("Answer")


@dataclass(frozen=True, eq=False)
class Reader:
    """Who looks, on which day, at which year. Answers several parts need are asked once a page."""

    user: Any
    today: dt.date
    year: ShownYear
    _answers: dict[Callable, Any] = field(default_factory=dict, repr=False)

    def holds(self, permission: str) -> bool:
        return has(self.user, permission)

    def once(self, ask: "Callable[[Reader], Answer]") -> Answer:
        """`ask(reader)`, asked the first time only."""
        if ask not in self._answers:
            self._answers[ask] = ask(self)
        return self._answers[ask]


@dataclass(frozen=True)
class Item:
    """Something that waits for the reader. `more` are further buttons: (label, url, icon).

    `tone`: bad for what is late or returned, wait for the rest. Items with a day stand before those without.
    """

    label: Words
    url: str
    action: Words
    reason: str = ""
    due_on: dt.date | None = None
    tone: str = "wait"
    icon: str = "clipboard-list"
    more: Sequence[tuple[Words, str, str]] = ()


@dataclass(frozen=True)
class Figure:
    """One number that leads to the list behind it. `previous`: the same days of last year; None: not compared."""

    label: Words
    value: int | None
    url: str = ""
    icon: str = ""
    note: str = ""
    previous: int | None = None
    compared: bool = True
    tone: str = ""
    spark: SafeString | str = ""


@dataclass(frozen=True)
class Picture:
    """A drawing (for a desk and for a phone), its legend, and the same as a table.

    `place`: main (two thirds of the page), aside (beside them, below the meetings), foot (beside the lists).
    """

    title: Words
    drawing: SafeString
    head: Sequence[Words]
    rows: Sequence[Sequence[Any]]
    note: str = ""
    legend: SafeString | str = ""
    place: str = "main"
    is_empty: bool = False
    empty: Words = ""


@dataclass(frozen=True)
class Meeting:
    """A visit, a trip, a conference; `first` and `last` may be days that a coarse date can mean."""

    title: str
    url: str
    when: str
    first: dt.date
    last: dt.date
    kind: Words = ""
    place: str = ""
    is_exact: bool = True
    papers: tuple[tuple[str, str], ...] = ()  # what to read before it: (label, url)

    def is_on(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Line:
    text: str
    url: str = ""
    small: str = ""
    label: Words = ""
    tone: str = "neutral"


@dataclass(frozen=True)
class Listing:
    """A short list with the way to the whole one. `count` is that of the whole list; `empty` is said of none.

    `beside_meetings`: in the other column than most lists, so that both are about as long.
    """

    title: Words
    lines: Sequence[Line]
    count: int | None
    url: str = ""
    link: Words = ""
    empty: Words = ""
    icon: str = "check"
    beside_meetings: bool = False


@dataclass(frozen=True)
class _Part:
    order: int
    ask: Callable[[Reader], Any]
    permission: str | None


_parts: dict[str, dict[str, _Part]] = {
    kind: {} for kind in ("waiting", "figure", "picture", "coming", "listing")
}


def _registrar(kind: str):
    def register(order: int = 50, permission: str | None = None):
        def decorate(function: Callable[[Reader], Any]):
            name = f"{function.__module__}.{function.__qualname__}"  # reloading a module is harmless
            _parts[kind][name] = _Part(order, function, permission)
            return function

        return decorate

    return register


waiting = _registrar("waiting")
figure = _registrar("figure")
picture = _registrar("picture")
coming = _registrar("coming")
listing = _registrar("listing")


def collect(kind: str, reader: Reader) -> list:
    """What all apps have to say of one kind to this reader, in order; what is None or empty is left out."""
    found: list = []
    for part in sorted(_parts[kind].values(), key=lambda part: part.order):
        if part.permission is not None and not reader.holds(part.permission):
            continue
        answer = reader.once(part.ask)
        found += answer if isinstance(answer, list) else [answer] if answer is not None else []
    return found

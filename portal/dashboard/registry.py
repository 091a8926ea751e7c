"""What the home page and the inbox show: apps hand it up from their `panels.py`, this module decides in which order.

    @waiting(order=10, kind=Kind.REPORT, why=_("…"))        what waits for me → Item | list[Item]
    @sent(order=10)                                        what I sent on and wait for → list[Sent]
    @promised(order=10)                                    what is to be kept soon, for leaders → list[Promised]
    @changed(order=10)                                     what happened since `reader.since` → list[Change]
    @weekly(order=10)                                      a part of the leaders' Monday paper → Part | None
    @figure(order=10)                                      figures of the year → Figure | list[Figure] | None
    @coming(order=10)                                      meetings and visits → list[Meeting]
    @listing(order=10)                                     short lists → Listing | None

Each function takes the `Reader`. With `permission` it is asked only for those who hold it somewhere.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.db import models
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from portal.access.scope import has
from portal.ui.formats import number_vi

from .kinds import WEIGHTS, Kind
from .years import ShownYear

Words = str | Promise
Answer = TypeVar("Answer")
#: rows of one kind that wait for a user, worded without asking the database (portal.ui.badges)
Counted = Callable[[Any], Iterable[models.QuerySet]]
NEAREST, ALL = 6, 60  # how many of each kind one by one: on the home page, in the inbox


@dataclass(frozen=True, eq=False)
class Reader:
    """Who looks, on which day, at which year. Answers several parts need are asked once a page.

    `most`: how many matters of one kind are told one by one. `since`: from when on something is new to them.
    """

    user: Any
    today: dt.date
    year: ShownYear
    most: int = NEAREST
    since: dt.datetime | None = None
    _answers: dict[Callable, Any] = field(default_factory=dict, repr=False)

    def holds(self, permission: str) -> bool:
        return has(self.user, permission)

    def once(self, ask: "Callable[[Reader], Answer]") -> Answer:
        """`ask(reader)`, asked the first time only."""
        if ask not in self._answers:
            self._answers[ask] = ask(self)
        return self._answers[ask]


@dataclass(frozen=True)
class Deed:
    """What can be done on the line itself. With `question` one POST that asks it first, else a page with a short form,
    which opens in the dialog."""

    label: Words
    url: str
    icon: str = "check"
    question: Words = ""
    kind: str = "outline-primary"


@dataclass(frozen=True)
class Item:
    """Something that waits for the reader. `more` are further buttons: (label, url, icon).

    `tone`: bad for what is late or returned, wait for the rest. Items with a day stand before those without.
    `why` says why it is the reader's; it, `kind` and `weight` follow from the part that hands it up where they are
    empty. `count`: the line stands for so many matters. `deeds` are done without leaving the page.
    """

    label: Words
    url: str
    action: Words
    reason: str = ""
    due_on: dt.date | None = None
    tone: str = "wait"
    icon: str = "clipboard-list"
    more: Sequence[tuple[Words, str, str]] = ()
    why: Words = ""
    kind: Kind | None = None
    weight: int | None = None
    count: int | None = None
    deeds: Sequence[Deed] = ()

    @classmethod
    def of_many(cls, label: str, count: int, url: str, action: Words, **more: Any) -> "Item":
        """One line for so many matters: `label` holds %(count)s, written as Vietnamese writes numbers."""
        return cls(label % {"count": number_vi(count)}, url, action, count=count, **more)


@dataclass(frozen=True)
class Sent:
    """Something that the reader sent on: with whom it lies, since when, until when.

    `chase` is what is copied for Zalo: unit, deadline, link (domain.md 9.9); "" where nobody is chased.
    """

    label: Words
    url: str
    whom: Words
    since: dt.date | None = None
    until: dt.date | None = None
    kind: Kind = Kind.DECISION
    small: str = ""
    icon: str = "send"
    chase: str = ""


@dataclass(frozen=True)
class Change:
    """What happened: the word for it (approved, dispatched), to what, whose it is."""

    at: dt.datetime
    words: Words
    text: str
    url: str
    small: str = ""
    tone: str = "neutral"


@dataclass(frozen=True)
class Promised:
    """What we or the other side promised and what is open soon or overdue, as a leader reads it."""

    text: str
    url: str
    due_on: dt.date
    whose: str = ""
    small: str = ""


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
    kind: Kind | None = None
    why: Words = ""
    counted: Counted | None = None

    def told(self, reader: Reader) -> list:
        """The answer as a list; what waits knows its kind, its weight and why it is the reader's."""
        answer = reader.once(self.ask)
        found = answer if isinstance(answer, list) else [answer] if answer is not None else []
        return [self._whole(one) if isinstance(one, Item) else one for one in found]

    def _whole(self, item: Item) -> Item:
        kind = item.kind or self.kind or Kind.OVERSIGHT
        weight = WEIGHTS[kind] if item.weight is None else item.weight
        return replace(item, kind=kind, weight=weight, why=item.why or self.why)


KINDS_OF_PARTS = (
    "waiting",
    "sent",
    "promised",
    "changed",
    "weekly",
    "figure",
    "coming",
    "listing",
)
_parts: dict[str, dict[str, _Part]] = {kind: {} for kind in KINDS_OF_PARTS}


def _registrar(parts: str):
    def register(order: int = 50, permission: str | None = None, **more):
        def decorate(function: Callable[[Reader], Any]):
            name = f"{function.__module__}.{function.__qualname__}"  # reloading a module is harmless
            _parts[parts][name] = _Part(order, function, permission, **more)
            return function

        return decorate

    return register


waiting = _registrar("waiting")
sent = _registrar("sent")
promised = _registrar("promised")
changed = _registrar("changed")
weekly = _registrar("weekly")
figure = _registrar("figure")
coming = _registrar("coming")
listing = _registrar("listing")


def collect(kind: str, reader: Reader) -> list:
    """What all apps have to say of one kind to this reader, in order; what is None or empty is left out."""
    found: list = []
    for part in sorted(_parts[kind].values(), key=lambda part: part.order):
        if part.permission is None or reader.holds(part.permission):
            found += part.told(reader)
    return found


def counted(user) -> list[models.QuerySet]:
    """The rows of all matters that wait for this user by name, for the number in the sidebar."""
    parts = [one for one in _parts["waiting"].values() if one.counted is not None]
    return [
        rows
        for part in parts
        if part.permission is None or has(user, part.permission)
        for rows in part.counted(user)  # type: ignore[misc]  # None is left out above
    ]

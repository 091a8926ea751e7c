"""The sidebar: each app adds its entries from its `panels.py`, this module decides what one person sees.

from portal.ui import navigation
navigation.register(navigation.Entry(
    group=navigation.Group.WORK, label=_("Partners"), url_name="partners:list", icon="handshake", order=20,
    visible=lambda user: True, badge=lambda user: None))
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from django.urls import NoReverseMatch
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.ui import badges
from portal.ui.addresses import address, place
from portal.ui.remembered import Remembered


class Group(IntEnum):
    """Where an entry stands, in the order of the sidebar; HOME has no heading, HEADER is the bar on top."""

    HOME = 0
    WORK = 1
    PARTNERS = 2
    LOOK_UP = 3
    SYSTEM = 4
    HEADER = 9

    @property
    def label(self):
        return GROUP_LABELS.get(self, "")


GROUP_LABELS = {
    Group.WORK: _("Work"),
    Group.PARTNERS: _("Relations with partners"),
    Group.LOOK_UP: _("Look up"),
    Group.SYSTEM: _("System"),
}


def everyone(user) -> bool:
    return True


def no_badge(user) -> int | None:
    return None


@dataclass(frozen=True, eq=False)
class Entry:
    """One link. `visible(user)` hides it, by the user's `standing` alone: it is asked once for each standing.
    `exists(user)` hides it by what the database says, and is asked on each page.

    `badge(user)` gives the small number beside it (None, 0: no number); `counted(user)` the rows that the number
    counts: all such are counted at once (`badges.numbers`).
    """

    group: Group
    label: str | Promise
    url_name: str
    icon: str
    order: int = 50
    visible: Callable[..., bool] = everyone
    exists: Callable[..., bool] = everyone
    badge: Callable[..., int | None] = no_badge
    counted: badges.Counted | None = None
    urgent: bool = False  # the number is red: something is late


@dataclass(frozen=True)
class Link:
    """An entry as one person sees it on one page."""

    label: str
    url: str
    icon: str
    badge: int | None
    urgent: bool
    current: bool


_entries: dict[str, Entry] = {}


def register(entry: Entry) -> Entry:
    """Add an entry; the same `url_name` twice replaces the first, so reloading a module is harmless."""
    _entries[entry.url_name] = entry
    return entry


def entries(group: Group) -> list[Entry]:
    found = [entry for entry in _entries.values() if entry.group == group]
    return sorted(found, key=lambda entry: (entry.order, str(entry.label)))


@dataclass(frozen=True)
class _Seen:
    """An entry that somebody sees, with what is the same on all pages."""

    entry: Entry
    label: str
    url: str


def _seen(user) -> dict[Group, tuple[_Seen, ...]]:
    """What stands before this user, by groups; one whose address does not exist is left out."""
    key = (user.standing, tuple(_entries.values()), get_language(), place())
    return _SEEN.get(key, lambda: {group: tuple(_seen_of(group, user)) for group in Group})


def _seen_of(group: Group, user) -> Iterator[_Seen]:
    addresses = _addresses()
    for entry in entries(group):
        if entry.url_name in addresses and entry.visible(user):
            yield _Seen(entry, str(entry.label), addresses[entry.url_name])


_SEEN = Remembered(512)
Numbers = Callable[[], Mapping[str, int]]


def numbers(user) -> dict[str, int]:
    """The badges of all entries with `counted` that the user sees, by the names of their addresses."""
    seen = [one.entry for found in _seen(user).values() for one in found]
    return badges.numbers({entry.url_name: entry.counted for entry in seen if entry.counted}, user)


def links(group: Group, user, path: str, counted: Numbers | None = None) -> list[Link]:
    """What `user` sees of a group on the page `path`.

    `counted` gives what `numbers(user)` gives, for a page that asks for several groups.
    """
    return _links(group, user, _current(_addresses().values(), path), counted or cache(lambda: numbers(user)))


def _links(group: Group, user, here: str, counted: Numbers) -> list[Link]:
    return [
        Link(
            one.label, one.url, one.entry.icon,
            (counted()[one.entry.url_name] if one.entry.counted else one.entry.badge(user)) or None,
            one.entry.urgent, one.url == here,
        )
        for one in _seen(user)[group]
        if one.entry.exists(user)
    ]  # fmt: skip


def sidebar(user, path: str, counted: Numbers | None = None) -> list[tuple[str | Promise, list[Link]]]:
    """(heading, links) of each group that is not empty for this person."""
    here = _current(_addresses().values(), path)
    counted = counted or cache(lambda: numbers(user))
    shown = [group for group in Group if group is not Group.HEADER]
    groups = [(group.label, _links(group, user, here, counted)) for group in shown]
    return [(label, found) for label, found in groups if found]


def _addresses() -> dict[str, str]:
    return _addresses_of(tuple(_entries), *place())


@lru_cache(maxsize=16)
def _addresses_of(names: tuple[str, ...], urlconf: str, prefix: str) -> dict[str, str]:
    """They are the same for everybody until the portal is started anew."""
    found = {}
    for name in names:
        try:
            found[name] = address(name)
        except NoReverseMatch:
            continue
    return found


def _current(addresses, path: str) -> str:
    """The longest address that begins `path`; the home page only matches itself."""
    fitting = [
        address for address in addresses if path == address or (address != "/" and path.startswith(address))
    ]
    return max(fitting, key=len, default="")

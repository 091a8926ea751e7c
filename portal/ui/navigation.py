"""The sidebar: each app adds its entries from its `panels.py`, this module decides what one person sees.

from portal.ui import navigation
navigation.register(navigation.Entry(
    group=navigation.Group.WORK, label=_("Partners"), url_name="partners:list", icon="handshake", order=20,
    visible=lambda user: True, badge=lambda user: None))
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from django.urls import NoReverseMatch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.ui import badges
from portal.ui.addresses import address, place


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


@dataclass(frozen=True)
class Entry:
    """One link. `visible(user)` hides it, `badge(user)` the small number beside it (None, 0: no number).

    `counted(user)` gives the rows that the number counts: all such are counted at once (`badges.numbers`).
    """

    group: Group
    label: str | Promise
    url_name: str
    icon: str
    order: int = 50
    visible: Callable[..., bool] = everyone
    badge: Callable[..., int | None] = no_badge
    counted: badges.Counted | None = None
    urgent: bool = False  # the number is red: something is late


@dataclass(frozen=True)
class Link:
    """An entry as one person sees it on one page."""

    label: str | Promise
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


Numbers = Callable[[], Mapping[str, int]]


def numbers(user) -> dict[str, int]:
    """The badges of all entries with `counted` that the user sees, by the names of their addresses."""
    addresses = _addresses()
    seen = [
        entry
        for name, entry in _entries.items()
        if entry.counted and name in addresses and entry.visible(user)
    ]
    return badges.numbers({entry.url_name: entry.counted for entry in seen if entry.counted}, user)


def links(group: Group, user, path: str, counted: Numbers | None = None) -> list[Link]:
    """What `user` sees of a group on the page `path`; an entry whose address does not exist is left out.

    `counted` gives what `numbers(user)` gives, for a page that asks for several groups.
    """
    addresses = _addresses()
    return _links(
        group, user, addresses, _current(addresses.values(), path), counted or cache(lambda: numbers(user))
    )


def _links(group: Group, user, addresses: dict[str, str], here: str, counted: Numbers) -> list[Link]:
    return [
        Link(
            entry.label, addresses[entry.url_name], entry.icon,
            (counted()[entry.url_name] if entry.counted else entry.badge(user)) or None, entry.urgent,
            addresses[entry.url_name] == here,
        )
        for entry in entries(group)
        if entry.url_name in addresses and entry.visible(user)
    ]  # fmt: skip


def sidebar(user, path: str, counted: Numbers | None = None) -> list[tuple[str | Promise, list[Link]]]:
    """(heading, links) of each group that is not empty for this person."""
    addresses = _addresses()
    here = _current(addresses.values(), path)
    counted = counted or cache(lambda: numbers(user))
    shown = [group for group in Group if group is not Group.HEADER]
    groups = [(group.label, _links(group, user, addresses, here, counted)) for group in shown]
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

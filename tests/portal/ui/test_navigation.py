"""The sidebar shows each person their own entries, in order, with one of them current."""

from types import SimpleNamespace

import pytest

from portal.ui import navigation
from portal.ui.navigation import Entry, Group

OFFICER = SimpleNamespace(is_officer=True, standing=("officer",))
READER = SimpleNamespace(is_officer=False, standing=("reader",))


@pytest.fixture(autouse=True)
def menu(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})
    addresses = {
        "home": "/",
        "partners:list": "/doi-tac/",
        "delegations:list": "/doan/",
        "delegations:new": "/doan/them/",
    }
    monkeypatch.setattr(
        navigation, "_addresses", lambda: {n: a for n, a in addresses.items() if n in navigation._entries}
    )
    navigation.register(Entry(Group.WORK, "Partners", "partners:list", "handshake", 20))
    navigation.register(
        Entry(Group.WORK, "Delegations", "delegations:list", "plane", 10, badge=lambda user: 9)
    )
    navigation.register(Entry(Group.HOME, "Overview", "home", "house"))
    navigation.register(Entry(Group.SYSTEM, "Gone", "gone:list", "x"))


def labels(user=OFFICER, path="/"):
    return [
        (str(heading), [link.label for link in links]) for heading, links in navigation.sidebar(user, path)
    ]


def test_entries_stand_in_their_group_and_order_and_an_unknown_address_is_left_out():
    assert [found for _heading, found in labels()] == [["Overview"], ["Delegations", "Partners"]]


def test_an_entry_shows_only_to_those_it_is_for():
    navigation.register(
        Entry(Group.WORK, "New", "delegations:new", "plus", 30, visible=lambda user: user.is_officer)
    )
    assert "New" in labels(OFFICER)[1][1]
    assert "New" not in labels(READER)[1][1]


def test_registering_twice_replaces():
    navigation.register(Entry(Group.WORK, "Our partners", "partners:list", "handshake", 20))
    assert labels()[1][1] == ["Delegations", "Our partners"]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", "Overview"),
        ("/doan/", "Delegations"),
        ("/doan/47/", "Delegations"),
        ("/doi-tac/3/sua/", "Partners"),
    ],
)
def test_the_nearest_entry_is_current(path, current):
    links = [link for _heading, found in navigation.sidebar(OFFICER, path) for link in found]
    assert [link.label for link in links if link.current] == [current]


def test_a_number_of_nought_is_not_shown():
    navigation.register(Entry(Group.HEADER, "Notices", "partners:list", "bell", badge=lambda user: 0))
    assert navigation.links(Group.HEADER, OFFICER, "/")[0].badge is None
    assert navigation.links(Group.WORK, OFFICER, "/")[0].badge == 9


def test_what_the_database_says_is_asked_on_each_page_and_an_office_given_up_takes_its_entries_along():
    there = {"now": True}
    navigation.register(
        Entry(Group.WORK, "New", "delegations:new", "plus", 30,
              visible=lambda user: user.is_officer, exists=lambda user: there["now"])
    )  # fmt: skip
    assert "New" in labels(OFFICER)[1][1]
    there["now"] = False
    assert "New" not in labels(OFFICER)[1][1]
    there["now"] = True
    assert "New" not in labels(SimpleNamespace(is_officer=False, standing=("officer", "no more")))[1][1]

"""Every list has the tools of a list, and every page with the filters of a list is one."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from portal.saved.places import plain_address
from tests.access import EVERYONE
from tests.test_access import addresses, first_world, rows, world  # noqa: F401 - the fixture `world`
from tests.test_costs import LISTS

pytestmark = pytest.mark.django_db
#: Lists of a few rows that take nothing from their address but the page: there is nothing to keep of them.
ASKED_NOTHING = {
    "saved:list",
    "usersessions_list",
    "administration:deputy-list",
}

#: What shows its tools only where something was asked.
ASKED = {"search:search": "?q=lao"}


def patterns(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern.callback
        else:
            yield from patterns(
                pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            )


VIEWS = dict(patterns(get_resolver()))
LISTED = sorted(name for name, view in VIEWS.items() if hasattr(view, "list_title"))


def test_there_are_lists():
    assert len(LISTED) > 60


def test_what_is_called_a_list_is_one():
    named = {name for name in addresses(get_resolver()) if name.endswith("list")}
    assert named - ASKED_NOTHING == {name for name in LISTED if name.endswith("list")}


@pytest.mark.parametrize("name", LISTED)
def test_a_list_has_its_tools(world, name):  # noqa: F811
    row = rows()[name]
    who = next(one for one in EVERYONE if row.expected(one) == 200)
    client = Client()
    client.force_login(world.users[who])
    address = reverse(name, args=row.args(world)) + ASKED.get(name, "")
    page = client.get(address).content.decode()
    assert page.count("data-list-tools") == 1
    assert str(VIEWS[name].list_title)


@pytest.mark.parametrize("name", sorted({*LISTS} & set(VIEWS)))
def test_a_page_with_the_filters_of_a_list_is_one(world, name):  # noqa: F811
    if name in LISTED:
        return
    row = rows()[name]
    who = next((one for one in EVERYONE if row.expected(one) == 200), None)
    client = Client()
    client.force_login(world.users[who])
    assert 'id="list-filters"' not in client.get(reverse(name, args=row.args(world))).content.decode()


@pytest.mark.parametrize("name", LISTED)
def test_a_list_without_arguments_is_found_by_its_name(name):
    found = plain_address(name)
    assert not found or found == reverse(name)

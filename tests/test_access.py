"""Role × address × status: every named address of ours, asked by everybody. How to add rows: tests/access/__init__.py."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from portal.access.roles import ROLES
from portal.accounts.models import User
from portal.units.models import Unit
from tests.access import ANONYMOUS, EVERYONE, OFFICELESS, STRANGER, Row
from tests.factories.accounts import holder
from tests.factories.units import UnitFactory, confederation

TABLES = Path(__file__).parent / "access"


def addresses(resolver: URLResolver, namespace: str = "") -> list[str]:
    """Names of all addresses below `resolver`, with their namespaces; one without a name fails."""
    found: list[str] = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (namespace, pattern.namespace) if part)
            found += addresses(pattern, inner)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern} has no name, so nobody says who may open it."
            found.append(f"{namespace}:{pattern.name}" if namespace else pattern.name)
    return found


def table() -> dict[str, Row]:
    """All rows of all namespaces, keyed by the full name of the address."""
    rows = {}
    for path in sorted(TABLES.glob("[a-z]*.py")):
        namespace = path.stem.partition("_")[0]  # partners_standing.py holds rows of "partners", too
        prefix = "" if namespace == "plain" else f"{namespace}:"
        rows |= {
            f"{prefix}{name}": row for name, row in import_module(f"tests.access.{path.stem}").ROWS.items()
        }
    return rows


@cache
def rows() -> dict[str, Row]:
    return table()


@dataclass
class World:
    """Two provinces, the centre, and one account for each role; `users` and their `sessions` are keyed by role."""

    centre: Unit
    province: Unit
    other_province: Unit
    users: dict[str, User]
    sessions: dict[str, str]


def populated() -> World:
    centre = confederation()
    province, other = UnitFactory(province_name="Lào Cai"), UnitFactory(province_name="Gia Lai")
    users = {code: holder(code, centre if role.is_central else province) for code, role in ROLES.items()}
    users[STRANGER] = holder("unit_officer", other)
    users[OFFICELESS] = holder("unit_officer", province, username=OFFICELESS, valid_to=date(2024, 12, 31))
    return World(centre, province, other, users, {who: session_of(user) for who, user in users.items()})


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.Backend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture(scope="module")
def first_world(django_db_setup, django_db_blocker):
    """Made once: one transaction around all tests here; each of them is a savepoint inside it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield populated()
        transaction.set_rollback(True)
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture
def world(first_world, db) -> World:
    """A copy: what one test changes in memory, no other finds."""
    return deepcopy(first_world)


def answer(world: World, address: str, row: Row, who: str) -> int:
    """The status that one person gets; what the request changes is undone."""
    client = Client(raise_request_exception=True)
    if who != ANONYMOUS:
        client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[who]
    with transaction.atomic():
        response = getattr(client, row.method)(address, row.data(world))
        if response.streaming:
            # read to its end the file closes; close() would take the database connection along
            list(response.streaming_content)
        transaction.set_rollback(True)
    return response.status_code


@pytest.mark.parametrize("name", sorted(set(addresses(get_resolver()))))
def test_every_role_gets_the_status_of_the_table(world, name):
    row = rows().get(name)
    if row is None:
        pytest.fail(f"{name} has no row in tests/access/: say there who may open it.", pytrace=False)
    address = reverse(name, args=row.args(world)) + row.query  # making the rows costs more than most pages
    found = {who: answer(world, address, row, who) for who in (ANONYMOUS, *EVERYONE)}
    assert found == {who: row.expected(who) for who in found}


def test_no_row_without_an_address():
    assert set(rows()) <= set(addresses(get_resolver()))

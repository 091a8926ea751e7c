"""Role × address × status: every named address of ours, asked by everybody. How to add rows: tests/access/__init__.py."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from django.db import transaction
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
    """Two provinces, the centre, and one account for each role; `users` is keyed by role."""

    centre: Unit
    province: Unit
    other_province: Unit
    users: dict[str, User]


@pytest.fixture
def world(db) -> World:
    centre = confederation()
    province, other = UnitFactory(province_name="Lào Cai"), UnitFactory(province_name="Gia Lai")
    users = {code: holder(code, centre if role.is_central else province) for code, role in ROLES.items()}
    users[STRANGER] = holder("unit_officer", other)
    users[OFFICELESS] = holder("unit_officer", province, username=OFFICELESS, valid_to=date(2024, 12, 31))
    return World(centre, province, other, users)


def answer(world: World, name: str, row: Row, who: str) -> int:
    """The status that one person gets; what the request changes is undone."""
    client = Client(raise_request_exception=True)
    if who != ANONYMOUS:
        client.force_login(world.users[who], backend="portal.accounts.backends.Backend")
    with transaction.atomic():
        address = reverse(name, args=row.args(world)) + row.query
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
    found = {who: answer(world, name, row, who) for who in (ANONYMOUS, *EVERYONE)}
    assert found == {who: row.expected(who) for who in found}


def test_no_row_without_an_address():
    assert set(rows()) <= set(addresses(get_resolver()))

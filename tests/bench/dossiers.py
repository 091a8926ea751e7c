"""A hundred thousand dossiers against the goals P1 to P4 of performance.md: list, calendar, board, statistics."""

import re
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from delegations.models import Delegation
from portal.access.scope import ScopedQuerySet
from portal.registers import listing
from portal.ui.paging import CAP, PER_PAGE, CappedPaginator
from tests.bench.dossiers_made import fill, partners, readers, units
from tests.bench.pairs import medians, show
from tests.bench.requests import asking

ROWS = 100_000
ROUNDS = 5
LAST = CAP // PER_PAGE


def pages() -> dict[str, str]:
    """Name → address of each page as a reader opens it first."""
    names = {
        "list": "delegation-list",
        "board": "compliance",
        "statistics": "statistics",
        "calendar": "calendar",
    }
    found = {name: reverse(f"delegations:{view}") for name, view in names.items()}
    return {**found, "calendar year": f"{found['calendar']}?view=year"}


@pytest.fixture(scope="module")
def union(django_db_setup, django_db_blocker):
    """Reader → how the reader asks. The rows are committed and vacuumed as a register's are; the base goes after."""
    with (
        django_db_blocker.unblock(),
        override_settings(ROOT_URLCONF="tests.bench.urls"),
        asking() as signed_in,
    ):
        call_command("load_reference", verbosity=0)
        places, old = units()
        fill(ROWS, timezone.localdate(), places, old, partners())
        found = {name: signed_in(user) for name, user in readers(places, old).items()}
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        yield found
        connection.close()


@contextmanager
def no_rule():
    """Everybody sees everything."""
    with patch.object(ScopedQuerySet, "visible_to", lambda rows, user: rows.all()):
        yield


def test_each_page_for_each_reader(union):
    things = {}
    for page, address in pages().items():
        for name, get in union.items():
            things[page, name, True] = lambda get=get, address=address: get(address)
            things[page, name, False] = lambda get=get, address=address: _free(get, address)
    found = medians(things, ROUNDS)
    rows, spread = [], []
    for page in pages():
        ruled = {name: found[page, name, True] for name in union}
        for name, seconds in ruled.items():
            rows.append((f"{page}, {name}", _ms(seconds), f"{seconds / found[page, name, False]:.2f} x"))
        slow, fast = max(ruled, key=ruled.get), min(ruled, key=ruled.get)
        spread.append(
            (
                page,
                f"{slow} {_ms(ruled[slow])}",
                f"{fast} {_ms(ruled[fast])}",
                f"{ruled[slow] / ruled[fast]:.2f} x",
            )
        )
    show(f"P1: {ROWS} dossiers, a page under the rule against the same without (goal: <= 2)", rows)
    show("P2: the slowest reader against the fastest (goal: <= 3)", spread)


def _free(get, address):
    with no_rule():
        return get(address)


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


def test_far_pages(union):
    rows = []
    for page, query in (("list", "?"), ("board", "?finding=all&since=2015&until=2035&")):
        address = pages()[page] + query
        things = {
            number: lambda number=number, address=address: union["whole"](f"{address}page={number}")
            for number in (1, LAST // 2, LAST)
        }
        found = medians(things, ROUNDS)
        rows += [
            (f"{page}, page {number}", _ms(found[number]), f"{found[number] / found[1]:.2f} x")
            for number in things
        ]
    show("P3: a far page against the first (goal: <= 2.5)", rows)


def test_no_page_counts_beyond_the_cap(union):
    asked = []
    for page, address in pages().items():
        with CaptureQueriesContext(connection) as queries:
            union["whole"](address)
        counts = [one["sql"] for one in queries if re.match(r"SELECT COUNT\(\*\)", one["sql"])]
        asked.append((page, len(queries), f"{sum('LIMIT' not in sql for sql in counts)} uncapped"))
    show("P3: queries of a page, and counts without a cap (goal: 0)", asked)


def test_queries_do_not_grow(union):
    """The same page for a unit with about five, fifty and five hundred dossiers of the year."""
    rows = []
    chosen = [_unit_with(number) for number in (5, 50, 500)]
    for page, address in pages().items():
        mark = "&" if "?" in address else "?"
        with patch.object(listing, "CappedPaginator", lambda rows: CappedPaginator(rows, 500)):
            rows.append(
                (page, *(_queries(union["whole"], f"{address}{mark}unit={unit}&by=unit") for unit in chosen))
            )
    show("P4: queries for 5, 50 and 500 rows (goal: the same)", rows)


def _unit_with(number: int) -> int:
    counts = Delegation.objects.values_list("unit_id").annotate(Count("pk")).order_by()
    return min(counts, key=lambda pair: abs(pair[1] - number))[0]


def _queries(get, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        get(address)
    return len(asked)

"""A hundred thousand dossiers against the goals P1 to P4 of performance.md: list, calendar, board, statistics, plans.

What is compared is work of the processors, in turns in one run, so that it holds on a busy machine too.
"""

import re
from contextlib import ExitStack, contextmanager
from functools import partial
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from delegations.figures.kept import Kept
from delegations.models import Delegation
from portal.access.scope import ScopedQuerySet
from portal.registers import listing
from portal.ui import worded
from portal.ui.paging import CAP, PER_PAGE, CappedPaginator
from portal.ui.remembered import Remembered
from tests.bench.dossiers_made import fill, partners, readers, units
from tests.bench.pairs import show
from tests.bench.requests import asking
from tests.bench.worked import worked

ROWS = 100_000
ROUNDS = 5
LAST = CAP // PER_PAGE
WITHOUT_RULE = Remembered(4096)
#: Pages whose figures are kept until something changes: they are measured as asked anew, too.
KEEPING = ("board", "statistics", "calendar")


def pages() -> dict[str, str]:
    """Name → address of each page as a reader opens it first."""
    names = {
        "list": "delegation-list", "board": "compliance", "statistics": "statistics", "calendar": "calendar",
        "plans": "plan-year", "lines of plans": "planitem-list",
    }  # fmt: skip
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
    """Everybody sees everything; what is remembered of the rule is left as it is, and the other way round."""
    with (
        patch.object(ScopedQuerySet, "visible_to", lambda rows, user: rows.all()),
        patch.object(worded, "_WORDED", WITHOUT_RULE),
    ):
        yield


@contextmanager
def nothing_kept():
    """Every figure is counted anew, as for the first who asks after a change."""
    with patch.object(Kept, "get", lambda kept, reader, asked, *beside, make: make()):
        yield


def _inside(get, address, *contexts):
    with ExitStack() as stack:
        for context in contexts:
            stack.enter_context(context())
        return get(address)


def test_each_page_for_each_reader(union):
    found = {}
    for page, address in pages().items():
        found |= worked(_turns(union, page, address), ROUNDS)
        if page in KEEPING:
            found |= worked(_turns(union, f"{page}, counted anew", address, nothing_kept), ROUNDS)
    _tell(found, union)


def _turns(union: dict, page: str, address: str, *contexts) -> dict:
    """(page, reader, whether under the rule) → how to ask for it."""
    things = {}
    for name, get in union.items():
        things[page, name, True] = partial(_inside, get, address, *contexts)
        things[page, name, False] = partial(_inside, get, address, *contexts, no_rule)
    return things


def _tell(found: dict, union: dict) -> None:
    rows, spread = [], []
    for page in dict.fromkeys(page for page, _name, _ruled in found):
        ruled = {name: found[page, name, True] for name in union}
        for name, seconds in ruled.items():
            rows.append((f"{page}, {name}", _ms(seconds), f"{seconds / found[page, name, False]:.2f} x"))
        slow, fast = max(ruled, key=ruled.get), min(ruled, key=ruled.get)
        ends = f"{slow} {_ms(ruled[slow])}", f"{fast} {_ms(ruled[fast])}"
        spread.append((page, *ends, f"{ruled[slow] / ruled[fast]:.2f} x"))
    show(f"P1: {ROWS} dossiers, a page under the rule against the same without (goal: <= 2)", rows)
    show("P2: the slowest reader against the fastest (goal: <= 3)", spread)


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
        found = worked(things, ROUNDS)
        rows += [
            (f"{page}, page {number}", _ms(found[number]), f"{found[number] / found[1]:.2f} x")
            for number in things
        ]
    show("P3: a far page against the first (goal: <= 2.5)", rows)


def test_no_page_counts_beyond_the_cap(union):
    asked = []
    for page, address in pages().items():
        union["whole"](address)
        with CaptureQueriesContext(connection) as queries:
            union["whole"](address)
        counts = [one["sql"] for one in queries if re.match(r"SELECT COUNT\(\*\)", one["sql"])]
        uncapped = [sql for sql in counts if "LIMIT" not in sql and Delegation._meta.db_table in sql]
        asked.append((page, len(queries), f"{len(uncapped)} uncapped"))
    show("P3: queries of a page, and counts of dossiers without a cap (goal: 0)", asked)


def test_queries_do_not_grow(union):
    """The same page for a unit with about five, fifty and five hundred dossiers of the year."""
    rows = []
    chosen = [_unit_with(number) for number in (5, 50, 500)]
    for page, address in pages().items():
        mark = "&" if "?" in address else "?"
        with (
            patch.object(listing, "CappedPaginator", lambda rows: CappedPaginator(rows, 500)),
            nothing_kept(),
        ):
            rows.append(
                (page, *(_queries(union["whole"], f"{address}{mark}unit={unit}&by=unit") for unit in chosen))
            )
    show("P4: queries for 5, 50 and 500 rows (goal: the same)", rows)


def test_pages_of_a_dossier(union):
    """One page of one dossier among a hundred thousand: what it costs, and how many queries it asks."""
    record = Delegation.objects.filter(code__startswith="MAU-", state="planned").latest("pk")
    rows = []
    for name in ("detail", "dossier", "programme", "papers", "money", "after"):
        address = reverse(f"delegations:delegation-{name}", args=[record.pk])
        taken = worked({name: lambda address=address: union["whole"](address)}, ROUNDS)
        rows.append((name, _ms(taken[name]), f"{_queries(union['whole'], address)} queries"))
    show("Pages of one dossier", rows)


def _unit_with(number: int) -> int:
    counts = Delegation.objects.values_list("unit_id").annotate(Count("pk")).order_by()
    return min(counts, key=lambda pair: abs(pair[1] - number))[0]


def _queries(get, address: str) -> int:
    get(address)  # what a process asks once is not the page's
    with CaptureQueriesContext(connection) as asked:
        get(address)
    return len(asked)

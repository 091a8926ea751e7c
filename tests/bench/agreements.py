"""Twenty thousand agreements, two hundred thousand promises: lists, sums, terms, trends, and the sweeps of a night."""

import re
from contextlib import contextmanager
from time import perf_counter
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement
from agreements.services.expiry import remind_of_expiry
from agreements.services.grant_reports import open_coming_reports, remind_of_grant_reports
from partners.services.promise_reminders import remind_of_promises
from portal.access.scope import ScopedQuerySet
from portal.notifications.models import Letter, Notice
from portal.registers import listing, unchanged
from portal.ui import worded
from portal.ui.paging import CAP, PER_PAGE, CappedPaginator
from portal.ui.remembered import Remembered
from tests.bench.agreements_made import fill, readers
from tests.bench.dossiers_made import partners, units
from tests.bench.pairs import both, medians, show
from tests.bench.requests import asking

ROWS = 20_000
ROUNDS = 5
LAST = CAP // PER_PAGE
WITHOUT_RULE = Remembered(4096)


def pages() -> dict[str, str]:
    """Name → address of each page as a reader opens it first."""
    sums = reverse("partners:promise-sums")
    return {
        "agreements": reverse("agreements:agreement-list"),
        "promises": reverse("partners:nextstep-list"),
        "sums": sums,
        "sums by unit": f"{sums}?by=unit",
        "resources": reverse("agreements:resource-list"),
        "terms": reverse("agreements:terms"),
        "trends": reverse("agreements:trends"),
    }


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
def just_saved():
    """Somebody is writing: figures are worked out anew for each request."""
    with patch.object(unchanged, "stamp", lambda *models: None):
        yield


def _free(get, address):
    with no_rule(), just_saved():
        return get(address)


def _anew(get, address):
    with just_saved():
        return get(address)


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


def test_each_page_for_each_reader(union):
    """As it is opened; with its figures worked out anew; and so without the rule."""
    ways = {"opened": lambda get, address: get(address), "anew": _anew, "free": _free}
    things = {
        (page, name, way): lambda get=get, address=address, ask=ask: ask(get, address)
        for page, address in pages().items()
        for name, get in union.items()
        for way, ask in ways.items()
    }
    found = both(things, ROUNDS)
    rows, spread = [], []
    for page in pages():
        for name in union:
            opened, anew, free = (found[page, name, way] for way in ways)
            ratios = f"{anew.wall / free.wall:.2f} x", f"{anew.cpu / free.cpu:.2f} x"
            rows.append((f"{page}, {name}", _ms(opened.wall), _ms(anew.wall), _ms(free.wall), *ratios))
        spread += [
            _spread(page, way, {name: found[page, name, way].wall for name in union})
            for way in ("opened", "anew")
        ]
    show(
        f"P1: {ROWS} agreements, a page: opened, anew, without the rule; by the wall, the processor (goal: <= 2)",
        rows,
    )
    show("P2: the slowest reader against the fastest (goal: <= 3)", spread)


def _spread(page: str, way: str, taken: dict[str, float]) -> tuple[str, ...]:
    slow, fast = max(taken, key=taken.get), min(taken, key=taken.get)
    ends = (f"{name} {_ms(taken[name])}" for name in (slow, fast))
    return f"{page}, {way}", *ends, f"{taken[slow] / taken[fast]:.2f} x"


def test_far_pages(union):
    rows = []
    for page in ("agreements", "promises", "resources"):
        address = pages()[page]
        things = {
            number: lambda number=number, address=address: union["whole"](f"{address}?page={number}")
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
    """The same page for a unit with some fifty agreements, for one with the most, and for all of them."""
    counts = Agreement.objects.values_list("unit_id").annotate(Count("pk")).order_by()
    few = min(counts, key=lambda pair: abs(pair[1] - 50))[0]
    most = max(counts, key=lambda pair: pair[1])[0]
    rows = []
    for page, address in pages().items():
        mark = "&" if "?" in address else "?"
        asked = (f"{address}{mark}unit={few}", f"{address}{mark}unit={most}", f"{address}{mark}unit=")
        with patch.object(listing, "CappedPaginator", lambda rows: CappedPaginator(rows, 500)):
            rows.append((page, *(_queries(union["whole"], one) for one in asked)))
    show("P4: queries for a unit with 50, the one with the most, all (goal: the same)", rows)


def _queries(get, address: str) -> int:
    get(address)  # what a process asks once is not the page's
    with CaptureQueriesContext(connection) as asked:
        get(address)
    return len(asked)


def test_sweeps_of_a_night(union):
    """What each does on the first night and on the second run of the same night: that one sends nothing."""
    on = timezone.localdate()
    sweeps = {
        "agreements that end": remind_of_expiry,
        "promises": remind_of_promises,
        "reports opened": open_coming_reports,
        "reports told": remind_of_grant_reports,
    }
    rows, again = [], []
    for name, sweep in sweeps.items():
        for run in ("first", "second"):
            before = Notice.objects.count(), Letter.objects.count()
            told, seconds, queries = _swept(sweep, on)
            sent = Notice.objects.count() - before[0] + Letter.objects.count() - before[1]
            rows.append((f"{name}, {run} run", f"{seconds:.1f} s", f"{queries} queries", f"{told} new"))
            if run == "second":
                again += [(name, told, sent)] if told or sent else []
    show("Sweeps: how long, how many queries, how many notices (second run: 0)", rows)
    assert not again


def _swept(sweep, on) -> tuple[int, float, int]:
    start = perf_counter()
    with _Counting() as asked, connection.execute_wrapper(asked):
        told = sweep(on=on)
    return told, perf_counter() - start, asked.number


class _Counting:
    """How many queries were asked, without keeping their words."""

    number = 0

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        return False

    def __call__(self, execute, sql, params, many, context):
        self.number += 1
        return execute(sql, params, many, context)


def test_doubles(union):
    found = medians({"doubles": lambda: union["whole"](reverse("agreements:doubles"))}, 2, warm=1)
    asked = _queries(union["whole"], reverse("agreements:doubles"))
    show("Resources entered twice, the page", [("doubles", _ms(found["doubles"]), f"{asked} queries")])

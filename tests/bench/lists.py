"""A list of fifty rows against a page that says nothing (P10), and what it asks of the database (P1, P4)."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

import portal.wsgi  # noqa: F401 - the collector as the web server sets it
from partners.models import Partner
from portal.accounts.models import User
from portal.registers.register import Register
from tests.bench.conftest import ROWS
from tests.bench.pairs import Taken, both, medians, show
from tests.bench.urls import EMPTY

MANY = 10_000
ROUNDS = 30


def registers() -> list[Register]:
    """Every register of the portal, taken from the addresses of its lists."""
    found = {}
    for view in _views(get_resolver().url_patterns):
        for cell in getattr(getattr(view, "__wrapped__", view), "__closure__", None) or ():
            if isinstance(cell.cell_contents, Register):
                found[cell.cell_contents.url("list")] = cell.cell_contents
    return list(found.values())


def _views(patterns):
    for pattern in patterns:
        yield from _views(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern.callback]


def reader() -> User:
    """An officer of the International Department sees all records, and every door of the sidebar but a few."""
    return User.objects.filter(roles__role="department_officer").first()


def test_lists_against_an_empty_page(reads, long_pages):
    get = reads(reader())
    shown = {register.url("list"): get(register.url("list")).count("<tr>") - 1 for register in registers()}
    pages = [*shown, reverse("partners:partner-detail", args=[_partner().pk])]
    found = both({page: lambda page=page: get(page) for page in [EMPTY, *pages]}, ROUNDS)
    show(
        f"P10: lists of {ROWS} rows against an empty page (goal: <= 9), by the processor and by the wall",
        [
            (page, f"{shown.get(page, '-')} rows", *_against(found[page], found[EMPTY]))
            for page in [EMPTY, *sorted(pages, key=lambda page: found[page].cpu)]
        ],
    )


def _against(page: Taken, empty: Taken) -> Iterator[str]:
    """Milliseconds and ratio by the processor, then the same by the wall."""
    for name in ("cpu", "wall"):
        seconds = getattr(page, name)
        yield f"{1000 * seconds:.1f} ms"
        yield f"{seconds / getattr(empty, name):.1f} x"


def _partner() -> Partner:
    return Partner.objects.get(acronym="ITUC")


def test_rule_against_no_rule(portal):
    things = {}
    for role in ("department_officer", "presidium", "unit_officer"):
        for register in registers():
            things |= _with_and_without(register, User.objects.filter(roles__role=role).first(), role)
    found = medians(things, ROUNDS)
    show(
        "P1: first page under the rule against the same page without (goal: <= 2)",
        [
            (f"{name} {role}", f"{1000 * seconds:.1f} ms", f"{seconds / found[name, role, False]:.2f} x")
            for (name, role, ruled), seconds in found.items()
            if ruled
        ],
    )


def _with_and_without(register, user, role):
    def rows(queryset):
        return list(queryset.live().order_by("pk")[:ROWS])

    free = register.with_related(register.model.objects.all())
    return {
        (register.name, role, True): lambda: rows(register.rows(user)),
        (register.name, role, False): lambda: rows(free.all()),
    }


def test_ten_thousand_partners(reads, long_pages):
    get, address = reads(reader()), reverse("partners:partner-list")
    few = both({page: lambda page=page: get(page) for page in (EMPTY, address)}, ROUNDS)
    asked_few = _queries(get, address)
    Partner.objects.bulk_create(_made(number) for number in range(MANY))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE partners_partner")
    many = both({page: lambda page=page: get(page) for page in (EMPTY, address)}, ROUNDS)
    show(
        f"P4: the list of partners with {MANY} more of them (goal: the same queries)",
        [
            ("queries", asked_few, _queries(get, address)),
            ("by the processor", *(f"{part[address].cpu / part[EMPTY].cpu:.1f} x" for part in (few, many))),
            ("by the wall", *(f"{part[address].wall / part[EMPTY].wall:.1f} x" for part in (few, many))),
        ],
    )


def _made(number: int) -> Partner:
    name = f"Công đoàn ngành số {number}"
    return Partner(name_vi=name, acronym=f"CD{number}", partner_type="national_centre", sort_key=name.lower())


def _queries(get, address) -> int:
    with CaptureQueriesContext(connection) as asked:
        get(address)
    return len(asked)


pytestmark = pytest.mark.django_db

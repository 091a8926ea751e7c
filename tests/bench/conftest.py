"""The demonstration of a fixed day in the tests' own database, and requests as the web server passes them on."""

import datetime as dt
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings

from tests.bench.requests import asking

ROWS = 50


@pytest.fixture(scope="session")
def django_test_environment():
    """Not Django's: its templates tell of every drawing, which the portal's do not."""


@contextmanager
def own_rows_stay():
    """The transaction that holds the rows writes no more: figures are remembered beside it as they are without."""
    from portal.audit import stamps  # this file is read before Django is set up

    stamps._question.cache_clear()
    with patch.object(stamps, "WRITING", f"{stamps.WRITING} AND pid <> pg_backend_pid()"):
        yield
    stamps._question.cache_clear()


@pytest.fixture(scope="module")
def portal(django_db_setup, django_db_blocker):
    """One transaction around a module: all that is measured reads the same rows."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", verbosity=0)
        call_command("load_demo", on=dt.date(2026, 11, 22), verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        with (
            override_settings(ROOT_URLCONF="tests.bench.urls", WHITENOISE_AUTOREFRESH=False),
            own_rows_stay(),
        ):
            yield
        transaction.set_rollback(True)
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture
def long_pages(monkeypatch):
    """Lists of fifty rows, as the goal of performance.md says."""
    from portal.registers import listing  # this file is read before Django is set up
    from portal.ui.paging import CappedPaginator

    monkeypatch.setattr(listing, "CappedPaginator", lambda rows: CappedPaginator(rows, ROWS))


@pytest.fixture
def reads(portal):
    """`reads(user)` gives a function that asks for an address; the transaction that holds the rows stays."""
    with asking() as signed_in:
        yield signed_in

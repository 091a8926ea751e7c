"""The demonstration of a fixed day in the tests' own database, and requests as the web server passes them on."""

import datetime as dt

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from django.test import Client, RequestFactory, override_settings

ROWS = 50


@pytest.fixture(scope="session")
def django_test_environment():
    """Not Django's: its templates tell of every drawing, which the portal's do not."""


@pytest.fixture(scope="module")
def portal(django_db_setup, django_db_blocker):
    """One transaction around a module: all that is measured reads the same rows."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", verbosity=0)
        call_command("load_demo", on=dt.date(2026, 11, 22), verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        with override_settings(ROOT_URLCONF="tests.bench.urls", WHITENOISE_AUTOREFRESH=False):
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
    """`reads(user)` gives a function that asks for an address through every middleware, without the test client."""
    handler = WSGIHandler()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)  # the transaction that holds the rows would go

    def signed_in(user):
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        browser = RequestFactory(HTTP_COOKIE=f"{settings.SESSION_COOKIE_NAME}={session}")

        def get(address: str) -> str:
            response = handler(browser.get(address).environ, lambda *answer: None)
            assert response.status_code == 200, (address, response.status_code)
            response.close()
            return response.content.decode()

        return get

    yield signed_in
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)

"""Requests as the web server passes them on: through every middleware, without Django's test client."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client, RequestFactory

Get = Callable[[str], str]


@contextmanager
def asking() -> Iterator[Callable[..., Get]]:
    """`signed_in(user)` gives a function that asks for an address; the connection stays open between requests."""
    handler = WSGIHandler()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)

    def signed_in(user) -> Get:
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

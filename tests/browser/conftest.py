"""Chromium on the live portal: the real server, the real pages, one window for each person."""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect, sync_playwright

PATIENCE = 20_000  # milliseconds; the machine may be busy


@pytest.fixture(scope="module")
def chromium():
    """Of Debian, or Playwright's own where that is installed. Our font settings for papers are not the browser's."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    expect.set_options(timeout=PATIENCE)
    environment = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs a loop in the thread of the test
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"], env=environment)
        yield browser
        browser.close()


@pytest.fixture
def window(chromium, live_server):
    """`window(width, user)` opens a page of somebody signed in; without `user`, of nobody."""
    contexts = []

    def open_(width: int, user=None, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, locale="vi-VN", base_url=live_server.url, **options
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if user is not None:
            client = Client()
            client.force_login(user)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
            )
        return context.new_page()

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def axe(window):
    """`axe(width, user, path)`: what is wrong for people who use a screen reader or only the keyboard."""

    def check(width: int, user, path: str) -> list:
        page = window(width, user, bypass_csp=True)  # axe needs eval
        page.goto(path)
        found = Axe().run(page).response["violations"]
        page.context.close()
        return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]

    return check

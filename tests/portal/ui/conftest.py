"""Pages without a portal: drawn here, shown in real Chromium, its requests answered by the test."""

import json
import os
import shutil
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import SimpleNamespace
from urllib.parse import unquote_plus, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import expect, sync_playwright

from portal.ui import navigation
from portal.ui.navigation import Entry, Group

PATIENCE = 20_000  # milliseconds; the machine may be busy
POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'"


@pytest.fixture(scope="module")
def chromium():
    """Of Debian, or Playwright's own where that is installed."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def signed_in_request(monkeypatch):
    """A request of somebody with a menu; no database behind it."""
    entries = {
        name: Entry(group, label, name, "globe", badge=lambda user: 6, urgent=True)
        for name, group, label in [
            ("ui:components", Group.LOOK_UP, "Tra cứu"),
            ("healthz", Group.HEADER, "Thông báo"),
        ]
    }
    monkeypatch.setattr(navigation, "_entries", entries)
    user = SimpleNamespace(
        is_authenticated=True,
        is_active=True,
        get_full_name=lambda: "Cán bộ Ban Đối ngoại",
        get_username=lambda: "canbo",
        standing=("canbo",),
    )

    def request(path="/", data=None, **headers):
        made = RequestFactory().get(path, data or {}, headers=headers)
        made.user, made.htmx = user, False
        return made

    with translation.override("vi"):
        yield request


@dataclass
class Answer:
    body: str = ""
    status: int = 200
    headers: dict = field(default_factory=dict)


class Site(ThreadingHTTPServer):
    """A server of prepared answers: `answers` maps a path to one, `sent` lists what came."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {}
        self.sent: list[tuple[str, str, str]] = []
        self.address = f"http://127.0.0.1:{self.server_port}"


class Handler(SimpleHTTPRequestHandler):
    def do_GET(self):
        path = urlsplit(self.path).path
        if path.startswith("/static/"):
            return super().do_GET()
        size = int(self.headers.get("Content-Length") or 0)
        self.server.sent.append((self.command, path, unquote_plus(self.rfile.read(size).decode())))
        answer = self.server.answers.get(path, Answer())
        body = answer.body.encode()
        headers = {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Security-Policy": POLICY,
            **answer.headers,
        }
        self.send_response(answer.status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        return self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 - the library's way of naming what answers a method

    def translate_path(self, path):
        return finders.find(urlsplit(path).path.removeprefix("/static/")) or ""

    def log_message(self, *arguments):
        """Silent: what came is in `sent`."""


class Shown:
    """One page in the browser: `answer` prepares, `show` opens, `complaints` are the console's errors."""

    def __init__(self, page, site):
        self.page, self.site, self.complaints = page, site, []
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def answer(self, path: str, body: str | dict = "", status: int = 200, **headers):
        if isinstance(body, dict | list):
            body, headers = json.dumps(body), {"Content-Type": "application/json"}
        self.site.answers[path] = Answer(body, status, headers)

    def show(self, html: str, path: str = "/"):
        self.answer(path, html)
        self.page.goto(self.site.address + path)
        return self.page


@pytest.fixture
def shown(chromium):
    """`shown(width)` opens a browser of that width; `bypass_csp` only for axe, which needs eval."""
    site = Site()
    Thread(target=site.serve_forever, daemon=True).start()
    contexts = []

    def open_(width: int = 1440, **options) -> Shown:
        contexts.append(
            chromium.new_context(viewport={"width": width, "height": 844}, locale="vi-VN", **options)
        )
        return Shown(contexts[-1].new_page(), site)

    yield open_
    for context in contexts:
        context.close()
    site.shutdown()
    site.server_close()

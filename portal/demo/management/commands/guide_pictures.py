"""`manage.py guide_pictures http://127.0.0.1:8000`: the pictures of the guides, taken from the running portal.

Signs in with the accounts of the demonstration by Chromium and writes one WebP for each topic that names a picture.
Playwright and Chromium are tools of development: a portal in use shows the pictures and never takes them.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.shortcuts import resolve_url
from PIL import Image

from portal.demo.accounts import PASSWORD
from portal.help.guides import Shot, topics

FOLDER = Path(settings.PROJECT) / "static" / "help"
SEEN = {"width": 1200, "height": 750}
WIDE, MOST_BYTES = 960, 60_000
PATIENCE = 60_000  # milliseconds


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("base", help="address of the running portal with demonstration data")
        parser.add_argument("--cycle", default="2026-Q3", help="reporting cycle that the pictures show")
        parser.add_argument("--only", nargs="*", default=[], help="codes of topics")

    def handle(self, *args, base: str, cycle: str, only: list[str], **options):
        wanted = [
            (code, one.shot) for code, one in topics().items() if one.shot and (not only or code in only)
        ]
        wanted.sort(key=lambda pair: pair[1].account)
        FOLDER.mkdir(exist_ok=True)
        with _chromium() as browser:
            for account, shots in groupby(wanted, key=lambda pair: pair[1].account):
                page = _signed_in(browser, base, account)
                for code, shot in shots:
                    size = _write(FOLDER / f"{code}.webp", _taken(page, base, shot, cycle))
                    self.stdout.write(f"{code}.webp {size} bytes")
                page.context.close()


@contextmanager
def _chromium() -> Iterator:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise CommandError("Playwright was not found: install the tools of development.") from None
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    fonts = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"], env=fonts)
        yield browser
        browser.close()


def _signed_in(browser, base: str, account: str):
    page = browser.new_context(viewport=SEEN, locale="vi-VN", base_url=base).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(resolve_url(settings.LOGIN_URL))
    page.fill("[name=login]", account)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "dang-nhap" not in url)
    return page


def _taken(page, base: str, shot: Shot, cycle: str) -> bytes:
    answer = page.goto(shot.address.format(cycle=cycle), wait_until="networkidle")
    if answer.status != 200:
        raise CommandError(f"{shot.address}: expected 200 for {shot.account}, found {answer.status}.")
    if shot.press:
        page.locator(shot.press).first.click()
        page.wait_for_load_state("networkidle")
    return page.screenshot(animations="disabled")


def _write(path: Path, content: bytes) -> int:
    """As sharp as 60 KB allow."""
    with Image.open(BytesIO(content)) as taken:
        picture = taken.convert("RGB")
    picture = picture.resize((WIDE, picture.height * WIDE // picture.width), Image.Resampling.LANCZOS)
    for quality in range(85, 20, -5):
        holder = BytesIO()
        picture.save(holder, "WEBP", quality=quality, method=6)
        if holder.tell() <= MOST_BYTES:
            break
    path.write_bytes(holder.getvalue())
    return holder.tell()

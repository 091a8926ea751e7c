"""Somebody at their own window, and the clock on the wall of all of them."""

import datetime as dt
import re
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

PATIENCE = 30_000  # milliseconds; the machine may be busy


class Clock:
    """The time that the server of the test reads; it stands still until it is set again."""

    def __init__(self, monkeypatch, day: str):
        self.set(day)
        monkeypatch.setattr(timezone, "now", lambda: self.at)

    def set(self, day: str, hour: int = 9) -> None:
        """`day` as people write it: 05/10/2026."""
        self.at = dt.datetime.strptime(f"{day} {hour}", "%d/%m/%Y %H").replace(
            tzinfo=timezone.get_default_timezone()
        )


class Desk:
    """One person's page: reads what stands there, fills in by the names of fields, presses by the words."""

    def __init__(self, page: Page):
        page.context.set_default_timeout(PATIENCE)
        self.page, self.main = page, page.locator("main")

    def opens(self, address: str) -> "Desk":
        answer = self.page.goto(address)
        assert answer is not None, address
        assert answer.ok, (address, answer.status)
        return self

    def sees(self, *texts: str) -> "Desk":
        for text in texts:
            expect(self.main.get_by_text(text).filter(visible=True).first).to_be_visible(timeout=PATIENCE)
        return self

    def never_sees(self, text: str) -> "Desk":
        expect(self.main.get_by_text(text)).to_have_count(0, timeout=PATIENCE)
        return self

    def fills(self, values: dict[str, str | bool | Path]) -> "Desk":
        for name, value in values.items():
            _fill(self.main.locator(f"[name='{name}']:not([type=hidden])").first, value)
        return self

    def presses(self, words: str, *, sees: str) -> "Desk":
        """A button or a link of the page, by all of its words; what then stands there says that it was done."""
        self._named(words).first.click()
        return self.sees(sees)

    def confirms(self, words: str, *, sees: str) -> "Desk":
        """A button that asks first."""
        self._named(words).first.click()
        self.page.locator("#confirm [data-confirm-yes]").click()
        return self.sees(sees)

    def row(self, title: str, *, says: str) -> Locator:
        """The row of a table that bears the title, once it says this, too."""
        found = self.main.locator("tr", has_text=title).first
        expect(found).to_contain_text(says, ignore_case=True, timeout=PATIENCE)
        return found

    def downloads(self, words: str, *, row: Locator) -> Path:
        """The file behind the link in the row."""
        with self.page.expect_download(timeout=PATIENCE) as begun:
            row.get_by_role("link", name=words, exact=True).first.click()
        return Path(begun.value.path())

    def fits(self) -> "Desk":
        """Nothing stands out at the right, and of the tabs the open one is in sight."""
        for tab in self.main.locator(".tabs [aria-current]").all():
            expect(tab).to_be_in_viewport(ratio=1, timeout=PATIENCE)
        width = self.page.viewport_size["width"]
        assert self.page.evaluate("document.documentElement.scrollWidth") <= width, self.page.url
        return self

    @property
    def number(self) -> int:
        """The number of the record whose page this is."""
        found = re.search(r"/(\d+)/", self.page.url)
        assert found, self.page.url
        return int(found.group(1))

    def _named(self, words: str) -> Locator:
        button = self.main.get_by_role("button", name=words, exact=True)
        return button.or_(self.main.get_by_role("link", name=words, exact=True))


def _fill(control: Locator, value: str | bool | Path) -> None:
    """Any kind of control; a long list of choices hides behind its search box."""
    if isinstance(value, Path):
        control.set_input_files(value)
    elif isinstance(value, bool):
        control.set_checked(value)
    elif control.evaluate("e => e.tagName") == "SELECT":
        control.select_option(value, force=True)
    else:
        control.fill(value)

"""Asking a panel of the dashboard as its page does, and reading what it says as plain JSON."""

import datetime as dt
import json
from dataclasses import asdict

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.functional import Promise

from portal.dashboard.board import Asked, Content, panels_for
from portal.dashboard.years import CALENDAR, asked_year

TODAY = dt.date(2026, 11, 15)


def asking(user, *, unit=None, year=2026, today=TODAY) -> Asked:
    """The calendar year as it stands on the day."""
    return Asked(user, today, asked_year({"nam": CALENDAR, "year": str(year)}, today=today), unit)


def panel_of(key: str, user):
    """The panel as this user may open it; None without its permission."""
    return next((one for one in panels_for(user) if one.key == key), None)


def answer(key: str, user, *, unit=None, year=2026, today=TODAY) -> dict | None:
    """What the panel tells this user, as it is stored: JSON and back. AssertionError without the permission."""
    found = panel_of(key, user)
    assert found is not None, f"{user} may not open {key}"
    content = found.ask(asking(user, unit=unit, year=year, today=today))
    return None if content is None else plain(content)


def plain(content: Content) -> dict:
    """TypeError for anything but texts, numbers, lists, dictionaries and lazy translations."""
    return json.loads(json.dumps(asdict(content), default=_forced))


def _forced(value):
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"{value!r} cannot be stored")


def headlines(told: dict) -> dict[str, tuple]:
    """Label → (value, note)."""
    return {one["label"]: (one["value"], one["note"]) for one in told["headlines"]}


def befores(told: dict) -> dict[str, float | None]:
    return {one["label"]: one["before"] for one in told["headlines"]}


def texts(row: list) -> list:
    """A row of the table without its addresses."""
    return [cell["text"] if isinstance(cell, dict) else cell for cell in row]


def table(told: dict) -> dict[str, list]:
    """First cell → the others, without addresses."""
    return {texts(row)[0]: texts(row)[1:] for row in told["rows"]}


def values(told: dict) -> dict[str, float | str | None]:
    """Label of each headline → its value."""
    return {one["label"]: one["value"] for one in told["headlines"]}


def notes(told: dict) -> dict[str, str]:
    """Label of each headline → what stands beside it: the base of a share."""
    return {one["label"]: one["note"] for one in told["headlines"]}


def drawn(told: dict, kind: str) -> dict:
    """The facts of the first drawing of that kind."""
    return next(one["facts"] for one in told["drawings"] if one["kind"] == kind)


def cost(key: str, user, **asked) -> int:
    """How many queries the panel takes, once the rights of its reader are known."""
    answer(key, user, **asked)
    with CaptureQueriesContext(connection) as found:
        answer(key, user, **asked)
    return len(found)

"""Opening the dashboard as a person does, and a panel of the tests' own whose answer can be counted."""

import html
from contextlib import contextmanager
from unittest.mock import patch

from django.urls import reverse

from portal.access.permissions import Permission
from portal.audit import stamps
from portal.dashboard import board
from portal.dashboard.board import Content, Headline, Theme
from portal.units.models import Unit


def read(client, user, query="", name="dashboard:board", args=()) -> str:
    client.force_login(user, backend="portal.accounts.backends.Backend")
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == 200, response.status_code
    return html.unescape(response.content.decode())


@contextmanager
def own_rows_stay():
    """The transaction around a test holds its rows uncommitted, and PostgreSQL keeps house: to a test nobody writes."""
    stamps._question.cache_clear()
    with patch.object(stamps, "WRITING", "SELECT WHERE FALSE"):
        yield
    stamps._question.cache_clear()


@contextmanager
def only_panel(ask=None, *, models=(Unit,), permission=Permission.RECORD_VIEW, is_private=False):
    """One panel alone, "probe"; gives the list of who asked it. Without `ask` it counts the delegations in sight."""
    asked_by = []

    def probe(asked):
        asked_by.append(asked)
        return ask(asked) if ask else count(asked)

    with patch.dict(board._panels, clear=True):
        board.panel(
            "probe", title="Số đoàn thử", theme=Theme.ACTIVITY, definition="Đếm các đoàn.", permission=permission,
            models=models, questions=(5,), is_private=is_private,
        )(probe)  # fmt: skip
        yield asked_by


def count(asked) -> Content:
    from delegations.models import Delegation

    number = asked.rows(Delegation).count()
    return Content(sentence=f"Có {number} đoàn.", headlines=[Headline("Số đoàn", number)])

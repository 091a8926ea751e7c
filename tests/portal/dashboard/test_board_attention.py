"""What a dashboard puts first: panels whose numbers are marked, the bad ones before those that wait."""

import re
from contextlib import contextmanager
from unittest.mock import patch

import pytest

from portal.access.permissions import Permission
from portal.dashboard import board
from portal.dashboard.board import Content, Headline, Theme
from portal.dashboard.board_attention import FIRST
from portal.units.models import Unit

from .board_reading import read

pytestmark = pytest.mark.django_db


@contextmanager
def marked(tones: dict[str, list[str]]):
    """A dashboard of these panels alone: title → the tones of its numbers."""
    with patch.dict(board._panels, clear=True):
        for number, (title, of) in enumerate(tones.items()):
            add(number, title, of)
        yield


def add(number: int, title: str, tones: list[str]):
    content = Content(f"{title} nói.", [Headline("Số", 1, tone=tone) for tone in tones])
    board.panel(
        f"probe-{number}", title=title, theme=Theme.ACTIVITY, definition="Đếm.", permission=Permission.RECORD_VIEW,
        models=(Unit,), order=number,
    )(lambda asked: content)  # fmt: skip


def lines(text: str) -> list[tuple[str, str, str]]:
    """(tone, panel of the page, sentence) of each line."""
    part = text.partition('id="board-attention"')[2].partition("</section>")[0]
    found = re.findall(
        r'board-mark--(\w+)"><a href="#panel-([a-z0-9-]+)"><small>[^<]*</small>([^<]*)</a>', part
    )
    assert len(found) == part.count("<li")
    return found


def test_bad_stands_before_waiting_and_what_is_in_order_is_not_there(client, presidium):
    with marked({"Chờ": ["", "wait"], "Ổn": ["ok", ""], "Xấu": ["wait", "bad"], "Chờ nữa": ["wait"]}):
        text = read(client, presidium)
    assert lines(text) == [
        ("bad", "probe-2", "Xấu nói."),
        ("wait", "probe-0", "Chờ nói."),
        ("wait", "probe-3", "Chờ nữa nói."),
    ]
    for _tone, panel, _sentence in lines(text):
        assert f'id="panel-{panel}"' in text


def test_more_than_the_first_are_folded(client, presidium):
    with marked({f"Ô {number}": ["bad"] for number in range(FIRST + 3)}):
        text = read(client, presidium)
    assert len(lines(text)) == FIRST + 3
    assert "Còn 3 việc" in text


def test_nothing_to_mark_leaves_no_empty_box(client, presidium):
    with marked({"Ổn": ["ok"]}):
        text = read(client, presidium)
    assert lines(text) == []
    assert "Cần chú ý" not in text

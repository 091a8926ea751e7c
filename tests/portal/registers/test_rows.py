"""Rows drawn in Python say what they said as a template: every text escaped, every cell named for a phone."""

import pytest
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from portal.registers.columns import Cell, Column, Row
from portal.registers.rows import drawn

EVIL = "<script>alert('x')</script>\"&"
SAFE = "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&quot;&amp;"
NAME = Column("name", "Tên", None)
SIZE = Column("size", "Số người", None, numeric=True)


def row(*cells, columns=(NAME, SIZE), demonstration=False) -> str:
    pairs = tuple(zip(columns, cells, strict=True))
    return drawn([Row(1, "/1/", pairs, demonstration)])


@pytest.mark.parametrize(
    "cell",
    [
        Cell(EVIL),
        Cell("a", small=EVIL),
        Cell(EVIL, url="/1/"),
        Cell("a", url=f"/?x={EVIL}"),
        Cell(EVIL, tone="ok"),
        Cell("a", tone=EVIL),
    ],
)
def test_nothing_that_was_typed_becomes_markup(cell):
    html = row(cell, columns=[NAME])
    assert "<script" not in html
    assert SAFE in html or SAFE[3:] in html


def test_a_heading_is_escaped_too():
    assert f'data-label="{SAFE}"' in row(Cell("a"), columns=[Column("x", EVIL, None)])


def test_each_cell_names_its_column_and_figures_stand_right():
    html = row(Cell("đoàn ra", url="/7/"), Cell("3"))
    assert html == (
        '<tr><td data-label="Tên"><a class="fw-semibold" href="/7/">Đoàn ra</a></td>'
        '<td data-label="Số người" class="number">3</td></tr>'
    )


def test_a_state_a_smaller_line_and_the_mark_of_demonstration_stand_in_their_order():
    html = row(Cell("xong", tone="ok", small="hôm qua"), Cell("3"), demonstration=True)
    state, mark, small = (
        html.index("status--ok"),
        html.index("demo-mark"),
        html.index("<small>Hôm qua</small>"),
    )
    assert state < mark < small < html.index("Số người")
    assert html.count("demo-mark") == 1


def test_what_is_markup_already_stays_markup():
    assert "<b>A</b>" in row(Cell(SafeString("<b>A</b>")), columns=[NAME])


def test_headings_speak_the_readers_language():
    column = Column("name", gettext_lazy("Delegation"), None)
    with translation.override("vi"):
        assert "Delegation" not in row(Cell("a"), columns=[column])
    with translation.override("en"):
        assert "Delegation" in row(Cell("a"), columns=[column])


def test_no_rows_are_no_markup():
    assert drawn([]) == ""

"""The dashboard put together for one reader: which unit, which year, the panels by theme, each as a card."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.ui import plots
from portal.ui.addresses import place
from portal.ui.formats import field_value
from portal.ui.remembered import Remembered

from .board import Asked, Content, Drawing, Panel, Theme
from .board_answers import Answer, answers
from .board_attention import attention
from .board_questions import questions_of
from .board_units import AskedUnit, asked_unit
from .board_words import ShownHeadline, compared
from .years import CALENDAR, REPORTING, asked_year, offered_numbers

#: A card is about as wide on a desk as on a phone: one drawing serves both, and the page weighs half.
SMALL, LARGE = (plots.NARROW,), (plots.WIDE, plots.NARROW)
ROWS_IN_CARD = 6
_DRAWN, _CARDS = Remembered(600), Remembered(600)


@dataclass(frozen=True)
class Board:
    """Who asks about what; `query` is the address of the same question."""

    asked: Asked
    unit: AskedUnit

    @property
    def query(self) -> str:
        year, unit = self.asked.year, self.asked.unit
        return urlencode({"nam": year.kind, "year": year.number} | ({"unit": unit.pk} if unit else {}))

    @property
    def about(self) -> str:
        """The unit that the figures speak of, in words."""
        if self.asked.unit:
            return self.asked.unit.name
        return self.unit.choices[0][1] if len(self.unit.choices) == 1 else _("all units in sight")


@dataclass(frozen=True)
class Card:
    """One panel as it is shown: everything ready, nothing to ask."""

    answer: Answer
    query: str

    @property
    def panel(self) -> Panel:
        return self.answer.panel

    @property
    def content(self) -> Content:
        assert self.answer.content is not None  # answers leaves out panels that say nothing
        return self.answer.content

    @property
    def id(self) -> str:
        return f"panel-{self.panel.key}"

    @property
    def url(self) -> str:
        return f"{reverse('dashboard:panel', args=[self.panel.key])}?{self.query}"

    @property
    def drawn(self) -> SafeString:
        """The card of the dashboard. SECURITY: remembered by the whole key of its answer, whose reader's it is included."""
        draw = partial(render_to_string, "dashboard/_board_card.html", {"card": self})
        mark = self.answer.mark
        return _CARDS.get((mark, self.answer.is_fresh, self.query, place()), draw) if mark else draw()

    @cached_property
    def headlines(self) -> list[ShownHeadline]:
        return [compared(one) for one in self.content.headlines]

    @cached_property
    def questions(self) -> list[tuple[int, str]]:
        return questions_of(self.panel)

    @cached_property
    def rows(self) -> list[list]:
        return [[cell(one) for one in row] for row in self.content.rows]

    @cached_property
    def columns(self) -> list[tuple[str, bool]]:
        """Name of each column, and whether numbers stand in it."""
        return [
            (
                str(name),
                any(isinstance(row[place], int | float) for row in self.content.rows if place < len(row)),
            )
            for place, name in enumerate(self.content.head)
        ]

    @property
    def labelled_rows(self) -> list[list[tuple]]:
        """Each cell as (name of its column, whether numbers stand there, text)."""
        return [
            [(*column, text) for column, text in zip(self.columns, row, strict=False)] for row in self.rows
        ]

    @property
    def first_rows(self) -> list[list]:
        return self.rows[:ROWS_IN_CARD]

    @property
    def has_more_rows(self) -> bool:
        return len(self.content.rows) > ROWS_IN_CARD

    @property
    def pictures(self) -> list[SafeString]:
        return [picture(self, one, SMALL) for one in self.content.drawings]

    @property
    def large_pictures(self) -> list[SafeString]:
        return [picture(self, one, LARGE) for one in self.content.drawings]


def picture(card: Card, drawing: Drawing, widths: tuple[int, ...]) -> SafeString:
    """A drawing at these widths, with its caption and what its colours mean."""
    title = str(drawing.caption or card.panel.title)
    desc = str(card.content.sentence)
    key = (drawing.kind, json.dumps(drawing.facts, sort_keys=True), title, desc, widths, get_language())
    return _DRAWN.get(key, lambda: _figure(drawing, title, desc, widths))


def _figure(drawing: Drawing, title: str, desc: str, widths: tuple[int, ...]) -> SafeString:
    if plots.is_empty(drawing.kind, drawing.facts):
        return format_html('<p class="picture__note">{}: {}</p>', title, _("there is nothing to draw"))
    return format_html(
        '<figure class="picture">{}{}{}</figure>',
        format_html("<figcaption>{}</figcaption>", title) if drawing.caption else "",
        plots.legend(drawing.kind, drawing.facts),
        plots.at_widths(drawing.kind, drawing.facts, title, desc, widths),
    )


def cell(value):
    """A cell of the table: {"text", "url"} is a link, None a dash."""
    if isinstance(value, Mapping):
        text = field_value(value.get("text"))
        return format_html('<a href="{}">{}</a>', value["url"], text) if value.get("url") else text
    return field_value(value)


def board_of(user, query: Mapping[str, str], *, today: dt.date) -> Board:
    """What an address asks for: `?nam=bao-cao&year=2026&unit=12`. What cannot be read counts as not asked."""
    unit = asked_unit(query.get("unit", ""), user=user, today=today)
    return Board(Asked(user, today, asked_year(query, today=today), unit.unit), unit)


def cards_of(board: Board, panels: Sequence[Panel], *, at: dt.datetime) -> list[Card]:
    return [Card(one, board.query) for one in answers(board.asked, panels, at=at)]


def page_of(board: Board, cards: Sequence[Card]) -> dict:
    """Everything that templates/dashboard/board.html prints."""
    themes = [(theme, [one for one in cards if one.panel.theme == theme]) for theme in Theme]
    return {
        "board": board,
        "year": board.asked.year,
        "kinds": ((REPORTING, _("Reporting year")), (CALENDAR, _("Calendar year"))),
        "numbers": offered_numbers(board.asked.today),
        "themes": [(f"theme-{theme.value}", theme.label, found) for theme, found in themes if found],
        "pdf_url": f"{reverse('dashboard:board-pdf')}?{board.query}",
        "attention": attention(cards),
        "oldest": min((one.answer.made_at for one in cards), default=None),
    }


def alone(board: Board, panel: Panel, cards: Sequence[Card]) -> dict:
    """What the page of one panel prints beside; `card` is None where the panel says nothing to this reader."""
    address = reverse("dashboard:board")
    return {
        "panel": panel,
        "card": next(iter(cards), None),
        "export_url": ""
        if panel.is_private
        else f"{reverse('dashboard:panel-export', args=[panel.key])}?{board.query}",
        "crumbs": [(_("Dashboard"), f"{address}?{board.query}#panel-{panel.key}"), (panel.title, "")],
    }

"""The dashboard on paper and one panel as a workbook: what is on the screen, with day, definition and tables."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import seeds
from portal.rendering.pdf import FAMILY, render_pdf
from portal.rendering.registry import Printed
from portal.rendering.xlsx import SheetColumn, write_rows
from portal.ui import plots, svg
from portal.ui.formats import datetime_vi, field_value
from portal.units.models import Unit

from .board import Drawing, Panel, Theme
from .board_attention import attention
from .board_page import Board, Card, cards_of

PAPER = 470  # points of a drawing on paper
ROWS_ON_PAPER = 14
DEPARTMENT_CODE = "TLD-BDN"


def board_pdf(board: Board, panels: Sequence[Panel], *, at: dt.datetime) -> Printed:
    """These panels by themes, A4; private ones stay on the screen. Raises RenderingError when fonts are missing."""
    with translation.override("vi"):  # papers are Vietnamese whatever the reader's language is
        cards = cards_of(board, [one for one in panels if not one.is_private], at=at)
        year = board.asked.year
        issuer = _issuer(board.asked.user)
        title = f"Bảng điều hành công tác đối ngoại – {year.label}"
        themes = [(theme, [_printed(one) for one in cards if one.panel.theme == theme]) for theme in Theme]
        context = {
            "board": board, "year": year, "title": title, "issuer": issuer, "at": timezone.localtime(at),
            "themes": [(number, theme.label, found) for number, (theme, found) in enumerate(filter(lambda one: one[1], themes), 1)],
            "attention": attention(cards), "place": issuer.place, "rows_on_paper": ROWS_ON_PAPER,
        }  # fmt: skip
        content = render_pdf(
            "print/board.html", context, title=title, author=settings.ORGANISATION, created=at.date()
        )
    unit = f"-{board.asked.unit.code.lower()}" if board.asked.unit else ""
    return Printed.named(f"bang-dieu-hanh-{year.number}{unit}", "pdf", content)


def _issuer(user) -> Unit:
    """The unit whose name stands above: the reader's own, the International Department for the centre."""
    units = list(Unit.objects.filter(pk__in=seeds(user, Permission.RECORD_VIEW)).order_by("sort_key"))
    if not units or any(one.is_central for one in units):
        return Unit.objects.filter(code=DEPARTMENT_CODE).first() or Unit.objects.get(code="TLD")
    return units[0]


def _printed(card: Card) -> dict:
    """On paper an address leads nowhere: links are texts."""
    rows = card.content.rows[:ROWS_ON_PAPER]
    return {
        "card": card,
        "pictures": [_picture(card, one) for one in card.content.drawings],
        "rows": [
            [
                (is_number, field_value(_words_of(value)))
                for (_name, is_number), value in zip(card.columns, row, strict=False)
            ]
            for row in rows
        ],
        "left_out": len(card.content.rows) - len(rows),
    }


def _words_of(value):
    """In a workbook that is sent on, an address leads nowhere."""
    return value.get("text") if isinstance(value, dict) else value


def _picture(card: Card, drawing: Drawing) -> dict:
    """With the letters of the document: no other font is at hand while a paper is made."""
    title = str(drawing.caption or card.panel.title)
    drawn = plots.draw(drawing.kind, drawing.facts, title, str(card.content.sentence), PAPER)
    return {
        "caption": drawing.caption,
        "drawing": SafeString(drawn.replace(escape(svg.FONT), FAMILY)),
        "legend": plots.legend(drawing.kind, drawing.facts),
    }


def panel_xlsx(board: Board, card: Card) -> bytes:
    """The whole table of a panel, with what it says, how it is counted and as of when above it."""
    columns = [
        SheetColumn(str(name), 44 if place == 0 else 18) for place, name in enumerate(card.content.head)
    ]
    rows = [[_words_of(one) for one in row] for row in card.content.rows]
    notes = [
        str(card.content.sentence),
        f"{board.about} · {board.asked.year.words}",
        str(card.panel.definition),
        str(card.content.note),
        _("Figures as of %(time)s") % {"time": datetime_vi(card.answer.made_at)},
    ]
    return write_rows(
        columns or [SheetColumn(str(card.panel.title), 60)], rows, title=str(card.panel.title),
        sheet=str(card.panel.title), notes=[one for one in notes if one],
    )  # fmt: skip

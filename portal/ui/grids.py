"""Rows that are compared: two values a row as marks on one line, and rows against columns as a grid of shades."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.ui import svg
from portal.ui.axes import shortened, text_width
from portal.ui.charts import WIDE
from portal.ui.columns import mark
from portal.ui.formats import number_vi

FIRST, SECOND = svg.BLUE, svg.GOLD
SHADES = ("#ffffff", "#e3eefa", "#bcd6f0", "#7fb0e0", "#2f74b8", "#0a3d78")
WHITE_FROM = 4  # on this shade and darker ones numbers are white


@dataclass(frozen=True)
class Pair:
    """Two values of one row; None is not known and has no mark."""

    label: str
    first: float | None
    second: float | None


def dots(
    title: str, desc: str, rows: Sequence[Pair], labels: tuple[str, str], *, width: int = WIDE
) -> SafeString:
    """A disc for the first value, a hollow square for the second, each row on its own line from nought."""
    narrow = width < 500
    height, head = (44, 24) if narrow else (30, 24)
    left = 0.0 if narrow else width * 0.36
    highest = max((value or 0 for row in rows for value in (row.first, row.second)), default=0) or 1
    told = [f"{number_vi(row.first)} / {number_vi(row.second)}" for row in rows]
    number = max((text_width(words, 12) for words in told), default=0) + 12
    space = width - left - number - 6
    drawn = _labels(labels, left, width)
    for place, (row, words) in enumerate(zip(rows, told, strict=True)):
        top = head + place * height
        y = top + height - 13
        drawn += [
            svg.text(0, top + 14 if narrow else y + 4, shortened(row.label, left or width), size=12.5, fill=svg.INK),
            svg.line(left, y, left + space + 6, y, svg.LINE, stroke_width=2),
            *_pair(row, labels, left + 3, space / highest, y),
            svg.text(width, y + 4, words, size=12, fill=svg.INK, anchor="end"),
        ]  # fmt: skip
    return svg.picture(width, head + height * max(1, len(rows)), title, desc, *drawn)


def _labels(labels: tuple[str, str], left: float, width: int) -> list[SafeString]:
    """Which mark is which, above the rows; each takes half of the width."""
    half = (width - left) / 2
    drawn = []
    for place, (words, colour) in enumerate(zip(labels, (FIRST, SECOND), strict=True)):
        x = left + place * half + 6
        drawn += [
            mark(place, x, 9, colour),
            svg.text(x + 9, 13, shortened(words, half - 20, 11.5), size=11.5),
        ]
    return drawn


def _pair(row: Pair, labels: tuple[str, str], left: float, scale: float, y: float) -> list[SafeString]:
    values = (row.first, row.second)
    known = [left + value * scale for value in values if value is not None]
    drawn = [svg.line(min(known), y, max(known), y, svg.PALE, stroke_width=4)] if len(known) == 2 else []
    for place in (1, 0):  # the first value lies on top where both are the same
        value = values[place]
        if value is not None:
            said = svg.element("title", f"{row.label}, {labels[place]}: {number_vi(value)}")
            colour, size = ((FIRST, SECOND)[place], (4.2, 5.2)[place])
            drawn.append(
                mark(place, left + value * scale, y, colour, said, size=size, data_value=number_vi(value))
            )
    return drawn


def heat(
    title: str,
    desc: str,
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[Sequence[float | None]],
    *,
    width: int = WIDE,
) -> SafeString:
    """A cell for each row and column, the darker the more, with its number; a None is a dash."""
    narrow = width < 500
    left = 0.0 if narrow else width * 0.28
    row, head = (46, 22) if narrow else (30, 24)
    cell = (width - left) / max(1, len(columns))
    highest = max((value or 0 for line in values for value in line), default=0)
    divided, unit = _unit(highest, cell)
    drawn = [
        svg.text(left + cell * (place + 0.5), 14, shortened(name, cell, 11), size=11, anchor="middle")
        for place, name in enumerate(columns)
    ]
    for at, (name, line) in enumerate(zip(rows, values, strict=True)):
        top = head + at * row
        words = shortened(name, left - 8 if left else width)
        drawn.append(svg.text(0, top + (14 if narrow else 19), words, size=12, fill=svg.INK))
        for place, value in enumerate(line):
            said = f"{name}, {columns[place]}: {number_vi(value)}"
            y = top + (18 if narrow else 1)
            drawn += _cell(left + cell * place, y, cell, value, highest, divided, said)
    height = head + row * max(1, len(rows)) + (18 if unit else 0)
    if unit:
        drawn.append(svg.text(width, height - 5, unit, size=11, anchor="end"))
    return svg.picture(width, height, title, desc, *drawn)


def _unit(highest: float, cell: float) -> tuple[int, str]:
    """By how much numbers are divided so that the largest fits into a cell, and how that is said."""
    units = (
        (1, ""),
        (1_000, _("in thousands")),
        (1_000_000, _("in millions")),
        (10**9, _("in thousand millions")),
    )
    for divided, words in units:
        if text_width(number_vi(round(highest / divided)), 10) <= cell:
            return divided, words
    return units[-1]


def _cell(x: float, y: float, width: float, value, highest: float, divided: int, said: str) -> list:
    shade = 0 if not value else 1 + min(len(SHADES) - 2, int((len(SHADES) - 1) * value / highest))
    number = "–" if value is None else number_vi(round(value / divided, 1 if divided > 1 else 2))
    if text_width(number, 10) > width and value is not None:
        number = number_vi(round(value / divided))
    return [
        svg.rect(
            x + 0.5, y, width - 1, 26, SHADES[shade], svg.element("title", said), rx=2, stroke="#b9c6d6",
            stroke_width=0.6, data_value=number_vi(value),
        ),
        svg.text(
            x + width / 2, y + 17, number, size=10.5, anchor="middle", fill="#fff" if shade >= WHITE_FROM else svg.INK
        ),
    ]  # fmt: skip

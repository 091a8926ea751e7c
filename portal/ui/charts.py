"""Figures as server-drawn SVG: bars by month, sparklines, ranks, shares. Pure functions.

Each drawing carries a title and a description; below stands `{% figures head rows %}`, the same as a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.ui import svg
from portal.ui.formats import number_vi

WIDE, NARROW = 720, 340


@dataclass(frozen=True)
class Series:
    """One colour of bars; a None in `values` is a month that has not come yet."""

    label: str
    values: Sequence[float | None]
    tone: str = "main"


@dataclass(frozen=True)
class Part:
    label: str
    value: float
    tone: str = "main"


def ceiling(values: Sequence[float]) -> int:
    """The top of the scale: 4, 8, 12 or 20 times a power of ten, so that four steps are whole numbers."""
    top = max(values, default=0)
    power = 1
    while True:
        for step in (4, 8, 12, 20):
            if top <= step * power:
                return step * power
        power *= 10


def grouped_bars(
    title: str,
    desc: str,
    groups: Sequence[str],
    series: Sequence[Series],
    *,
    lines: Sequence[Series] = (),
    width: int = WIDE,
) -> SafeString:
    """Bars side by side for each group (a month); heights are in proportion to the values, from zero.

    `lines` are drawn dashed over them on the same scale: the same months of the year before.
    """
    narrow = width < 500
    height, top, bottom = (250 if narrow else 330), 14, 28
    size = 11 if narrow else 12
    highest = ceiling([value or 0 for one in (*series, *lines) for value in one.values])
    left = max(30, _width(number_vi(highest), size) + 10)
    scale = (height - top - bottom) / highest
    base = height - bottom
    step = (width - left - 4) / max(1, len(groups))
    bar = min(18.0, step * 0.72 / max(1, len(series)))
    parts = _grid(left, width, base, scale, highest, size)
    for place, group in enumerate(groups):
        middle = left + step * (place + 0.5)
        start = middle - bar * len(series) / 2
        for index, one in enumerate(series):
            value = one.values[place]
            if value:
                parts.append(_bar(start + bar * index, base, bar, value * scale, one, group, value))
        if not narrow or len(groups) <= 6 or place % 2 == 0:
            parts.append(svg.text(middle, height - 9, group, size=size, anchor="middle"))
    for one in lines:
        points = [
            (left + step * (place + 0.5), base - value * scale)
            for place, value in enumerate(one.values)
            if value is not None
        ]
        parts += _line(points, svg.TONES[one.tone])
    return svg.picture(width, height, title, desc, *parts)


def _line(points: Sequence[tuple[float, float]], colour: str) -> list[SafeString]:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    line = svg.element(
        "polyline", points=path, fill="none", stroke=colour, stroke_width=1.6, stroke_dasharray="5 4"
    )
    dots = [svg.element("circle", cx=x, cy=y, r=2.4, fill="#fff", stroke=colour) for x, y in points]
    return [line, *dots]


def _grid(
    left: float, width: float, base: float, scale: float, highest: int, size: float
) -> list[SafeString]:
    parts = []
    for mark in range(0, highest + 1, highest // 4):
        y = base - mark * scale
        parts.append(svg.line(left, y, width, y))
        parts.append(svg.text(left - 7, y + 4, number_vi(mark), size=size, anchor="end"))
    return parts


def _bar(
    x: float, base: float, width: float, height: float, one: Series, group: str, value: float
) -> SafeString:
    label = svg.element("title", f"{group}, {one.label}: {number_vi(value)}")
    return svg.rect(
        x + 0.5,
        base - height,
        width - 1,
        height,
        svg.TONES[one.tone],
        label,
        rx=1.5,
        data_value=number_vi(value),
    )


def both_widths(draw, *arguments, **options) -> SafeString:
    """The same chart for a desk and for a phone; CSS shows one of them."""
    return format_html(
        '<div class="d-none d-sm-block">{}</div><div class="d-sm-none">{}</div>',
        draw(*arguments, width=WIDE, **options),
        draw(*arguments, width=NARROW, **options),
    )


def legend(series: Sequence[Series | Part]) -> SafeString:
    """What each colour means, in words."""
    items = [
        svg.element("li", swatch(one.tone), one.label)
        for one in series
    ]  # fmt: skip
    return svg.element("ul", *items, class_="legend")


def swatch(tone: str) -> SafeString:
    square = svg.rect(0, 0, 12, 12, svg.TONES[tone], rx=3)
    return svg.element("svg", square, width=12, height=12, aria_hidden="true")


def sparkline(title: str, values: Sequence[float], *, tone: str = "main") -> SafeString:
    """A trend without axes, for a metric. One value or none draws nothing."""
    if len(values) < 2:
        return SafeString("")
    width, height, margin = 92, 30, 4
    low, high = min(values), max(values)
    span = (high - low) or 1
    step = (width - 2 * margin) / (len(values) - 1)
    points = [
        (margin + step * place, height - margin - (value - low) / span * (height - 2 * margin))
        for place, value in enumerate(values)
    ]
    colour = svg.TONES[tone]
    desc = " → ".join(number_vi(value) for value in values)
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    area = f"{margin},{height} {path} {width - margin},{height}"
    return svg.picture(
        width, height, title, desc,
        svg.element("polygon", points=area, fill=colour, fill_opacity=0.1),
        svg.element("polyline", points=path, fill="none", stroke=colour, stroke_width=1.6),
        svg.element("circle", cx=points[-1][0], cy=points[-1][1], r=2.4, fill=colour),
        class_="chart chart--spark",
    )  # fmt: skip


def rank(title: str, desc: str, parts: Sequence[Part], *, width: int = NARROW) -> SafeString:
    """Horizontal bars in the order given, one line each; lengths are in proportion to the values."""
    row, label = 28, width * 0.42
    highest = max((part.value for part in parts), default=0) or 1
    number = max(34, _width(number_vi(highest), 13) + 10)
    space = width - label - number
    drawn = []
    for place, part in enumerate(parts):
        y = place * row
        length, value = space * part.value / highest, number_vi(part.value)
        drawn += [
            svg.text(0, y + 19, _short(part.label, label), size=13, fill=svg.INK),
            svg.rect(label, y + 9, space, 10, svg.TRACK, rx=5),
            svg.rect(
                label, y + 9, length, 10, svg.TONES[part.tone],
                svg.element("title", f"{part.label}: {value}"), rx=5, data_value=value,
            ),
            svg.text(width, y + 19, value, size=13, fill=svg.INK, anchor="end", font_weight=600),
        ]  # fmt: skip
    return svg.picture(width, max(row, row * len(parts)), title, desc, *drawn)


def _width(number: str, size: int) -> float:
    """The room that a number takes; a little more rather than less."""
    return 0.62 * size * len(number)


def _short(label: str, width: float) -> str:
    """Whole words that fit, then an ellipsis; the full label stands in the bar's title and in the table."""
    room = int(width / 7)
    if len(label) <= room:
        return label
    return label[: room - 1].rsplit(" ", 1)[0].rstrip(" ,") + "…"


def stacked(title: str, desc: str, parts: Sequence[Part], *, width: int = NARROW) -> SafeString:
    """One bar of shares that together are everything; widths are in proportion to the values."""
    height = 26
    total = sum(part.value for part in parts) or 1
    starts = [0, *accumulate(part.value for part in parts)]
    drawn = [svg.rect(0, 0, width, height, svg.TRACK, rx=4)]
    for part, start in zip(parts, starts, strict=False):
        if not part.value:
            continue
        x, size = width * start / total, width * part.value / total
        label = svg.element("title", f"{part.label}: {number_vi(part.value)}")
        shown = max(size - 1, 0.5)
        drawn.append(
            svg.rect(x, 0, shown, height, svg.TONES[part.tone], label, rx=2, data_value=number_vi(part.value))
        )
        if size > 26:
            dark = part.tone in ("main", "bad")
            fill = "#fff" if dark else svg.INK
            drawn.append(
                svg.text(
                    x + size / 2,
                    18,
                    number_vi(part.value),
                    size=13,
                    fill=fill,
                    anchor="middle",
                    font_weight=600,
                )
            )
    return svg.picture(width, height, title, desc, *drawn)

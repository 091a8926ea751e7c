"""Figures as server-drawn SVG: bars by group, sparklines, ranks, shares. Pure functions.

Each drawing carries a title and a description; below stands `{% figures head rows %}`, the same as a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.ui import svg
from portal.ui.axes import Frame, shortened, text_width
from portal.ui.formats import number_vi
from portal.ui.textures import area, is_dark

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
    values = [value or 0 for one in (*series, *lines) for value in one.values]
    frame = Frame.around(values, groups, width)
    bar = min(18.0, frame.step * 0.72 / max(1, len(series)))
    parts = frame.drawn()
    for place, group in enumerate(groups):
        start = frame.middle(place) - bar * len(series) / 2
        for index, one in enumerate(series):
            value = one.values[place]
            if value:
                height = value * frame.scale
                parts.append(column(start + bar * index, frame.base - height, bar, height, one, group, value))
    for one in lines:
        points = [
            (frame.middle(place), frame.base - value * frame.scale)
            for place, value in enumerate(one.values)
            if value is not None
        ]
        parts += _line(points, svg.TONES[one.tone])
    return svg.picture(width, frame.height, title, desc, *parts)


def _line(points: Sequence[tuple[float, float]], colour: str) -> list[SafeString]:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    line = svg.element(
        "polyline", points=path, fill="none", stroke=colour, stroke_width=1.6, stroke_dasharray="5 4"
    )
    dots = [svg.element("circle", cx=x, cy=y, r=2.4, fill="#fff", stroke=colour) for x, y in points]
    return [line, *dots]


def column(
    x: float, y: float, width: float, height: float, one: Series, group: str, value: float
) -> SafeString:
    label = svg.element("title", f"{group}, {one.label}: {number_vi(value)}")
    return area(
        x + 0.5, y, width - 1, height, one.tone, label, rx=1.5, data_value=number_vi(value)
    )  # fmt: skip


def both_widths(draw, *arguments, widths: tuple[int, int] = (WIDE, NARROW), **options) -> SafeString:
    """The same chart for a desk and for a phone; CSS shows one of them."""
    return format_html(
        '<div class="d-none d-sm-block">{}</div><div class="d-sm-none">{}</div>',
        *(draw(*arguments, width=width, **options) for width in widths),
    )


def legend(series: Sequence[Series | Part]) -> SafeString:
    """What each colour means, in words."""
    items = [
        svg.element("li", swatch(one.tone), one.label)
        for one in series
    ]  # fmt: skip
    return svg.element("ul", *items, class_="legend")


def swatch(tone: str) -> SafeString:
    square = area(0.5, 0.5, 13, 13, tone, rx=3)
    return svg.element("svg", square, width=14, height=14, aria_hidden="true")


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
    floor = f"{margin},{height} {path} {width - margin},{height}"
    return svg.picture(
        width, height, title, desc,
        svg.element("polygon", points=floor, fill=colour, fill_opacity=0.1),
        svg.element("polyline", points=path, fill="none", stroke=colour, stroke_width=1.6),
        svg.element("circle", cx=points[-1][0], cy=points[-1][1], r=2.4, fill=colour),
        class_="chart chart--spark",
    )  # fmt: skip


def rank(title: str, desc: str, parts: Sequence[Part], *, width: int = NARROW) -> SafeString:
    """Horizontal bars in the order given; lengths are in proportion to the values.

    A name stands beside its bar, or above it where one of them is too long for that.
    """
    label = width * 0.42
    is_long = any(text_width(part.label, 13) > label for part in parts)
    row, left = (42, 0.0) if is_long else (28, label)
    highest = max((part.value for part in parts), default=0) or 1
    number = max(34.0, max((text_width(number_vi(part.value), 13) for part in parts), default=0) + 10)
    space = width - left - number
    drawn = []
    for place, part in enumerate(parts):
        y, middle = place * row, place * row + row - 14
        length = max(space * part.value / highest, 1.5) if part.value else 0.0  # one among millions is seen
        value = number_vi(part.value)
        told = svg.element("title", f"{part.label}: {value}")
        drawn += [
            svg.text(0, y + 19, shortened(part.label, label if left else width - 4, 13), size=13, fill=svg.INK),
            svg.rect(left, middle - 5, space, 10, svg.TRACK, rx=5),
            area(left, middle - 5, length, 10, part.tone, told, rx=min(5, length / 2), data_value=value),
            svg.text(width, middle + 5, value, size=13, fill=svg.INK, anchor="end", font_weight=600),
        ]  # fmt: skip
    return svg.picture(width, max(row, row * len(parts)), title, desc, *drawn)


def shares(title: str, desc: str, parts: Sequence[Part], *, width: int = NARROW) -> SafeString:
    """One bar of shares that together are everything; widths are in proportion to the values."""
    height = 26
    total = sum(part.value for part in parts) or 1
    starts = [0, *accumulate(part.value for part in parts)]
    drawn = [svg.rect(0, 0, width, height, svg.TRACK, rx=4)]
    for part, start in zip(parts, starts, strict=False):
        if not part.value:
            continue
        x, size = width * start / total, width * part.value / total
        shown, value = max(size - 1, 0.5), number_vi(part.value)
        label = svg.element("title", f"{part.label}: {value}")
        drawn.append(area(x, 0, shown, height, part.tone, label, rx=2, data_value=value))
        if size > text_width(value, 13) + 8:
            drawn += _number_on(x + size / 2, value, part.tone)
    return svg.picture(width, height, title, desc, *drawn)


def _number_on(x: float, value: str, tone: str) -> list[SafeString]:
    """A number on a plate of its own, so that stripes do not run through it."""
    room = text_width(value, 13) + 2
    dark = is_dark(tone)
    return [
        svg.rect(x - room / 2, 5, room, 17, svg.TONES[tone], rx=3),
        svg.text(x, 18, value, size=13, fill="#fff" if dark else svg.INK, anchor="middle", font_weight=600),
    ]

"""Columns of parts one upon another, and lines over the same groups: both from nought, on one scale."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from portal.ui import svg
from portal.ui.axes import Frame, text_width
from portal.ui.charts import WIDE, Series, column
from portal.ui.formats import number_vi

DASHES = (None, "7 4", "2 3", "9 3 2 3")
WIDEST = 34.0


def stacked_columns(
    title: str, desc: str, groups: Sequence[str], series: Sequence[Series], *, width: int = WIDE
) -> SafeString:
    """One column for each group, its parts from the foot upwards; the sum stands on top."""
    sums = [sum(one.values[place] or 0 for one in series) for place in range(len(groups))]
    frame = Frame.around(sums, groups, width)
    broad = min(WIDEST, frame.step * 0.7)
    parts = frame.drawn()
    for place, group in enumerate(groups):
        top = float(frame.base)
        for one in series:
            value = one.values[place]
            if not value:
                continue
            height = value * frame.scale
            top -= height
            parts.append(column(frame.middle(place) - broad / 2, top, broad, height, one, group, value))
        total = number_vi(sums[place])
        if sums[place] and len(series) > 1 and text_width(total, 11) < frame.step:
            parts.append(
                svg.text(frame.middle(place), top - 3, total, size=11, fill=svg.INK, anchor="middle")
            )
    return svg.picture(width, frame.height, title, desc, *parts)


def lines(
    title: str, desc: str, groups: Sequence[str], series: Sequence[Series], *, width: int = WIDE
) -> SafeString:
    """One line for each series, told apart by its dashes and marks too; a None interrupts it."""
    values = [value or 0 for one in series for value in one.values]
    frame = Frame.around(values, groups, width)
    parts = frame.drawn()
    for index, one in enumerate(series):
        colour = line_colour(one.tone)
        for stretch in _stretches(frame, one.values):
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in stretch)
            parts.append(
                svg.element(
                    "polyline", points=path, fill="none", stroke=colour, stroke_width=2,
                    stroke_dasharray=DASHES[index % len(DASHES)],
                )
            )  # fmt: skip
        for place, value in enumerate(one.values):
            if value is not None:
                told = svg.element("title", f"{groups[place]}, {one.label}: {number_vi(value)}")
                y = frame.base - value * frame.scale
                parts.append(mark(index, frame.middle(place), y, colour, told, data_value=number_vi(value)))
    return svg.picture(width, frame.height, title, desc, *parts)


def line_colour(tone: str) -> str:
    """Pale tones are for areas: a thin line in them would hardly be seen."""
    return {"second": "#3d7fc4", "wait": svg.GOLD, "ok": svg.GREEN, "neutral": svg.MUTED}.get(
        tone, svg.TONES[tone]
    )


def _stretches(frame: Frame, values: Sequence[float | None]) -> list[list[tuple[float, float]]]:
    found: list[list[tuple[float, float]]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            found.append([])
        else:
            found[-1].append((frame.middle(place), frame.base - value * frame.scale))
    return [one for one in found if len(one) > 1]


def mark(index: int, x: float, y: float, colour: str, *children, size: float = 3.6, **attributes):
    """The sign of the first, second, third, fourth series: a disc, a hollow square, a triangle, a hollow ring."""
    if index % 4 == 0:
        return svg.element("circle", *children, cx=x, cy=y, r=size, fill=colour, **attributes)
    if index % 4 == 3:
        ring = {"fill": "#fff", "stroke": colour, "stroke_width": 1.6}
        return svg.element("circle", *children, cx=x, cy=y, r=size, **ring, **attributes)
    if index % 4 == 2:
        points = f"{x - size:.1f},{y + size:.1f} {x + size:.1f},{y + size:.1f} {x:.1f},{y - size:.1f}"
        return svg.element("polygon", *children, points=points, fill=colour, **attributes)
    return svg.rect(
        x - size,
        y - size,
        2 * size,
        2 * size,
        "#fff",
        *children,
        stroke=colour,
        stroke_width=1.8,
        **attributes,
    )


def line_legend(series: Sequence[Series]) -> SafeString:
    """What each line means: its dashes and its mark beside the words."""
    items = []
    for index, one in enumerate(series):
        colour = line_colour(one.tone)
        drawn = svg.element(
            "svg", svg.line(0, 7, 26, 7, colour, stroke_width=2, stroke_dasharray=DASHES[index % len(DASHES)]),
            mark(index, 13, 7, colour), width=26, height=14, aria_hidden="true",
        )  # fmt: skip
        items.append(svg.element("li", drawn, one.label))
    return svg.element("ul", *items, class_="legend")

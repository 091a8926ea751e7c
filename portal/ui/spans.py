"""Terms side by side on one axis of years, as server-drawn SVG: what runs from when to when, and where today is."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from portal.ui import svg
from portal.ui.charts import WIDE
from portal.ui.svg import INK, RED
from portal.ui.textures import area

ROW, HEAD = 30, 30


@dataclass(frozen=True)
class Span:
    """One term. `first` or `last` None: it is not known, or there is no end; then the bar runs off the axis."""

    label: str
    small: str
    first: dt.date | None
    last: dt.date | None
    tone: str = "main"
    words: str = ""


def spans(
    title: str,
    desc: str,
    rows: Sequence[Span],
    first: dt.date,
    last: dt.date,
    *,
    today: dt.date | None = None,
    width: int = WIDE,
) -> SafeString:
    """One bar a row between `first` and `last`; what lies outside is cut at the edge.

    On a phone and in a narrow card the words stand above their bar, on a desk beside it. Raises ValueError when the axis has no length.
    """
    if last <= first:
        raise ValueError(f"An axis from {first} to {last} has no length.")
    narrow = width < 600
    left = 0.0 if narrow else width * 0.4
    row = ROW + 16 if narrow else ROW
    axis = _Axis(first, last, left, width - left - 4)
    height = HEAD + row * max(1, len(rows))
    drawn = _years(axis, height, narrow)
    for place, one in enumerate(rows):
        top = HEAD + row * place
        drawn += _label(one, top, left or width, narrow)
        drawn.append(_bar(one, axis, top + (22 if narrow else 8)))
    if today is not None and first <= today <= last:
        x = axis.at(today)
        drawn.append(svg.line(x, HEAD - 6, x, height, RED, stroke_width=1.4, stroke_dasharray="4 3"))
    return svg.picture(width, height, title, desc, *drawn)


@dataclass(frozen=True)
class _Axis:
    first: dt.date
    last: dt.date
    left: float
    width: float

    def at(self, day: dt.date) -> float:
        """The place of a day, cut at both ends."""
        share = (day - self.first).days / (self.last - self.first).days
        return self.left + self.width * min(1.0, max(0.0, share))


def _years(axis: _Axis, height: int, narrow: bool) -> list[SafeString]:
    """A line at each first of January; of many years every second or fifth is named."""
    years = range(axis.first.year, axis.last.year + 1)
    room = 6 if narrow else 11
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if len(years) / step <= room)
    parts = []
    for year in years:
        day = dt.date(year, 1, 1)
        if day < axis.first:
            continue
        x = axis.at(day)
        parts.append(svg.line(x, HEAD - 8, x, height))
        if (
            year % step == 0 and x <= axis.left + axis.width - 14
        ):  # the edge has no room for the middle of a name
            parts.append(svg.text(x, 14, str(year), size=12, anchor="middle" if x > 18 else "start"))
    return parts


def _label(one: Span, top: float, room: float, narrow: bool) -> list[SafeString]:
    words = _cut(one.label, room - 8)
    if narrow:
        return [svg.text(0, top + 15, words, size=12, fill=INK)]
    parts = [svg.text(0, top + 13, words, size=12.5, fill=INK)]
    return [*parts, svg.text(0, top + 26, _cut(one.small, room - 8), size=11)] if one.small else parts


def _cut(words: str, room: float) -> str:
    letters = int(room / 6.4)
    return words if len(words) <= letters else words[: letters - 1].rsplit(" ", 1)[0].rstrip(" ,") + "…"


def _bar(one: Span, axis: _Axis, y: float) -> SafeString:
    start = axis.at(one.first or axis.first)
    end = axis.at(one.last or axis.last)
    label = svg.element("title", ": ".join(filter(None, [one.label, one.words])))
    return area(start, y, max(end - start, 3.0), 14, one.tone, label, rx=3, data_value=one.words or None)
